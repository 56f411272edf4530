import type { ElectronApplication } from '@playwright/test';
import { AdminPage } from './admin-page.ts';
import { CartPage } from './cart-page.ts';
import { expect, test } from './fixtures.ts';

/** What was copied last. */
const copied = (app: ElectronApplication): Promise<string> =>
  app.evaluate(({ clipboard }) => clipboard.readText());

test('events are seen as they happen, can be held, narrowed and copied, and none is lost', async ({
  relay,
  launchDesktop,
}) => {
  await relay.addItem('ward', 'Soap', 1, 2);
  const desktop = await launchDesktop();
  const ana = new CartPage(desktop.page);
  const admin = await AdminPage.open(desktop);
  const { page } = admin;
  await admin.go('Events');
  const events = page.getByRole('treegrid', { name: 'Events' }).locator('[data-index]');
  await expect(events).toHaveCount(1);
  await ana.add('2 Milk 1.29');
  await expect(events).toHaveCount(2);
  await expect(events.first()).toContainText(/kitchen.*Ana.*added 2 × Milk at €1\.29/);

  await admin.button('Pause').click();
  for (const line of ['Tea 3.00', 'Bread 4.20', 'Rye 4.50']) await ana.add(line);
  await expect(admin.button('Go on (3 new)')).toBeVisible();
  await expect(events).toHaveCount(2);
  await admin.button('Go on').click();
  await expect(events).toHaveText([/Rye/, /Bread/, /Tea/, /Milk/, /Soap/]);

  await page.getByLabel('Person').selectOption('Ana');
  await page.getByLabel('Text').fill('bread');
  await expect(events).toHaveText([/added 1 × Bread/]);
  await page.getByLabel('Text').fill('');
  await expect(events).toHaveCount(4);
  await admin.button('Copy as JSON').click();
  await expect.poll(() => copied(desktop.app)).toContain('Rye');
  const lines = (await copied(desktop.app)).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject(
    ['Milk', 'Tea', 'Bread', 'Rye'].map((name) => ({ cartId: 'kitchen', op: { product: { name } } })),
  );

  // Whoever looks at a cart meanwhile finds the feed as it was left, and what came.
  await admin.go('Carts');
  await ana.add('Corn 1.00');
  await admin.go('Events');
  await expect(events).toHaveText([/Corn/, /Rye/, /Bread/, /Tea/, /Milk/]);
});

test('the cart as it was after each operation is shown from the database alone', async ({
  relay,
  launchDesktop,
}) => {
  test.slow();
  for (const [item, count] of [
    ['Milk', 2],
    ['Tea', 3],
    ['Milk', 1],
  ] as const) {
    await relay.addItem('ward', item, count, 1);
  }
  const admin = await AdminPage.open(await launchDesktop());
  const { page } = admin;
  await admin.exportAll();
  await relay.kill();
  await admin.openCart('ward');
  await expect(admin.side('Relay')).toContainText('Cannot be read');
  await admin.show('History');
  await expect(page.getByLabel('From', { exact: true })).toHaveValue('database');
  const slider = page.getByRole('slider');
  const lines = page.getByRole('grid', { name: 'from the database alone' }).locator('[data-index]');
  await expect(lines).toHaveText([/Milk.*3.*€3\.00/, /Tea.*3.*€3\.00/]);
  await slider.focus();
  await slider.press('ArrowLeft');
  await expect(slider).toHaveAttribute('aria-valuetext', /^Operation 2 of 3: Http added 3 × Tea/);
  await expect(lines).toHaveText([/Milk.*2.*€2\.00/, /Tea/]);
  await slider.press('ArrowLeft');
  await expect(lines).toHaveText([/Milk/]);
  await slider.press('Home');
  await expect(page.getByText('The cart was empty then')).toBeVisible();
  await admin.button('To the latest operation').click();
  await expect(lines).toHaveCount(2);
});

test('charts show worth, prices and lag, and can be read as tables', async ({ relay, launchDesktop }) => {
  test.slow();
  await relay.addItem('ward', 'Milk', 2, 1.25);
  const desktop = await launchDesktop();
  const admin = await AdminPage.open(desktop);
  const { page } = admin;
  await admin.exportAll();
  await relay.addItem('ward', 'Tea', 1, 10);
  await admin.exportAll();
  await admin.go('Charts');
  const worth = admin.part('Worth over time');
  await expect(worth.getByRole('figure', { name: 'Worth of all carts in EUR over time' })).toBeVisible();
  await worth.getByRole('slider').focus();
  await expect(worth.getByRole('slider')).toHaveAttribute('aria-valuetext', /€12\.50/);

  const picker = page.getByRole('combobox', { name: 'Cart' });
  await picker.click();
  await picker.pressSequentially('war');
  await page.getByRole('option', { name: 'ward' }).click();
  await expect(worth.getByRole('figure', { name: 'Worth of ward in EUR over time' })).toBeVisible();
  await worth.getByRole('button', { name: 'Table' }).click();
  await expect(worth.getByRole('row')).toHaveText([/EUR/, /€12\.50/, /€2\.50/]);
  await worth.getByRole('button', { name: 'Copy as CSV' }).click();
  await expect.poll(() => copied(desktop.app)).toMatch(/,2,2\.5\r?\n.*,3,12\.5\r?\n/);

  const prices = admin.part('Prices');
  await prices.getByLabel('Product').selectOption({ label: 'Tea' });
  await expect(prices.getByRole('figure', { name: /Price of Tea/ })).toBeVisible();
  await prices.getByRole('button', { name: 'Table' }).click();
  await expect(prices.getByRole('row').nth(1)).toContainText('€10.00');
  await expect(page.getByRole('figure', { name: /relay/i }).first()).toBeVisible();
});
