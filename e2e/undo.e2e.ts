import type { Page } from '@playwright/test';
import { CartPage } from './cart-page.ts';
import { expect, test } from './fixtures.ts';

const takeBack = (page: Page) => page.getByRole('button', { name: 'Take back', exact: true }).first();
const bringBack = (page: Page) => page.getByRole('button', { name: 'Bring back', exact: true });

test('after quitting, steps are taken back one by one, and brought again', async ({ launchDesktop }) => {
  const first = await launchDesktop({ offline: true });
  const before = new CartPage(first.page);
  await before.add('2 Milk 1.29');
  await before.more('Milk');
  await before.add('Tea 3.00');
  await first.page.keyboard.press('Control+z');
  await expect(before.row('Tea')).toHaveCount(0);
  await first.close();

  const again = await launchDesktop({ offline: true });
  const cart = new CartPage(again.page);
  await expect(cart.quantity('Milk')).toHaveValue('3');
  await bringBack(again.page).click();
  await expect(cart.row('Tea')).toBeVisible();
  await takeBack(again.page).click();
  await expect(cart.row('Tea')).toHaveCount(0);
  await takeBack(again.page).click();
  await expect(cart.quantity('Milk')).toHaveValue('2');
  await takeBack(again.page).click();
  await expect(cart.row('Milk')).toHaveCount(0);
  await expect(takeBack(again.page)).toHaveAttribute('aria-disabled', 'true');
});

test('after a crash, exactly the last step that was saved is taken back', async ({ launchDesktop }) => {
  const first = await launchDesktop({ offline: true });
  const before = new CartPage(first.page);
  await before.add('2 Milk 1.29');
  await before.more('Milk');
  await before.more('Milk');
  await expect(before.stage('Milk')).toHaveAttribute('data-stage', 'saved');
  await first.kill();

  const again = await launchDesktop({ offline: true });
  const cart = new CartPage(again.page);
  await expect(cart.quantity('Milk')).toHaveValue('4');
  await again.page.keyboard.press('Control+z');
  await expect(cart.quantity('Milk')).toHaveValue('3');
});

test('what is saved can be taken back even when the window dies as soon as it is there', async ({
  launchDesktop,
}) => {
  const first = await launchDesktop({ offline: true });
  await first.page.keyboard.type('2 Milk 1.29');
  await first.page.keyboard.press('Enter');
  await expect(new CartPage(first.page).stage('Milk')).toHaveAttribute('data-stage', 'saved');
  await first.kill();

  const again = await launchDesktop({ offline: true });
  const cart = new CartPage(again.page);
  await expect(cart.quantity('Milk')).toHaveValue('2');
  await again.page.keyboard.press('Control+z');
  await expect(cart.row('Milk')).toHaveCount(0);
});

test('what others do meanwhile stays', async ({ launchDesktop }) => {
  const first = await launchDesktop({ profile: 'Ana' });
  const ana = new CartPage(first.page);
  await ana.add('2 Milk 1.29');
  await ana.settle();
  await first.close();
  const ben = new CartPage((await launchDesktop({ profile: 'Ben' })).page);
  await ben.more('Milk');
  await ben.settle();

  const again = await launchDesktop({ profile: 'Ana' });
  const after = new CartPage(again.page);
  await expect(after.quantity('Milk')).toHaveValue('3');
  await takeBack(again.page).click();
  await expect(after.quantity('Milk')).toHaveValue('1');
});
