import type { BrowserWindow } from 'electron';
import { CartPage } from './cart-page.ts';
import { expect, test } from './fixtures.ts';

test('quitting asks once when changes are on this computer only, and loses none of them', async ({
  relay,
  launchDesktop,
}) => {
  const ana = await launchDesktop();
  const page = new CartPage(ana.page);
  await page.add('Milk 1.29');
  await page.settle();
  const second = new CartPage(await ana.openWindow());
  await relay.stop();
  await page.add('2 Tea 3.00');
  await second.add('Rye 4.00');
  await expect(page.rows()).toHaveText(['Milk', 'Tea', 'Rye']);

  await ana.answerDialogs('Keep open');
  await ana.app.evaluate(({ app }) => app.quit());
  await expect.poll(() => ana.dialogs()).toEqual(['2 changes are only on this computer.']);
  await page.more('Tea');
  await expect(second.quantity('Tea')).toHaveValue('3');

  // The other window goes on sending, so there is nothing to ask.
  await second.page.evaluate('void trolley.closeWindow()');
  await expect.poll(() => ana.app.windows().length).toBe(1);
  expect(await ana.dialogs()).toHaveLength(1);
  await ana.page.evaluate('void trolley.closeWindow()');
  await expect.poll(() => ana.dialogs()).toHaveLength(2);

  const ended = ana.app.waitForEvent('close');
  await ana.answerDialogs('Close anyway');
  await ana.app.evaluate(({ app }) => app.quit());
  await ended;
  await relay.start();
  const again = new CartPage((await launchDesktop()).page);
  await expect(again.rows()).toHaveText(['Milk', 'Tea', 'Rye']);
  await again.settle();
  expect(await relay.get('/carts/kitchen')).toMatchObject({ units: 5 });
});

test('closing right after a change sends it, and asks nothing', async ({ relay, launchDesktop }) => {
  const ana = await launchDesktop();
  const page = new CartPage(ana.page);
  await page.settle();
  await ana.answerDialogs('Keep open');
  const ended = ana.app.waitForEvent('close');
  await page.name.fill('Milk 1.29');
  await page.name.press('Enter');
  // Its answer would come to a page that is gone.
  await ana.page.evaluate('void trolley.closeWindow()');
  await ended;
  expect(await relay.get('/carts/kitchen')).toMatchObject({ units: 1 });
});

test('whoever ends the app from outside is not asked, and nothing is lost', async ({
  relay,
  launchDesktop,
}) => {
  const ana = await launchDesktop();
  const page = new CartPage(ana.page);
  await page.settle();
  await relay.stop();
  await page.add('Milk 1.29');
  const ended = ana.app.waitForEvent('close');
  ana.app.process().kill('SIGTERM');
  await ended;
  await expect(new CartPage((await launchDesktop()).page).rows()).toHaveText(['Milk']);
});

test('what cannot be saved keeps the window open until somebody lets it go', async ({ launchDesktop }) => {
  const ana = await launchDesktop({ offline: true });
  const page = new CartPage(ana.page);
  await ana.page.evaluate(() => {
    IDBObjectStore.prototype.add = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await page.name.fill('Milk 1.29');
  await page.name.press('Enter');
  await ana.answerDialogs('Keep the window open');
  await ana.page.evaluate('void trolley.closeWindow()');
  await expect.poll(() => ana.dialogs()).toEqual(['Some changes are not saved on this computer.']);
  await expect(page.row('Milk')).toBeVisible();
  const ended = ana.app.waitForEvent('close');
  await ana.answerDialogs('Close it anyway');
  await ana.page.evaluate('void trolley.closeWindow()');
  await ended;
});

test('a window whose page dies comes back with its carts, and nothing is lost', async ({ launchDesktop }) => {
  const ana = await launchDesktop({ offline: true });
  const page = new CartPage(ana.page);
  await page.add('2 Milk 1.29');
  await expect(page.stage('Milk')).toHaveAttribute('data-stage', 'saved');
  await ana.answerDialogs('Open it again');
  const window = await ana.app.browserWindow(ana.page);
  await window.evaluate(({ webContents }: BrowserWindow) => webContents.forcefullyCrashRenderer());
  await expect.poll(() => ana.dialogs()).toEqual(['This window has stopped working.']);
  // Playwright lets go of a page that has crashed, so what came of it is asked for by the command port.
  await expect.poll(() => ana.say('show')).toContain('Milk');
  const said: unknown = await window.evaluate(({ webContents }: BrowserWindow) =>
    webContents.executeJavaScript('document.querySelector("main").innerText'),
  );
  expect(said).toContain('Milk');
});
