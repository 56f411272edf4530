import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CartPage } from './cart-page.ts';
import { expect, test } from './fixtures.ts';
import { SCREENSHOTS } from './inspect-page.ts';
import { ListPage } from './list-page.ts';

const LISTS = join(import.meta.dirname, '..', 'examples', 'lists');

test('a cart is exported here, imported there, and is the same', async ({ launchDesktop }, testInfo) => {
  const ana = await launchDesktop({ profile: 'Ana' });
  const cart = new CartPage(ana.page);
  const lists = new ListPage(ana);
  await lists.choose('kitchen.csv', readFileSync(join(LISTS, 'kitchen.csv')));
  await expect(lists.summary).toContainText('5 rows to add');
  await expect(lists.summary).toContainText('23 units');
  await expect(cart.rows()).toHaveCount(0);
  await lists.button('Add 5 rows').click();
  await expect(lists.dialog).toBeHidden();
  await expect(cart.rows()).toHaveText(['Oat milk', 'Coffee beans', 'Bananas', 'Rye bread']);
  await expect(cart.rows('Saved for later')).toHaveText(['Napkins']);

  const csv = await lists.exportTo(testInfo.outputPath('ana.csv'), 'CSV');
  expect(csv).toBe(readFileSync(join(LISTS, 'kitchen.csv'), 'utf8'));
  const json = await lists.exportTo(testInfo.outputPath('ana.json'), 'JSON');

  const ben = await launchDesktop({ profile: 'Ben', cart: 'other' });
  const bens = new ListPage(ben);
  await bens.choose('ana.json', json);
  await bens.button('Add 5 rows').click();
  await expect(new CartPage(ben.page).rows()).toHaveCount(4);
  expect(await bens.exportTo(testInfo.outputPath('ben.csv'), 'CSV')).toBe(csv);
  await ben.page.getByRole('button', { name: 'Take back' }).first().click();
  await expect(new CartPage(ben.page).rows()).toHaveCount(0);
});

test('lines that cannot be used are named, and the good ones can be added', async ({ launchDesktop }) => {
  const ana = await launchDesktop();
  const cart = new CartPage(ana.page);
  const lists = new ListPage(ana);
  await cart.settle();
  await lists.choose('mixed.csv', 'name;qty;price\nmilk;3;1,29\nbread;lots;2,40\n;1;1\ntea;1;3,10\n');
  await expect(lists.dialog.getByRole('region', { name: '2 lines cannot be added' })).toContainText(
    /Line 3:.*“lots” is no quantity.*Line 4:.*no name/s,
  );
  await ana.page.keyboard.press('Escape');
  await expect(lists.dialog).toBeHidden();
  await expect(cart.rows()).toHaveCount(0);

  await lists.choose('mixed.csv', 'name;qty;price\nmilk;3;1,29\nbread;lots;2,40\n;1;1\ntea;1;3,10\n');
  await lists.button('Add the other 2 rows').press('Enter');
  await expect(cart.rows()).toHaveText(['milk', 'tea']);
  await expect(cart.total).toHaveText('€6.97');
});

test('a file that is no list does nothing, and says why', async ({ launchDesktop }) => {
  const ana = await launchDesktop();
  const lists = new ListPage(ana);
  const rubbish: readonly (readonly [string, Buffer | string, string])[] = [
    ['photo.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), 'holds no text'],
    ['empty.csv', '', 'nothing in it'],
    ['cut.json', '{"rows": [{"name": "mi', 'not complete JSON'],
    ['dollars.csv', 'name,price,currency\nmilk,1,USD\n', 'in USD, those of the cart in EUR'],
    ['long.txt', 'milk\n'.repeat(50_000), '50,000 rows, and 10,000 are the most'],
    ['huge.csv', Buffer.alloc(20 * 1024 * 1024, 'milk,1\n'), '20 MB, and 10 MB is the most'],
  ];
  await new CartPage(ana.page).add('salt 1.00');
  for (const [name, content, reason] of rubbish) {
    await lists.choose(name, content);
    await expect(lists.dialog.getByRole('alert')).toContainText(reason);
    await ana.page.keyboard.press('Escape');
    await expect(lists.dialog).toBeHidden();
  }
  await expect(new CartPage(ana.page).rows()).toHaveText(['salt']);
});

test('the same list again adds nothing twice, on whichever desktop', async ({ launchDesktop }) => {
  const ana = await launchDesktop({ profile: 'Ana' });
  const ben = await launchDesktop({ profile: 'Ben' });
  const text = 'milk 1.29\nbread 2.40\ntea 3.10\n';
  await new ListPage(ana).choose('list.txt', text);
  await new ListPage(ana).button('Add 3 rows').click();
  await expect(new CartPage(ben.page).rows()).toHaveCount(3);

  const lists = new ListPage(ben);
  await lists.choose('the same by another name.txt', text);
  await expect(lists.dialog).toContainText(/Already imported by Ana on .*: all 3 rows are here/);
  await lists.button('Close').last().click();
  await expect(new CartPage(ben.page).rows()).toHaveCount(3);
  expect((await ben.show()).map(({ quantity }) => quantity)).toEqual([1, 1, 1]);

  await lists.choose('list.txt', text);
  await lists.button('Add all 3 rows again').click();
  await expect(lists.dialog).toBeHidden();
  expect((await ben.show()).map(({ quantity }) => quantity)).toEqual([2, 2, 2]);
});

test('a list is pasted, into the dialog or right into the field for adding', async ({ launchDesktop }) => {
  const ana = await launchDesktop();
  const cart = new CartPage(ana.page);
  const lists = new ListPage(ana);
  await cart.settle();
  await ana.clickMenu('Paste a List…');
  await expect(lists.dialog.getByRole('textbox')).toBeFocused();
  await ana.page.keyboard.insertText(readFileSync(join(LISTS, 'pasted.txt'), 'utf8'));
  await ana.page.keyboard.press('Control+Enter');
  await expect(lists.summary).toContainText('5 rows to add');
  await expect(lists.dialog).toContainText('1 product without a price');
  await ana.page.keyboard.press('Enter');
  await expect(cart.rows()).toHaveText(['milk', 'bread', 'eggs', 'butter', 'tomatoes']);

  await cart.name.evaluate((field) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '2 salt 0.50\r\npepper 2.00\r\n');
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await lists.button('Add 2 rows').press('Enter');
  await expect(cart.rows()).toHaveCount(7);
  await expect(cart.name).toHaveValue('');
});

test('a file is dropped anywhere on the cart, and other drops do nothing', async ({ launchDesktop }) => {
  const ana = await launchDesktop();
  const cart = new CartPage(ana.page);
  const lists = new ListPage(ana);
  const drag = (type: 'dragover' | 'drop', what: 'file' | 'text') =>
    ana.page.locator('footer').evaluate(
      (footer, { type: kind, what: held }) => {
        const dataTransfer = new DataTransfer();
        if (held === 'file') dataTransfer.items.add(new File(['milk 1.29\nbread 2.40'], 'list.txt'));
        else dataTransfer.setData('text/uri-list', 'https://example.org/');
        return footer.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
      },
      { type, what },
    );
  const overlay = ana.page.getByText('Drop it to look at the list');
  await drag('dragover', 'text');
  await expect(overlay).toBeHidden();
  expect(await drag('dragover', 'file')).toBe(false);
  await expect(overlay).toBeVisible();
  await ana.page.screenshot({ path: join(SCREENSHOTS, 'drop-over.png') });
  expect(await drag('drop', 'file')).toBe(false);
  await expect(overlay).toBeHidden();
  await lists.button('Add 2 rows').click();
  await expect(cart.rows()).toHaveText(['milk', 'bread']);
  expect(ana.page.url()).toMatch(/^app:\/\/trolley\//);
});

test('ten thousand rows come in without holding up the window, reach everybody, and are one step', async ({
  launchDesktop,
}) => {
  test.slow();
  const ana = await launchDesktop({ profile: 'Ana' });
  const cart = new CartPage(ana.page);
  const lists = new ListPage(ana);
  const text = `name,price,qty\n${Array.from({ length: 10_000 }, (_, n) => `product ${n},1.00,2`).join('\n')}\n`;
  await lists.choose('large.csv', text);
  await expect(lists.summary).toContainText('20,000 units');
  await ana.page.evaluate(() => {
    const { performance } = globalThis;
    let last = performance.now();
    const gaps = { longest: 0 };
    Object.assign(globalThis, { gaps });
    setInterval(() => {
      gaps.longest = Math.max(gaps.longest, performance.now() - last);
      last = performance.now();
    }, 5);
  });
  // Stopped on the way, nothing stays.
  await lists.button('Add 10,000 rows').click();
  await expect(lists.dialog.getByRole('progressbar')).toBeVisible();
  await lists.button('Stop and take it back').press('Enter');
  await expect(lists.dialog).toBeHidden();
  await expect(cart.total).toHaveText('–');

  await lists.choose('large.csv', text);
  await lists.button('Add 10,000 rows').click();
  await expect(cart.total).toHaveText('€20,000.00', { timeout: 60_000 });
  await expect(lists.dialog).toBeHidden({ timeout: 60_000 });
  const longest = await ana.page.evaluate(
    () => (globalThis as unknown as { gaps: { longest: number } }).gaps.longest,
  );
  test.info().annotations.push({ type: 'measured', description: `longest pause ${Math.round(longest)} ms` });
  await expect(cart.summary).toContainText('Everyone has everything', { timeout: 30_000 });
  await ana.page.getByRole('button', { name: 'Take back' }).first().click();
  await expect(cart.total).toHaveText('–', { timeout: 30_000 });
});
