import type { Locator, Page } from '@playwright/test';
import type { BrowserWindow } from 'electron';
import { CartPage } from './cart-page.ts';
import type { Desktop } from './desktop.ts';
import { expect, test } from './fixtures.ts';
import { startAgain } from './start-again.ts';

const tabs = (page: Page): Locator => page.getByRole('tablist', { name: 'Open carts' }).getByRole('tab');
const tab = (page: Page, name: string): Locator => page.getByRole('tab', { name });
const shown = (page: Page): Locator => page.getByRole('tab', { selected: true });

/** Opens a cart in a tab of the first window, as choosing a notice does. */
async function openTab(desktop: Desktop, cartId: string): Promise<void> {
  const window = await desktop.app.browserWindow(desktop.page);
  await window.evaluate(({ webContents }: BrowserWindow, id) => webContents.send('show-cart', id), cartId);
  await expect(shown(desktop.page)).toHaveText(cartId);
}

test('a window has many carts: those in the background go on saving, syncing and answering', async ({
  relay,
  launchDesktop,
}) => {
  const ana = await launchDesktop({ profile: 'Ana' });
  const page = new CartPage(ana.page);
  await page.add('2 Milk 1.29');
  await openTab(ana, 'ward');
  await page.add('3 Tea 2.00');
  await page.settle();
  expect(await relay.get('/carts/ward')).toMatchObject({ units: 3 });
  expect(await ana.show()).toMatchObject([{ product_name: 'Tea' }]);

  const ben = new CartPage((await launchDesktop({ profile: 'Ben' })).page);
  await ben.add('Rye 4.00');
  await ben.settle();
  await tab(ana.page, 'kitchen').click();
  await expect(page.rows()).toHaveText(['Milk', 'Rye']);
  // Lines go to the cart in front.
  expect(await ana.show()).toMatchObject([{ product_name: 'Milk' }, { product_name: 'Rye' }]);

  await page.page.getByRole('heading', { name: 'kitchen' }).getByRole('button').click();
  await page.page.getByLabel('Name of the cart').fill('Kitchen on Monday');
  await page.page.keyboard.press('Enter');
  await expect(shown(ana.page)).toHaveText('Kitchen on Monday');
});

test('tabs by keyboard and mouse', async ({ launchDesktop }) => {
  const ana = await launchDesktop({ offline: true });
  const { page } = ana;
  await openTab(ana, 'ward');
  await openTab(ana, 'shop');
  await expect(tabs(page)).toHaveText(['Carts', 'kitchen', 'ward', 'shop']);

  await page.keyboard.press('Control+Tab');
  await expect(shown(page)).toHaveText('Carts');
  await page.keyboard.press('Control+Shift+Tab');
  await expect(shown(page)).toHaveText('shop');
  await page.keyboard.press('Control+PageUp');
  await expect(shown(page)).toHaveText('ward');

  await shown(page).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(tab(page, 'kitchen')).toBeFocused();
  await expect(shown(page)).toHaveText('ward');
  await page.keyboard.press('Enter');
  await expect(shown(page)).toHaveText('kitchen');
  await tab(page, 'kitchen').focus();
  await page.keyboard.press('Delete');
  await expect(tabs(page)).toHaveText(['Carts', 'ward', 'shop']);
  await expect(shown(page)).toHaveText('ward');

  await ana.clickMenu('Open Closed Cart Again');
  await expect(tabs(page)).toHaveText(['Carts', 'ward', 'shop', 'kitchen']);
  await tab(page, 'ward').click({ button: 'middle' });
  await expect(tabs(page)).toHaveText(['Carts', 'shop', 'kitchen']);
  await expect(shown(page)).toHaveText('kitchen');
  await ana.pressMenuKey('W', ['control']);
  await expect(tabs(page)).toHaveText(['Carts', 'shop']);
  await ana.pressMenuKey('T', ['control']);
  await expect(shown(page)).toHaveText('Carts');
});

test('with the last tab goes the window', async ({ launchDesktop }) => {
  const ana = await launchDesktop({ offline: true });
  const ended = ana.app.waitForEvent('close');
  await new CartPage(ana.page).add('Milk 1.29');
  await ana.answerDialogs('Close anyway');
  await ana.clickMenu('Close Tab');
  await ended;
  expect((await (await launchDesktop({ offline: true })).show()).map((row) => row.product_name)).toEqual([
    'Milk',
  ]);
});

test('a cart that is closed and opened again is the same, and one on another server can be reached', async ({
  relay,
  launchDesktop,
}, testInfo) => {
  const ana = await launchDesktop({ profile: 'Ana', relay: null });
  const page = new CartPage(ana.page);
  await page.add('2 Milk 1.29');
  await openTab(ana, 'ward');
  await tab(ana.page, 'kitchen').getByTitle('Close', { exact: true }).click({ force: true });
  await expect(tabs(ana.page)).toHaveText(['Carts', 'ward']);
  await ana.clickMenu('Open Closed Cart Again');
  await expect(page.quantity('Milk')).toHaveValue('2');

  // The page was read when no server was known: it has to be read anew for this one.
  const opened = ana.app.waitForEvent('window');
  expect(
    await startAgain(testInfo.outputPath('profiles', 'Ana'), '--cart', 'shop', '--relay', relay.ws),
  ).toBe(0);
  const shop = new CartPage(await opened);
  await shop.add('Tea 1.00');
  await shop.settle();
  expect(await relay.get('/carts/shop')).toMatchObject({ units: 1 });
  await openTab(ana, 'shop');
  await expect(page.quantity('Tea')).toHaveValue('1');
  await page.more('Tea');
  await page.settle();
  await expect(tabs(ana.page)).toHaveText(['Carts', 'ward', 'kitchen', 'shop']);
});
