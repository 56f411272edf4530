import { AdminPage } from './admin-page.ts';
import { CartPage } from './cart-page.ts';
import { expect, test } from './fixtures.ts';

test('a relay that is away is never taken for equal; what the database knows is shown, and it recovers by itself', async ({
  relay,
  launchDesktop,
}) => {
  test.slow();
  await relay.addItem('ward', 'Milk', 2, 1.29);
  const desktop = await launchDesktop();
  const kitchen = new CartPage(desktop.page);
  await kitchen.add('3 Tea 3.00');
  await kitchen.settle();
  const admin = await AdminPage.open(desktop);
  await admin.exportAll();
  await admin.check('All 2 carts are the same everywhere');
  await admin.go('Relay');
  await expect(admin.part('How it is')).toContainText('It takes changes and stores them.');

  await relay.kill();
  await expect(admin.part('How it is')).toContainText('It does not answer.', { timeout: 20_000 });
  await admin.go('Carts');
  const banner = admin.page.getByText('The relay cannot be read, so its figures are missing');
  await expect(banner).toBeVisible();
  await admin.expectVerdicts({ kitchen: 'Could not be read', ward: 'Could not be read' });
  const ward = admin.cartRow('ward');
  await expect(ward).not.toContainText('€');
  await expect(ward.locator('time')).toHaveCount(1);
  await admin.check('Not everything could be read, so nothing is proven');
  await expect(admin.part('ward')).toContainText('Nothing is known of this cart');
  await expect(admin.report).not.toContainText('All');
  await admin.openCart('kitchen');
  await expect(admin.verdict).toHaveText('Could not be read');
  await expect(admin.side('Relay')).toContainText('Cannot be read: ');
  await expect(admin.side('Database')).toContainText('€9.00');
  await expect(admin.side('This desktop')).toContainText('€9.00');

  await relay.start();
  await admin.go('Carts');
  await expect(banner).toBeHidden({ timeout: 20_000 });
  await expect(ward).toContainText('€2.58');
  await admin.go('Relay');
  await expect(admin.part('How it is')).toContainText('It takes changes and stores them.', {
    timeout: 20_000,
  });
  await admin.check('All 2 carts are the same everywhere');
  await admin.go('Carts');
  await admin.expectVerdicts({ kitchen: 'Same everywhere', ward: 'Same everywhere' });
});

test('what three desktops did offline lags behind, explained by the outbox, and is equal once all are back', async ({
  launchDesktop,
}) => {
  test.slow();
  const desktops = [];
  for (const profile of ['Ana', 'Ben', 'Cem']) desktops.push(await launchDesktop({ profile }));
  const people = desktops.map(({ page }) => new CartPage(page)) as [CartPage, CartPage, CartPage];
  const [ana, ben, cem] = people;
  await ana.add('2 Milk 1.29');
  for (const person of people) await expect(person.quantity('Milk')).toHaveValue('2');
  const admin = await AdminPage.open(desktops[0] as (typeof desktops)[number]);
  await admin.exportAll();
  await admin.check('The cart is the same everywhere');

  for (const person of people) await person.workOffline(true);
  await ana.add('Tea 3.00');
  await ana.more('Milk');
  await ben.add('Bread 4.20');
  await cem.choose('Milk', 'Take out');
  await expect(ana.stage('Tea')).toHaveAttribute('data-stage', 'saved');
  await admin.check('Nothing is wrong; 1 cart of 1 on the way');
  await expect(admin.part('kitchen')).toContainText('2 operations are waiting on this desktop to be sent.');
  await admin.openCart('kitchen');
  await expect(admin.verdict).toHaveText('On its way');
  await expect(admin.why).toContainText('waiting on this desktop to be sent');
  await expect(admin.side('This desktop')).toContainText('3 operations');
  await expect(admin.side('Relay')).toContainText('1 operation');

  for (const person of people) await person.workOffline(false);
  for (const person of people) await person.settle();
  for (const person of people) await expect(person.rows()).toHaveText(['Milk', 'Tea', 'Bread']);
  await admin.check('Nothing is wrong; 1 cart of 1 on the way');
  await expect(admin.part('kitchen')).toContainText('4 operations are newer than the last export.');
  await admin.exportAll();
  await admin.check('The cart is the same everywhere');
  await admin.openCart('kitchen');
  await expect(admin.verdict).toHaveText('Same everywhere');
  for (const side of ['This desktop', 'Relay', 'Database'] as const) {
    await expect(admin.side(side)).toContainText('5 operations');
  }
  const digests = await admin.page.locator('.digest code').allTextContents();
  expect(new Set(digests).size).toBe(1);
});
