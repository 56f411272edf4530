import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CartPage } from './cart-page.ts';
import { expect, test } from './fixtures.ts';
import { SCREENSHOTS } from './inspect-page.ts';
import { ListPage, saveTo } from './list-page.ts';

const ROWS = 300;
const names = Array.from({ length: ROWS }, (_, n) => `Product ${String(n + 1).padStart(3, '0')}`);

test('a PDF has every row of the cart, on as many pages as it takes', async ({ launchDesktop }, testInfo) => {
  test.slow();
  const ana = await launchDesktop({ profile: 'Ana' });
  const cart = new CartPage(ana.page);
  const lists = new ListPage(ana);
  const rows = names.map(
    (name, n) => `${name},${n + 1},1.25,${n === 0 ? 'the blue one' : ''},${n > 297 ? 'yes' : ''}`,
  );
  await lists.choose('list.csv', `name,qty,price,note,later\n${rows.join('\n')}\n`);
  await lists.button(`Add ${ROWS} rows`).click();
  await expect(lists.dialog).toBeHidden();

  // What Chromium prints is what it lays out for print: the text of the sheet is looked at as it is then.
  await ana.page.evaluate(() => {
    addEventListener('beforeprint', () => {
      const sheet = document.querySelector<HTMLElement>('.print-sheet');
      Object.assign(globalThis, { printed: sheet?.textContent });
    });
  });
  const path = testInfo.outputPath('cart.pdf');
  await saveTo(ana, path);
  await ana.clickMenu('Save as PDF…');
  await expect(ana.page.getByText('The cart is saved as a PDF')).toBeVisible({ timeout: 60_000 });
  const printed = await ana.page.evaluate(() => (globalThis as { printed?: string }).printed ?? '');
  for (const name of names) expect(printed).toContain(name);
  expect(printed).toContain('the blue one');
  expect(printed).toContain('Saved for later');
  expect(printed).toContain('€55,688.75');

  const pdf = readFileSync(path, 'latin1');
  expect(pdf.startsWith('%PDF-')).toBe(true);
  // Each row is as high as a tick box, so no page holds more than fifty.
  const pages = pdf.match(/\/Type\s*\/Page\b/gu)?.length ?? 0;
  expect(pages).toBeGreaterThanOrEqual(ROWS / 50);
  expect(pages).toBeLessThan(ROWS / 10);
  await expect(ana.page.locator('.print-sheet')).toHaveCount(0);
  await expect(cart.name).toBeVisible();
});

test('the paper shows the cart and nothing of the window', async ({ launchDesktop }) => {
  const ana = await launchDesktop({ profile: 'Ana' });
  const cart = new CartPage(ana.page);
  await cart.add('3 x Oat milk 1.89');
  await cart.add('Napkins');
  await cart.note('Oat milk', 'the blue one');
  // The system's dialog stays open until the test has looked.
  await ana.app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) {
      window.webContents.print = (_options, callback) => {
        Object.assign(globalThis, { endPrint: () => callback?.(true, '') });
      };
    }
  });
  await ana.clickMenu('Print…');
  await ana.page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const sheet = ana.page.getByRole('article', { name: 'The cart, to be printed' });
  await expect(sheet).toContainText('the blue one');
  await expect(sheet.getByRole('row')).toHaveCount(3);
  await expect(sheet).toContainText('€5.67');
  await expect(sheet).toContainText('By Ana');
  await expect(cart.name).toBeHidden();
  await ana.page.screenshot({ path: join(SCREENSHOTS, 'print.png') });

  await ana.app.evaluate(() => (globalThis as unknown as { endPrint: () => void }).endPrint());
  await expect(sheet).toHaveCount(0);
  await ana.page.emulateMedia({ media: 'screen' });
  await expect(cart.name).toBeVisible();
});
