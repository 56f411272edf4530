import type { Page } from '@playwright/test';
import type { BrowserWindow } from 'electron';
import { CartPage } from './cart-page.ts';
import type { Desktop } from './desktop.ts';
import { expect, test } from './fixtures.ts';
import { inspectPage, overflow, type Look } from './inspect-page.ts';

const looks: readonly Look[] = (['light', 'dark'] as const).flatMap((colorScheme) => [
  { name: `small-${colorScheme}`, width: 420, height: 480, colorScheme },
  { name: `wide-${colorScheme}`, width: 1100, height: 760, colorScheme },
]);

/** `Thing 007`: its beginning is like no other one's of its ten. */
const nameOf = (n: number): string => `${'ABCDEFGHIJ'.charAt(n % 10)} thing ${String(n).padStart(3, '0')}`;

/** Puts so many rows into the cart, quicker than a person could; one in three has a name that wraps. */
async function fill(desktop: Desktop, count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) {
    const long =
      n % 3 === 0 ? ', with so much to say about it that no window has room for it on one line' : '';
    const row = { product_id: `thing-${n}`, product_name: nameOf(n) + long, price: '1.20' };
    await desktop.say(`add ${JSON.stringify(row)}`);
  }
}

const focused = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.closest('[role="row"]')?.getAttribute('aria-rowindex') ?? null);
const rowsInPage = (page: Page): Promise<number> => page.getByRole('row').count();

test('of a long cart only what is in view is in the page, and every row can be reached by keys', async ({
  launchDesktop,
}) => {
  test.slow();
  const ana = await launchDesktop({ offline: true });
  const { page } = ana;
  const { keyboard } = page;
  const cart = new CartPage(page);
  await fill(ana, 200);
  const grid = page.getByRole('grid', { name: 'In the cart' });
  await expect(grid).toHaveAttribute('aria-rowcount', '200');
  expect(await rowsInPage(page)).toBeLessThan(50);

  await cart.name.focus();
  await keyboard.press('ArrowDown');
  await expect.poll(() => focused(page)).toBe('1');
  await keyboard.press('End');
  await expect.poll(() => focused(page)).toBe('200');
  await expect(cart.row(nameOf(200))).toBeInViewport();
  await expect(cart.row(nameOf(199))).toBeInViewport();
  expect(await rowsInPage(page)).toBeLessThan(50);
  await keyboard.press('ArrowUp');
  await expect.poll(() => focused(page)).toBe('199');
  await keyboard.press('PageUp');
  await expect.poll(async () => Number(await focused(page))).toBeLessThan(197);
  await keyboard.press('Home');
  await expect.poll(() => focused(page)).toBe('1');
  await keyboard.press('PageDown');
  await expect.poll(async () => Number(await focused(page))).toBeGreaterThan(3);

  // Letters find rows by the beginnings of their names; those that do something need Shift.
  await keyboard.press('Home');
  await keyboard.press('d');
  await expect(cart.row(nameOf(3))).toBeFocused();
  await keyboard.press('Home');
  await keyboard.press('Shift+I');
  await expect(cart.row(nameOf(8))).toBeFocused();

  // A row in use stays where it is when others scroll out of view, and keys go on from it.
  await keyboard.press('Home');
  await expect.poll(() => focused(page)).toBe('1');
  await page.mouse.move(400, 400);
  await page.mouse.wheel(0, 6_000);
  await expect(cart.row(nameOf(1))).not.toBeInViewport();
  await expect.poll(() => focused(page)).toBe('1');
  await keyboard.press('ArrowDown');
  await expect(cart.row(nameOf(2))).toBeFocused();
  await expect(cart.row(nameOf(2))).toBeInViewport();

  // What is added at the end of it comes into view.
  await cart.add('Last one 2.00');
  await expect(cart.row('Last one')).toBeInViewport();
  await expect(grid).toHaveAttribute('aria-rowcount', '201');
});

test('what is in view stays there while others change what is above it', async ({ launchDesktop }) => {
  test.slow();
  const ana = await launchDesktop({ profile: 'Ana' });
  const cart = new CartPage(ana.page);
  await fill(ana, 60);
  await cart.settle();
  const ben = new CartPage((await launchDesktop({ profile: 'Ben' })).page);
  await expect(ben.row(nameOf(1))).toBeVisible();

  await cart.name.focus();
  for (const key of ['ArrowDown', 'End', 'PageUp', 'PageUp']) await ana.page.keyboard.press(key);
  const row = ana.page.locator('[role="row"]:focus');
  const name = (await row.locator('.name').innerText()).slice(0, 11);
  const box = () => cart.row(name).boundingBox();
  // The scrolling has come to rest when two looks see the same.
  await expect.poll(async () => (await box())?.y === (await box())?.y).toBe(true);
  const before = await box();
  await ben.choose(nameOf(1), 'Take out');
  await ben.note(nameOf(2), 'three lines\nof a note');
  await ben.choose(nameOf(3), 'Take out');
  await expect(ana.page.getByRole('grid', { name: 'In the cart' })).toHaveAttribute('aria-rowcount', '58');
  await expect.poll(async () => Math.abs(((await box())?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(4);
  await expect(cart.row(name)).toBeFocused();
});

test('when others take out the row in use, the one below has the focus', async ({ launchDesktop }) => {
  const ana = new CartPage((await launchDesktop({ profile: 'Ana' })).page);
  const ben = new CartPage((await launchDesktop({ profile: 'Ben' })).page);
  for (const line of ['Milk 1.29', 'Tea 3.00', 'Bread 2.50']) await ana.add(line);
  await expect(ben.quantity('Bread')).toHaveValue('1');
  await ana.quantity('Tea').focus();
  await ben.choose('Tea', 'Take out');
  await expect(ana.quantity('Bread')).toBeFocused();
  await ben.choose('Bread', 'Take out');
  await expect(ana.quantity('Milk')).toBeFocused();
  await ben.choose('Milk', 'Take out');
  await expect(ana.name).toBeFocused();
});

test('others’ changes are marked for a moment with their colour', async ({ launchDesktop }) => {
  const ana = new CartPage((await launchDesktop({ profile: 'Ana' })).page);
  const ben = new CartPage((await launchDesktop({ profile: 'Ben' })).page);
  for (const line of ['Milk 1.29', 'Tea 3.00']) await ana.add(line);
  await expect(ben.row('Milk')).not.toHaveClass(/edited/);
  await expect(ben.row('Tea')).not.toHaveClass(/edited/);
  await ana.more('Milk');
  await expect(ben.row('Milk')).toHaveClass(/edited/);
  await expect(ben.row('Tea')).not.toHaveClass(/edited/);
  await expect(ana.row('Milk')).not.toHaveClass(/edited/);
  await expect(ben.row('Milk')).not.toHaveClass(/edited/);
});

test('the details of a row tell who did what and when', async ({ launchDesktop }) => {
  test.slow();
  const desktop = await launchDesktop({ profile: 'Ana' });
  const { page } = desktop;
  const ana = new CartPage(page);
  const ben = new CartPage((await launchDesktop({ profile: 'Ben' })).page);
  await ana.add('2 Milk 1.29');
  await ana.note('Milk', 'the blue one');
  await expect(ben.quantity('Milk')).toHaveValue('2');
  await ben.more('Milk');
  await expect(ana.quantity('Milk')).toHaveValue('3');

  const people = page.getByRole('button', { name: 'Who added Milk, and when' });
  await people.hover();
  await expect(people).toHaveAttribute('title', /^You added 2, .+ · Ben added 1, /);

  await ana.row('Milk').focus();
  await page.keyboard.press('i');
  const details = page.getByRole('dialog', { name: 'Details of Milk' });
  await expect(details.getByRole('list', { name: 'Whose it is' }).getByRole('listitem')).toHaveText([
    /You.*2/s,
    /Ben.*1/s,
  ]);
  await expect(details).toContainText('€1.29 each');
  await expect(details).toContainText('the blue one');
  await expect(details.getByRole('list', { name: 'What happened' }).getByRole('listitem')).toHaveText([
    /Ben changed Milk from 2 to 3/,
    /You noted on Milk: “the blue one”/,
    /You added 2 × Milk at €1\.29/,
  ]);
  await page.keyboard.press('Escape');
  await expect(details).toBeHidden();
  await expect(ana.row('Milk')).toBeFocused();

  // The same by the people's button, and while somebody takes the row away.
  await page.getByRole('button', { name: 'Who added Milk, and when' }).focus();
  await page.keyboard.press('Enter');
  await expect(details).toBeVisible();
  await ben.choose('Milk', 'Take out');
  await expect(details).toContainText('It is no longer in the cart.');
  await page.keyboard.press('Escape');
  await expect(details).toBeHidden();
});

test('a long cart looks right, small and large, and twice as large', async ({ launchDesktop }) => {
  test.slow();
  const ana = await launchDesktop({ offline: true });
  await fill(ana, 40);
  const cart = new CartPage(ana.page);
  await cart.choose(nameOf(2), 'Save for later');
  await cart.row(nameOf(4)).focus();
  await ana.page.keyboard.press('PageDown');
  await inspectPage(ana, 'long', looks);
  const window = await ana.app.browserWindow(ana.page);
  await window.evaluate((open: BrowserWindow) => open.webContents.setZoomFactor(2));
  await expect.poll(() => ana.page.evaluate(() => innerWidth)).toBe(550);
  expect(await overflow(ana.page)).toBe(0);
  await ana.page.keyboard.press('End');
  await expect(cart.row(nameOf(2))).toBeInViewport();
  await expect(cart.row(nameOf(2))).toBeFocused();
});
