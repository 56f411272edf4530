import type { Locator, Page } from '@playwright/test';
import type { CartId } from '../cart/ids.ts';
import { CartPage } from './cart-page.ts';
import type { Desktop } from './desktop.ts';
import { fillHistory } from './fill-history.ts';
import { expect, test } from './fixtures.ts';
import { inspectPage, type Look } from './inspect-page.ts';

const looks: readonly Look[] = (['light', 'dark'] as const).flatMap((colorScheme) => [
  { name: `small-${colorScheme}`, width: 420, height: 480, colorScheme },
  { name: `wide-${colorScheme}`, width: 1100, height: 760, colorScheme },
]);
const inspect = (desktop: Desktop, state: string): Promise<void> => inspectPage(desktop, state, looks);

const panel = (page: Page, name = 'History'): Locator => page.getByRole('complementary', { name });
const entries = (page: Page): Locator => panel(page).locator('[data-entry]');
const slider = (page: Page): Locator => panel(page).getByRole('slider');
const banner = (page: Page): Locator => page.locator('.past-banner');

/** Ana and Ben at one cart: adds, steps, a row taken out, a cart named. */
async function busyCart(launch: (options: { profile: string }) => Promise<Desktop>) {
  const desktops = [await launch({ profile: 'Ana' }), await launch({ profile: 'Ben' })] as const;
  const [ana, ben] = [new CartPage(desktops[0].page), new CartPage(desktops[1].page)];
  await ana.add('2 Milk 1.29');
  await ana.add('3 Tea 3.00');
  await expect(ben.quantity('Tea')).toHaveValue('3');
  await ben.more('Milk');
  await ben.add('Bread 4.20');
  await expect(ana.row('Bread')).toBeVisible();
  await ana.choose('Tea', 'Take out');
  await expect(ben.row('Tea')).toHaveCount(0);
  return { desktops, ana, ben };
}

test('entries are found by person and by product, and what was taken out is put back', async ({
  launchDesktop,
}) => {
  const { ana, ben } = await busyCart(launchDesktop);
  const { page } = ana;
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'History', exact: true }).click();
  await expect(entries(page)).toHaveText([
    'You removed Tea — 3 units',
    /^Ben added 1 × Bread/,
    'Ben changed Milk from 2 to 3',
    /^You added 3 × Tea/,
    /^You added 2 × Milk/,
  ]);

  await panel(page).getByLabel('Person').selectOption({ label: 'Ben (2)' });
  await expect(entries(page)).toHaveCount(2);
  await panel(page).getByLabel('Product').selectOption({ label: 'Milk (2)' });
  await expect(entries(page)).toHaveText(['Ben changed Milk from 2 to 3']);
  await panel(page).getByLabel('Product').selectOption({ label: 'All products' });
  await panel(page).getByRole('button', { name: 'Only mine' }).click();
  await expect(entries(page)).toHaveCount(3);
  await panel(page).getByRole('button', { name: 'Taken out', exact: true }).click();
  await expect(entries(page)).toHaveText(['You removed Tea — 3 units']);

  await panel(page)
    .getByRole('button', { name: /^Put back/ })
    .click();
  for (const person of [ana, ben]) await expect(person.quantity('Tea')).toHaveValue('3');
  await expect(ana.row('Tea')).toContainText('9.00');
  await page.getByRole('button', { name: 'Take back', exact: true }).last().click();
  await expect(ana.row('Tea')).toHaveCount(0);
});

test('the cart as it was can be looked at by keyboard, and not changed', async ({ launchDesktop }) => {
  const { ana, ben } = await busyCart(launchDesktop);
  const { page } = ana;
  await ana.row('Milk').focus();
  await page.keyboard.press('h');
  await slider(page).focus();
  await expect(slider(page)).toHaveAttribute('aria-valuetext', 'Now');
  await page.keyboard.press('ArrowLeft');
  await expect(banner(page)).toContainText('You are looking at the cart as it was on');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /: Ben added 1 × Bread/);
  await expect(ana.row('Tea')).toContainText('3 ×');
  await expect(ana.name).toBeHidden();
  await expect(ana.quantity('Tea')).toHaveCount(0);

  await page.keyboard.press('Home');
  await expect(banner(page)).toContainText('before anything was done');
  await expect(ana.rows()).toHaveCount(0);
  await page.keyboard.press('ArrowRight');
  await expect(ana.rows()).toHaveText(['Milk']);
  await page.keyboard.press('PageUp');
  await expect(ana.rows()).toHaveCount(0);
  await page.keyboard.press('PageDown');
  await expect(banner(page)).toBeHidden();
  await page.keyboard.press('ArrowLeft');

  await ben.more('Milk');
  await expect(banner(page)).toContainText('1 change came in while you look');
  await expect(ana.row('Milk')).toContainText('3 ×');
  await page.keyboard.press('Control+z');
  await expect(ben.row('Tea')).toHaveCount(0);

  await page.keyboard.press('Escape');
  await expect(banner(page)).toBeHidden();
  await expect(ana.quantity('Milk')).toHaveValue('4');
  await expect(panel(page)).toBeVisible();
});

test('an entry leads to the cart then, and that version is restored for everybody as one step', async ({
  launchDesktop,
}) => {
  const { ana, ben } = await busyCart(launchDesktop);
  const { page } = ana;
  await ana.page.getByRole('button', { name: 'History', exact: true }).click();
  await entries(page).filter({ hasText: 'You added 3 × Tea' }).click();
  await expect(ana.rows()).toHaveText(['Milk', 'Tea']);
  await page.getByRole('button', { name: 'Restore this version…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Restore this version?' });
  await expect(dialog.getByRole('listitem')).toHaveText([
    '1 product comes back: Tea',
    '1 product goes: Bread',
    '1 quantity changes: Milk 3 → 2',
  ]);
  await dialog.getByRole('button', { name: 'Restore it' }).click();
  await expect(banner(page)).toBeHidden();
  for (const person of [ana, ben]) {
    await expect(person.rows()).toHaveText(['Milk', 'Tea']);
    await expect(person.quantity('Milk')).toHaveValue('2');
    await expect(person.quantity('Tea')).toHaveValue('3');
  }
  await expect(entries(page).first()).toContainText('You added 1 product, took out 1 product');
  await page.keyboard.press('Control+z');
  for (const person of [ana, ben]) await expect(person.rows()).toHaveText(['Milk', 'Bread']);
});

test('the entries are walked through with the arrows, and Enter goes there', async ({ launchDesktop }) => {
  const ana = await launchDesktop({ offline: true });
  const cart = new CartPage(ana.page);
  for (const line of ['Milk 1.29', 'Tea 3.00', 'Bread 4.20']) await cart.add(line);
  await cart.row('Milk').focus();
  await ana.page.keyboard.press('h');
  await entries(ana.page).first().focus();
  await ana.page.keyboard.press('ArrowDown');
  await expect(entries(ana.page).nth(1)).toBeFocused();
  await ana.page.keyboard.press('Enter');
  await expect(cart.rows()).toHaveText(['Milk', 'Tea']);
  await expect(entries(ana.page).nth(1)).toHaveAttribute('aria-current', 'true');
  await ana.page.keyboard.press('End');
  await expect(entries(ana.page).last()).toBeFocused();
});

test('ten thousand changes are walked through without waiting', async ({
  relay,
  launchDesktop,
}, testInfo) => {
  test.slow();
  await relay.stop();
  await fillHistory(testInfo.outputPath('relay'), 'kitchen' as CartId, 10_000);
  await relay.start();
  const { page } = await launchDesktop();
  await expect(page.locator('footer dd')).toContainText('€');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'History', exact: true }).click();
  await expect(slider(page)).toHaveAttribute('max', '10000', { timeout: 60_000 });
  expect(await entries(page).count()).toBeLessThan(60);

  /** Milliseconds that each step keeps the page from drawing. */
  const steps = await slider(page).evaluate(async (input: HTMLInputElement) => {
    const frame = () =>
      new Promise<number>((resolve) => requestAnimationFrame(() => resolve(performance.now())));
    const times: number[] = [];
    for (let n = 0; n < 90; n += 1) {
      const before = frame();
      // A long way back, then step by step back, then on again.
      input.valueAsNumber += n === 0 ? -4_321 : n < 60 ? -1 : 1;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      const after = frame();
      times.push(-(await before) + (await after));
    }
    return times;
  });
  const sorted = steps.toSorted((a, b) => a - b);
  const median = sorted[sorted.length >> 1] ?? Infinity;
  testInfo.annotations.push({
    type: 'a step',
    description: `median ${median.toFixed(0)} ms, longest ${(sorted.at(-1) ?? 0).toFixed(0)} ms`,
  });
  expect(median).toBeLessThan(50);
  await expect(banner(page)).toBeVisible();
});

test('in German, too', async ({ launchDesktop }) => {
  test.slow();
  const ana = await launchDesktop({ offline: true, language: 'de' });
  const { page } = ana;
  for (const line of ['2 Milch 1,29', '3 Tee 3,00', 'Brot 4,20']) {
    await page.locator('form input').first().fill(line);
    await page.keyboard.press('Enter');
  }
  await page.getByRole('button', { name: 'Verlauf', exact: true }).click();
  await expect(panel(page, 'Verlauf').locator('[data-entry]').first()).toHaveText(
    /^Ich habe 1 × Brot zu 4,20\s€ hinzugefügt/,
  );
  await inspect(ana, 'history-german');
  await panel(page, 'Verlauf').getByRole('slider').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(banner(page)).toContainText('Das ist der Wagen, wie er am');
  await inspect(ana, 'past-german');
  await page.getByRole('button', { name: /^Diesen Stand wiederherstellen/ }).click();
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveText(['1 Produkt fällt weg: Brot']);
  await inspect(ana, 'restore-german');
});
