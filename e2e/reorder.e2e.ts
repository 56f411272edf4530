import type { Locator, Page } from '@playwright/test';
import { CartPage } from './cart-page.ts';
import { expect, test } from './fixtures.ts';

const handleOf = (cart: CartPage, product: string): Locator => cart.row(product).locator('.grip');

/** Takes a row by its handle and moves the pointer to the middle of another row, or a little beyond. */
async function dragOver(cart: CartPage, product: string, other: string, beyond = 0): Promise<void> {
  const { page } = cart;
  await cart.row(product).hover();
  await handleOf(cart, product).hover();
  await page.mouse.down();
  const box = await cart.row(other).boundingBox();
  if (!box) throw new Error(`${other} is not to be seen`);
  await page.mouse.move(box.x + 20, box.y + box.height / 2 + beyond, { steps: 5 });
}

const dropLine = (page: Page): Locator => page.locator('[role="grid"] > .line');

async function addAll(cart: CartPage, names: readonly string[]): Promise<void> {
  for (const name of names) await cart.add(`${name} 1.00`);
}

test('rows are moved by keys and by the menu, said aloud, and taken back', async ({ launchDesktop }) => {
  const { page } = await launchDesktop({ offline: true });
  const ana = new CartPage(page);
  await addAll(ana, ['Milk', 'Tea', 'Bread']);
  const spoken = page.getByRole('status').filter({ hasText: / of 3$|already$/ });

  await ana.row('Milk').focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(ana.rows()).toHaveText(['Tea', 'Milk', 'Bread']);
  await expect(spoken).toHaveText('Milk, 2 of 3');
  await expect(ana.row('Milk')).toBeFocused();
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('Alt+ArrowDown');
  await expect(ana.rows()).toHaveText(['Tea', 'Bread', 'Milk']);
  await expect(spoken).toHaveText('Milk is the last already');
  await page.keyboard.press('Control+z');
  await expect(ana.rows()).toHaveText(['Tea', 'Milk', 'Bread']);
  await expect(ana.row('Milk')).toBeFocused();

  await ana.choose('Bread', 'Move to the top');
  await expect(ana.rows()).toHaveText(['Bread', 'Tea', 'Milk']);
  await ana.choose('Tea', 'Move down');
  await expect(ana.rows()).toHaveText(['Bread', 'Milk', 'Tea']);
  await page.getByRole('button', { name: 'More for Tea' }).click();
  await expect(page.getByRole('menuitem', { name: 'Move down' })).toHaveAttribute('aria-disabled', 'true');
});

test('rows are dragged by their handle, and Escape puts them back', async ({ launchDesktop }) => {
  const { page } = await launchDesktop({ offline: true });
  const ana = new CartPage(page);
  await addAll(ana, ['Milk', 'Tea', 'Bread', 'Jam']);

  await dragOver(ana, 'Milk', 'Bread', 10);
  await expect(dropLine(page)).toBeVisible();
  await expect(ana.rows()).toHaveText(['Milk', 'Tea', 'Bread', 'Jam']);
  await page.mouse.up();
  await expect(ana.rows()).toHaveText(['Tea', 'Bread', 'Milk', 'Jam']);
  await expect(dropLine(page)).toHaveCount(0);
  await expect(ana.row('Milk')).toBeFocused();

  await dragOver(ana, 'Jam', 'Tea', -10);
  await page.keyboard.press('Escape');
  await expect(dropLine(page)).toHaveCount(0);
  await page.mouse.up();
  await expect(ana.rows()).toHaveText(['Tea', 'Bread', 'Milk', 'Jam']);

  await dragOver(ana, 'Jam', 'Tea', -10);
  await page.mouse.up();
  await expect(ana.rows()).toHaveText(['Jam', 'Tea', 'Bread', 'Milk']);
  // A press that goes nowhere is not a move.
  await handleOf(ana, 'Tea').click();
  await expect(ana.rows()).toHaveText(['Jam', 'Tea', 'Bread', 'Milk']);
});

test('a row that is held at the edge scrolls the list on', async ({ launchDesktop }) => {
  test.slow();
  const desktop = await launchDesktop({ offline: true });
  const { page } = desktop;
  const ana = new CartPage(page);
  for (let n = 1; n <= 60; n += 1) {
    const row = { product_id: `thing-${n}`, product_name: `Thing ${n}`, price: '1.20' };
    await desktop.say(`add ${JSON.stringify(row)}`);
  }
  await expect(ana.row('Thing 1')).toBeVisible();
  await ana.row('Thing 1').hover();
  await handleOf(ana, 'Thing 1').hover();
  await page.mouse.down();
  const area = await page.locator('.middle').boundingBox();
  if (!area) throw new Error('there is no list');
  await page.mouse.move(area.x + 30, area.y + area.height - 4, { steps: 8 });
  await expect(ana.row('Thing 60')).toBeInViewport();
  const last = await ana.row('Thing 60').boundingBox();
  if (!last) throw new Error('the last row is not to be seen');
  await page.mouse.move(last.x + 20, last.y + last.height - 6);
  await page.mouse.up();
  await expect(ana.row('Thing 1')).toHaveAttribute('aria-rowindex', '60');
  await expect(ana.row('Thing 1')).toBeInViewport();
  await expect(ana.row('Thing 1')).toBeFocused();
});

test('moves that two people make apart end in one order', async ({ launchDesktop }) => {
  const ana = new CartPage((await launchDesktop({ profile: 'Ana' })).page);
  const ben = new CartPage((await launchDesktop({ profile: 'Ben' })).page);
  await addAll(ana, ['Milk', 'Tea', 'Bread', 'Jam']);
  await expect(ben.quantity('Jam')).toHaveValue('1');
  await ana.settle();
  for (const person of [ana, ben]) await person.workOffline(true);
  await ana.choose('Bread', 'Move to the top');
  await ben.choose('Jam', 'Move to the top');
  for (const person of [ana, ben]) await person.workOffline(false);
  for (const person of [ana, ben]) await person.settle();
  await expect(ana.rows().last()).toHaveText('Tea');
  const order = await ana.rows().allInnerTexts();
  expect(order.toSorted()).toEqual(['Bread', 'Jam', 'Milk', 'Tea']);
  await expect(ben.rows()).toHaveText(order);
  // Both were put at the same place; what is moved between them is between them.
  const [first, second] = order as [string, string];
  await ben.choose('Tea', 'Move to the top');
  await ben.row('Tea').focus();
  await ben.page.keyboard.press('Alt+ArrowDown');
  for (const person of [ana, ben]) await expect(person.rows()).toHaveText([first, 'Tea', second, 'Milk']);
});
