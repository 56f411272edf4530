import { AdminPage } from './admin-page.ts';
import { CartPage } from './cart-page.ts';
import { expect, test } from './fixtures.ts';

test.use({ isGuarded: true });

test('who may only change carts sees nothing of the admin window, until an admin’s code is entered', async ({
  relay,
  launchDesktop,
}) => {
  const desktop = await launchDesktop({ token: await relay.token({ user: 'Ana' }) });
  const kitchen = new CartPage(desktop.page);
  await kitchen.add('Milk 1.29');
  await kitchen.settle();
  const admin = await AdminPage.open(desktop);
  await expect(admin.title).toHaveText('This needs an admin’s access code');
  await expect(admin.page.getByText('The access code here is Ana’s, as editor.')).toBeVisible();
  await expect(admin.sidebar).toHaveCount(0);
  await expect(admin.page.getByText('kitchen')).toHaveCount(0);
  await expect(admin.page.getByRole('grid')).toHaveCount(0);

  const field = admin.page.getByLabel('Access code');
  await field.fill(await relay.token({ user: 'Ana', role: 'admin', cart: 'kitchen' }));
  await expect(admin.page.getByText('This code is for one cart only: kitchen.')).toBeVisible();
  await field.press('Enter');
  await expect(admin.sidebar).toHaveCount(0);
  const code = await relay.token({ user: 'Ana', role: 'admin' });
  await field.fill(code);
  await field.press('Enter');
  await expect(admin.title).toHaveText('Carts');
  await expect(admin.cartRow('kitchen')).toContainText('€1.29');
  expect(await admin.page.evaluate(() => document.documentElement.outerHTML)).not.toContain(code);
});

test('an admin’s code opens it at once, and the relay turning it down closes it', async ({
  relay,
  launchDesktop,
}) => {
  const token = await relay.token({ user: 'Ana', role: 'admin', seconds: 15 });
  const desktop = await launchDesktop({ token });
  await new CartPage(desktop.page).add('Milk 1.29');
  const admin = await AdminPage.open(desktop);
  await expect(admin.cartRow('kitchen')).toBeVisible();
  // The code runs out; the table, which reads itself again, is what finds out.
  await expect(admin.title).toHaveText('This needs an admin’s access code', { timeout: 30_000 });
  await expect(admin.cartRow('kitchen')).toHaveCount(0);
});
