import type { CartId } from '../cart/ids.ts';
import { joinLinkOf } from '../protocol/join-link.ts';
import { CartPage } from './cart-page.ts';
import type { Desktop, LaunchOptions } from './desktop.ts';
import { expect, test } from './fixtures.ts';
import { HomePage } from './home-page.ts';

const linkTo = (relayUrl: string, cartId: string) => joinLinkOf({ relayUrl, cartId: cartId as CartId });

type Launch = (options?: LaunchOptions) => Promise<Desktop>;

/** A desktop with its list of carts in front. */
async function openHome(launch: Launch, options: LaunchOptions = {}) {
  const desktop = await launch(options);
  await desktop.clickMenu('Carts');
  const home = new HomePage(desktop.page);
  await expect(home.search).toBeVisible();
  return { desktop, home, cart: new CartPage(desktop.page), page: desktop.page };
}

/** Names of the databases of this computer's carts. */
const databases = (desktop: Desktop): Promise<readonly string[]> =>
  desktop.page.evaluate(async () => {
    const all = (await indexedDB.databases()).map(({ name = '' }) => name);
    return all.filter((name) => name.startsWith('trolley/')).sort();
  });

/** What is noted of a cart beside its database. */
const notesOn = (desktop: Desktop, cartId: string): Promise<readonly string[]> =>
  desktop.page.evaluate((id) => Object.keys(localStorage).filter((key) => key.includes(id)), cartId);

test('the first cart is one press away, and the next ones a name', async ({ relay, launchDesktop }) => {
  const ana = await launchDesktop({ cart: null });
  const [page, home, cart] = [ana.page, new HomePage(ana.page), new CartPage(ana.page)];
  await page.getByRole('button', { name: 'Your first cart' }).click();
  await expect(page.getByRole('heading', { name: 'My cart' })).toBeVisible();
  await cart.add('2 Milk 1.29');
  await cart.settle();
  const [record] = (await relay.get('/carts')) as { cartId: string; units: number }[];
  expect(record?.cartId).toMatch(/^[2-9a-z]{4}-[2-9a-z]{4}-[2-9a-z]{4}$/);
  expect(record?.units).toBe(2);

  await ana.clickMenu('Carts');
  await expect(home.row('My cart')).toContainText('1 product · 2 units');
  await expect(home.row('My cart')).toContainText('€2.58');
  await home.create('Ward 3');
  await cart.add('Gloves 4.00');
  await ana.clickMenu('Carts');
  await expect(home.names).toHaveText(['Ward 3', 'My cart']);
});

test('carts are found while typing, and opened by keys alone', async ({ launchDesktop }) => {
  const { desktop, home, page } = await openHome(launchDesktop, { relay: null });
  for (const name of ['Café supplies', 'Groceries', 'Workshop']) {
    await home.create(name);
    await desktop.clickMenu('Carts');
  }
  await expect(home.names).toHaveText(['Workshop', 'Groceries', 'Café supplies', 'kitchen']);
  await home.search.fill('cafe');
  await expect(home.names).toHaveText(['Café supplies']);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Café supplies' })).toBeVisible();

  await desktop.clickMenu('Carts');
  await home.search.fill('');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await expect(home.row('kitchen')).toBeFocused();
  // What is typed on a cart goes to the search.
  await page.keyboard.type('work');
  await expect(home.search).toHaveValue('work');
  await expect(home.names).toHaveText(['Workshop']);
  await page.keyboard.press('ArrowDown');
  const opened = desktop.app.waitForEvent('window');
  await page.keyboard.press('Control+Enter');
  await expect((await opened).getByRole('heading', { name: 'Workshop' })).toBeVisible();

  await home.search.fill('Nobody has this');
  await expect(page.getByRole('heading', { name: 'No cart is called' })).toBeVisible();
  await home.search.press('Enter');
  await expect(home.dialog.getByLabel('Name')).toHaveValue('Nobody has this');
});

test('a cart is renamed where it is listed, and the others see it', async ({ relay, launchDesktop }) => {
  const { desktop, home, cart, page } = await openHome(launchDesktop, { profile: 'Ana' });
  const ben = await launchDesktop({ profile: 'Ben' });
  await home.row('kitchen').focus();
  await page.keyboard.press('F2');
  await page.getByLabel('New name for kitchen').fill('Kitchen on Monday');
  await page.keyboard.press('Enter');
  await expect(home.row('Kitchen on Monday')).toBeFocused();
  await expect(ben.page.getByRole('heading', { name: 'Kitchen on Monday' })).toBeVisible();
  await expect.poll(() => relay.get('/carts/kitchen')).toMatchObject({ title: 'Kitchen on Monday' });

  // One that has no tab is renamed just the same.
  await home.create('Ward');
  await cart.settle();
  await page.getByRole('tab', { name: 'Ward' }).focus();
  await page.keyboard.press('Delete');
  await desktop.clickMenu('Carts');
  await home.choose('Ward', 'Rename');
  await page.getByLabel('New name for Ward').fill('Ward 7');
  await page.keyboard.press('Enter');
  await expect(home.row('Ward 7')).toBeVisible();
  await expect
    .poll(async () => ((await relay.get('/carts')) as { cartId: string }[]).map(({ cartId }) => cartId))
    .toHaveLength(2);
  const carts = (await relay.get('/carts')) as { cartId: string }[];
  const ward = carts.find(({ cartId }) => cartId !== 'kitchen')?.cartId ?? '';
  await expect.poll(() => relay.get(`/carts/${ward}`)).toMatchObject({ title: 'Ward 7' });
});

test('a copy has the same rows and is a cart of its own', async ({ relay, launchDesktop }) => {
  const { desktop, home, cart, page } = await openHome(launchDesktop);
  await page.getByRole('tab', { name: 'kitchen' }).click();
  await cart.add('3 Milk 1.29');
  await cart.note('Milk', 'the blue one');
  await cart.add('Tea 3.00');
  await cart.choose('Tea', 'Save for later');
  await cart.settle();
  await desktop.clickMenu('Carts');
  await home.choose('kitchen', 'Duplicate');
  await expect(page.getByRole('heading', { name: 'Copy of kitchen' })).toBeVisible();
  await expect(cart.rows()).toHaveText(['Milk']);
  await expect(cart.rows('Saved for later')).toHaveText(['Tea']);
  await expect(cart.quantity('Milk')).toHaveValue('3');
  await expect(cart.row('Milk')).toContainText('the blue one');
  await cart.more('Milk');
  await cart.settle();
  expect(await relay.get('/carts/kitchen')).toMatchObject({ units: 3 });
  await page.getByRole('button', { name: 'More for the cart' }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await expect(page.getByRole('heading', { name: 'Copy of Copy of kitchen' })).toBeVisible();
  await expect(cart.quantity('Milk')).toHaveValue('4');
});

test('a template is kept for making carts from', async ({ launchDesktop }) => {
  const { desktop, home, cart, page } = await openHome(launchDesktop, { relay: null });
  await page.getByRole('tab', { name: 'kitchen' }).click();
  await cart.add('6 Eggs 0.30');
  await desktop.clickMenu('Carts');
  await home.choose('kitchen', 'Save as template');
  await expect(home.notice).toContainText('kitchen is among your templates');
  await home.show('Templates');
  await expect(home.row('kitchen')).toContainText('1 product · 6 units');
  await home.row('kitchen').focus();
  await page.keyboard.press('Enter');
  await home.dialog.getByLabel('Name').fill('Friday');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Friday' })).toBeVisible();
  await expect(cart.quantity('Eggs')).toHaveValue('6');
  await cart.more('Eggs');
  await desktop.clickMenu('Carts');
  await expect(home.row('kitchen')).toContainText('6 units');
  await home.show('Carts');
  await expect(home.names).toHaveText(['Friday', 'kitchen']);
});

test('what is put away can be brought back', async ({ launchDesktop }) => {
  const { desktop, home, cart, page } = await openHome(launchDesktop, { relay: null });
  await page.getByRole('tab', { name: 'kitchen' }).click();
  await cart.add('2 Milk 1.29');
  await desktop.clickMenu('Carts');
  await home.create('Ward');
  await desktop.clickMenu('Carts');

  await home.choose('kitchen', 'Archive');
  await expect(home.names).toHaveText(['Ward']);
  await expect(page.getByRole('tab', { name: 'kitchen' })).toBeHidden();
  await page.getByRole('button', { name: 'Take back' }).click();
  await expect(home.names).toHaveText(['Ward', 'kitchen']);

  await home.row('Ward').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Delete');
  await expect(home.notice).toContainText('kitchen is in the trash');
  await expect(home.row('Ward')).toBeFocused();
  await desktop.close();

  const again = await launchDesktop({ relay: null, cart: null });
  const later = new HomePage(again.page);
  await again.clickMenu('Carts');
  await later.show('Trash');
  await expect(again.page.getByText('Nothing goes by itself')).toBeVisible();
  await later.row('kitchen').focus();
  await again.page.keyboard.press('Enter');
  await expect(later.notice).toContainText('kitchen is back');
  await later.show('Carts');
  await later.row('kitchen').click();
  await expect(new CartPage(again.page).quantity('Milk')).toHaveValue('2');
});

test('a cart deleted for good leaves this computer and nobody else', async ({ relay, launchDesktop }) => {
  const { desktop, home, cart, page } = await openHome(launchDesktop);
  await page.getByRole('tab', { name: 'kitchen' }).click();
  await cart.add('2 Milk 1.29');
  await cart.settle();
  await desktop.clickMenu('Carts');
  await home.choose('kitchen', 'Move to trash');
  await home.show('Trash');
  expect(await databases(desktop)).toContain('trolley/kitchen');
  await home.choose('kitchen', 'Delete for good');
  await expect(home.dialog).toContainText('join it again to get it back');
  await home.dialog.getByRole('button', { name: 'Delete for good' }).click();
  await expect(home.notice).toContainText('kitchen is gone from this computer');
  expect(await databases(desktop)).not.toContain('trolley/kitchen');
  expect(await notesOn(desktop, 'kitchen')).toEqual([]);
  expect(await relay.get('/carts/kitchen')).toMatchObject({ units: 2 });

  await page.getByRole('button', { name: 'Join' }).click();
  await home.dialog.getByLabel('Link or code').fill('kitchen');
  await page.keyboard.press('Enter');
  await expect(cart.quantity('Milk')).toHaveValue('2');
});

test('what nobody else has is deleted only by saying so, and not while it is open', async ({
  launchDesktop,
}) => {
  const { desktop, home, cart, page } = await openHome(launchDesktop, { offline: true });
  await page.getByRole('tab', { name: 'kitchen' }).click();
  await cart.add('2 Milk 1.29');
  const second = await desktop.openWindow();
  await expect(new CartPage(second).quantity('Milk')).toHaveValue('2');
  await page.getByRole('tab', { name: 'Carts' }).click();
  await home.choose('kitchen', 'Move to trash');
  // In the other window it has closed, too.
  await expect(second.getByRole('tab', { name: 'kitchen' })).toBeHidden();
  await home.show('Trash');
  await home.row('kitchen').focus();
  await page.keyboard.press('Delete');
  await expect(home.dialog).toContainText('1 change in it is on this computer only');
  const confirm = home.dialog.getByRole('button', { name: 'Delete for good' });
  await confirm.focus();
  await page.keyboard.press('Enter');
  await expect(home.dialog).toBeVisible();
  expect(await databases(desktop)).toContain('trolley/kitchen');
  await home.dialog.getByLabel('I do not need them').check();
  await confirm.click();
  await expect(home.notice).toContainText('gone from this computer');
  expect(await databases(desktop)).not.toContain('trolley/kitchen');
});

test('the trash is emptied by typing how many carts that is', async ({ launchDesktop }) => {
  const { desktop, home, page } = await openHome(launchDesktop, { relay: null });
  await home.create('Ward');
  await desktop.clickMenu('Carts');
  for (const name of ['Ward', 'kitchen']) await home.choose(name, 'Move to trash');
  await home.show('Trash');
  await page.getByRole('button', { name: 'Empty the trash' }).click();
  await expect(home.dialog).toContainText('Delete 2 carts for good?');
  await home.dialog.getByRole('textbox').fill('1');
  await page.keyboard.press('Enter');
  await expect(home.dialog).toBeVisible();
  await home.dialog.getByRole('textbox').fill('2');
  await page.keyboard.press('Enter');
  await expect(home.notice).toContainText('2 carts gone from this computer');
  expect(await databases(desktop)).toEqual([]);
});

test('a cart is joined by its link or its code, and nothing is contacted before', async ({
  relay,
  launchDesktop,
}) => {
  const ana = await openHome(launchDesktop, { profile: 'Ana' });
  await ana.page.getByRole('tab', { name: 'kitchen' }).click();
  await ana.cart.add('2 Milk 1.29');
  await ana.cart.settle();
  await ana.desktop.clickMenu('Carts');
  await ana.home.choose('kitchen', 'Share');
  await ana.home.dialog.getByRole('button', { name: 'Copy the link' }).click();
  await expect(ana.home.dialog.getByRole('button', { name: 'Copy the link' })).toContainText('Copied');
  const link = await ana.desktop.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(link).toBe(linkTo(relay.ws, 'kitchen'));

  // Ben has no server yet, so his page has to be read anew for this one.
  const ben = await openHome(launchDesktop, { profile: 'Ben', relay: null, cart: 'desk' });
  await ben.home.startJoin(link);
  await expect(ben.home.dialog).toContainText('kitchen');
  await expect(ben.home.dialog).toContainText(new URL(relay.ws).host);
  expect(await relay.get('/carts')).toMatchObject([{ peers: 1 }]);
  await ben.home.dialog.getByRole('button', { name: 'Join' }).click();
  await expect(ben.cart.quantity('Milk')).toHaveValue('2');

  const cara = await openHome(launchDesktop, { profile: 'Cara', relay: relay.ws, cart: 'desk' });
  await cara.home.startJoin('kitchen');
  await cara.page.keyboard.press('Enter');
  await expect(cara.cart.quantity('Milk')).toHaveValue('2');
});

test('what stands in the way of joining is said', async ({ relay, launchDesktop }) => {
  const { home, page } = await openHome(launchDesktop);
  await home.startJoin(linkTo('ws://relay.example/sync', 'ward'));
  await expect(home.dialog).toContainText('not the server that you use otherwise');
  await expect(home.dialog).toContainText('not encrypted');
  await home.dialog.getByLabel('Link or code').fill(linkTo('wss://relay.example/sync', 'kitchen'));
  await expect(home.dialog.getByRole('alert')).toContainText('another cart by this code');
  await page.keyboard.press('Enter');
  await expect(home.dialog).toBeVisible();
  await home.dialog.getByLabel('Link or code').fill(linkTo(relay.ws, 'kitchen'));
  await home.dialog.getByRole('button', { name: 'Open it' }).click();
  await expect(page.getByRole('heading', { name: 'kitchen' })).toBeVisible();
});

test('a cart of this computer alone is connected to a server to be shared', async ({
  relay,
  launchDesktop,
}) => {
  const { desktop, home, cart, page } = await openHome(launchDesktop, { relay: null });
  await page.getByRole('tab', { name: 'kitchen' }).click();
  await cart.add('2 Milk 1.29');
  await desktop.clickMenu('Share…');
  await expect(home.dialog).toContainText('on this computer only');
  await home.dialog.getByLabel('Server').fill(new URL(relay.ws).host);
  await page.keyboard.press('Enter');
  await expect.poll(() => relay.get('/carts')).toMatchObject([{ cartId: 'kitchen', units: 2 }]);
});
