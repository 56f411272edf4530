import { CartPage } from './cart-page.ts';
import { expect, test } from './fixtures.ts';
import { photograph } from './photograph.ts';

/** As `renderer/people/away-watch.ts` has it. */
const AWAY_AFTER_MS = 3 * 60_000;

/** Who is here: once each, where they are, and whether they are at it. */

test('people are here once each, with their place, which one can go to', async ({ launchDesktop }) => {
  const anaDesktop = await launchDesktop({ profile: 'Ana' });
  const benDesktop = await launchDesktop({ profile: 'Ben' });
  const [ana, ben] = [new CartPage(anaDesktop.page), new CartPage(benDesktop.page)];
  await ana.add('Milk 1.29');
  await ana.add('Tea 3.00');
  await benDesktop.openWindow();
  const here = ana.page.getByRole('button', { name: 'Here: Ben and you' });
  await expect(here).toHaveText('BEAN');

  await ben.quantity('Milk').focus();
  await here.click();
  const list = ana.page.getByRole('dialog', { name: 'Who is here' });
  await expect(list.getByRole('listitem')).toHaveText([/Ben\s*at Milk/, /you/]);
  await photograph(anaDesktop, 'people');
  await list.getByRole('button', { name: 'Ben is at Milk: go there' }).click();
  await expect(list).toBeHidden();
  await expect(ana.row('Milk')).toBeFocused();

  await ben.row('Tea').focus();
  await here.click();
  await expect(list.getByRole('listitem').first()).toHaveText(/Ben\s*looking at the cart/);
});

test('whoever touches nothing is away, and back with the first key', async ({ launchDesktop }) => {
  const ben = new CartPage((await launchDesktop({ profile: 'Ben' })).page);
  // Its few minutes are a moment here.
  await ben.page.addInitScript((awayAfter) => {
    const native = window.setTimeout.bind(window);
    const shortened = (run: () => void, ms?: number) => native(run, ms === awayAfter ? 1_000 : ms);
    window.setTimeout = shortened as typeof window.setTimeout;
  }, AWAY_AFTER_MS);
  await ben.page.reload();
  await ben.settle();
  const ana = new CartPage((await launchDesktop({ profile: 'Ana' })).page);
  await ana.page.getByRole('button', { name: 'Here: Ben and you' }).click();
  const first = ana.page.getByRole('dialog', { name: 'Who is here' }).getByRole('listitem').first();
  await expect(first).toHaveText(/Ben\s*away/);
  await expect(async () => {
    await ben.page.keyboard.press('Shift');
    await expect(first).toHaveText(/Ben\s*looking at the cart/, { timeout: 500 });
  }).toPass({ timeout: 20_000 });
});

test('people are gone while the server is, and back with it', async ({ relay, launchDesktop }) => {
  const ana = new CartPage((await launchDesktop({ profile: 'Ana' })).page);
  const ben = new CartPage((await launchDesktop({ profile: 'Ben' })).page);
  await ana.add('Milk 1.29');
  await expect(ben.quantity('Milk')).toBeVisible();
  await ben.quantity('Milk').focus();
  await expect(ana.row('Milk')).toContainText('Ben is here');
  await relay.kill();
  await expect(ana.page.getByRole('button', { name: 'Only you are here' })).toBeVisible();
  await relay.start();
  await expect(ana.page.getByRole('button', { name: 'Here: Ben and you' })).toBeVisible();
  await expect(ana.row('Milk')).toContainText('Ben is here');
});

test('what others do while nobody looks is told in one notice, and what one does oneself is not', async ({
  launchDesktop,
}) => {
  const desktop = await launchDesktop({ profile: 'Ana' });
  const ben = new CartPage((await launchDesktop({ profile: 'Ben' })).page);
  // The tests' computer has nothing that shows notices, and to Playwright every page is in front.
  await desktop.app.evaluate(({ BrowserWindow, Notification }) => {
    const shown: string[] = [];
    Object.assign(globalThis, { shown });
    BrowserWindow.getFocusedWindow = () => null;
    Notification.isSupported = () => true;
    Notification.prototype.show = function () {
      shown.push(this.body);
    };
  });
  await desktop.page.evaluate(() => (document.hasFocus = () => false));
  const shown = () => desktop.app.evaluate(() => (globalThis as unknown as { shown: string[] }).shown);

  await new CartPage(desktop.page).add('Rye 4.00');
  for (const product of ['Milk', 'Tea', 'Jam']) await ben.add(`${product} 1.00`);
  await expect.poll(shown, { timeout: 20_000 }).toEqual(['Ben added 3 products to the cart']);
});
