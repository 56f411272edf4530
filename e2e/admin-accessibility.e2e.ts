import { AdminPage } from './admin-page.ts';
import { CartPage } from './cart-page.ts';
import { damageByHand, fillShops } from './damage-by-hand.ts';
import { expect, test } from './fixtures.ts';
import { inspectPage, type Look } from './inspect-page.ts';
import { OPERATOR, startOperatorServer, type OperatorServer } from './operator-database.ts';

/** Colours do not depend on the size, nor sizes on the colours. */
const looks: readonly Look[] = [
  { name: 'small-dark', width: 1000, height: 700, colorScheme: 'dark' },
  { name: 'wide-light', width: 1600, height: 1000, colorScheme: 'light' },
];

let server: OperatorServer;
test.beforeAll(async () => {
  server = await startOperatorServer();
});
test.afterAll(() => server.destroy());

test('every page and its main states can be used by everybody, light and dark, small and wide', async ({
  relay,
  launchDesktop,
}) => {
  test.setTimeout(300_000);
  await fillShops(relay);
  const desktop = await launchDesktop();
  const kitchen = new CartPage(desktop.page);
  await kitchen.add('3 x Oat milk 1.89');
  await kitchen.add('Coffee beans, dark roast, from the roastery by the station 12.90');
  await kitchen.note('Oat milk', 'the blue one');
  await kitchen.settle();
  const admin = await AdminPage.open(desktop);
  const { page } = admin;
  const inspect = (state: string): Promise<void> =>
    inspectPage({ app: desktop.app, page }, `admin-${state}`, looks);

  await admin.go('Database');
  await inspect('database-built-in');
  const { url, ownerUrl } = server.newDatabase();
  await admin.enterServer(url, 'not it');
  await admin.button('Try it').click();
  await expect(page.getByRole('alert')).toBeVisible();
  await inspect('database-refused');
  await admin.enterServer(url, OPERATOR.password);
  await admin.button('Use this').click();
  await expect(admin.inUse).toHaveText('In use: a PostgreSQL server');
  await inspect('database-server');

  await admin.go('Export');
  await inspect('export-before');
  await admin.exportAll();
  await inspect('export-done');
  await admin.go('Charts');
  await expect(page.getByRole('figure').first()).toBeVisible();
  await inspect('charts-all');

  damageByHand(ownerUrl);
  await admin.check('4 carts of 5 differ');
  await inspect('reconcile-report');
  await admin.button('Plan a repair').click();
  await expect(page.getByRole('heading', { name: 'A plan for 4 carts' })).toBeVisible();
  await inspect('reconcile-plan');
  await admin.button('Apply…').click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await inspect('reconcile-apply');
  await page.keyboard.press('Escape');
  await admin.openTab('Earlier checks');
  await expect(page.getByRole('row')).toHaveCount(2);
  await inspect('reconcile-runs');
  await admin.openTab('Repairs done');
  await inspect('reconcile-repairs');

  await admin.go('Carts');
  await admin.expectVerdicts({ bar: 'Extra in database' });
  await inspect('carts');
  await admin.openCart('office');
  await inspect('cart-lines');
  await admin.why.getByRole('button', { name: /Http added/ }).click();
  await expect(page.getByRole('figure')).toHaveCount(2);
  await inspect('cart-operation');
  await admin.openCart('kitchen');
  await admin.show('History');
  await expect(page.getByRole('slider')).toBeVisible();
  await inspect('cart-history');

  await admin.go('Events');
  const event = page.getByRole('row', { name: /added 3 × Oat milk/ });
  await event.click();
  await inspect('events');
  await page.getByRole('combobox', { name: 'Change' }).selectOption({ index: 3 });
  await inspect('events-none');
  await admin.openCart('kitchen');
  await admin.button('More for this cart').click();
  await inspect('cart-menu');
  await page.getByRole('menuitem', { name: 'Its charts' }).click();
  await expect(page.getByRole('figure').first()).toBeVisible();
  await inspect('charts-cart');
  await admin.part('Worth over time').getByRole('button', { name: 'Table' }).click();
  await inspect('charts-table');

  await admin.go('Relay');
  await expect(page.getByRole('heading', { name: 'What it says of itself' })).toBeVisible();
  await inspect('relay');
  await relay.kill();
  await expect(admin.part('How it is')).toContainText('It does not answer.', { timeout: 20_000 });
  await inspect('relay-away');
  await admin.go('Carts');
  await expect(page.getByText('The relay cannot be read')).toBeVisible();
  await inspect('carts-away');
  await admin.openCart('kitchen');
  await inspect('cart-away');
  await admin.check(/nothing is proven/);
  await inspect('reconcile-away');
});

test.describe('with a relay that asks for tokens', () => {
  test.use({ isGuarded: true });

  test('where an admin’s code is entered', async ({ relay, launchDesktop }) => {
    const desktop = await launchDesktop({ token: await relay.token({ user: 'Ana' }) });
    const { page } = await AdminPage.open(desktop);
    await page.getByLabel('Access code').fill('not one');
    await inspectPage({ app: desktop.app, page }, 'admin-no-access', looks);
  });
});
