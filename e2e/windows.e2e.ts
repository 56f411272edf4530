import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { startAgain } from './start-again.ts';

async function addByHand(page: Page, name: string): Promise<void> {
  const form = page.getByRole('form', { name: 'Add to the cart' });
  await form.getByLabel('What to add').fill(name);
  await form.getByLabel('Price of one').fill('1.00');
  await form.getByLabel('What to add').press('Enter');
}

/** A row by its label, which begins with name and quantity. */
const rowOf = (page: Page, name: string, quantity: number) =>
  page.getByRole('row', { name: new RegExp(`^${name}, ${quantity},`) });

test('two windows of one profile stay exact without a network', async ({ launchDesktop }) => {
  const ana = await launchDesktop({ offline: true });
  const second = await ana.openWindow();
  await addByHand(ana.page, 'Milk');
  await expect(second.getByRole('row', { name: 'Milk' })).toBeVisible();

  // Both at once and many times: each window numbers its own operations, and none may be lost or doubled.
  const oneMore = (page: Page) => page.getByRole('button', { name: 'One Milk more' });
  await Promise.all(
    [ana.page, second].map(async (page) => {
      for (let n = 0; n < 10; n++) await oneMore(page).click();
    }),
  );
  for (const page of [ana.page, second]) await expect(rowOf(page, 'Milk', 21)).toBeVisible();

  await second.close();
  await addByHand(ana.page, 'Tea');
  await ana.close();
  const again = await launchDesktop({ offline: true });
  expect((await again.show()).map((row) => [row.product_name, row.quantity])).toEqual([
    ['Milk', 21],
    ['Tea', 1],
  ]);
});

test('two windows of one profile and another desktop agree through the relay', async ({
  relay,
  launchDesktop,
}) => {
  const ana = await launchDesktop({ profile: 'Ana' });
  const second = await ana.openWindow();
  const ben = await launchDesktop({ profile: 'Ben' });
  await addByHand(second, 'Milk');
  await addByHand(ana.page, 'Milk');
  await addByHand(ben.page, 'Milk');
  for (const page of [ana.page, second, ben.page]) await expect(rowOf(page, 'Milk', 3)).toBeVisible();
  expect(await relay.get('/carts/kitchen')).toMatchObject({ units: 3, ops: 3 });
});

test('one choice to work offline holds for all windows', async ({ relay, launchDesktop }) => {
  const ana = await launchDesktop();
  const second = await ana.openWindow();
  const peers = () => relay.get('/carts');
  await addByHand(ana.page, 'Milk');
  await expect.poll(peers).toMatchObject([{ peers: 2 }]);

  await ana.clickMenu('Work Offline');
  await expect.poll(peers).toMatchObject([{ peers: 0 }]);
  for (const page of [ana.page, second]) await expect(page.getByText(/^Working offline/)).toBeVisible();
  await addByHand(second, 'Tea');
  await expect(ana.page.getByRole('row', { name: 'Tea' })).toBeVisible();
  expect(await relay.get('/carts/kitchen')).toMatchObject({ units: 1 });

  expect(await ana.say('online')).toBe('success');
  await expect.poll(() => relay.get('/carts/kitchen')).toMatchObject({ units: 2 });
  await expect.poll(peers).toMatchObject([{ peers: 2 }]);
});

test('a second start of a profile opens a window in the first', async ({ launchDesktop }, testInfo) => {
  const ana = await launchDesktop({ offline: true });
  const opened = ana.app.waitForEvent('window');
  const code = await startAgain(testInfo.outputPath('profiles', 'Ana'), '--cart', 'ward');
  expect(code).toBe(0);
  await opened;
  const titles = () =>
    ana.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.getTitle()));
  await expect.poll(titles).toContain('ward – Ana – Trolley');
});

test('undo goes to the text while it is typed and to the cart after', async ({ launchDesktop }) => {
  const ana = await launchDesktop({ offline: true });
  await addByHand(ana.page, 'Milk');
  const name = ana.page.getByLabel('What to add');
  await expect(name).toBeFocused();
  await name.pressSequentially('Te');
  await ana.page.keyboard.press('Control+z');
  await expect(name).toHaveValue('T');
  await ana.page.keyboard.press('Control+z');
  await expect(name).toHaveValue('');
  await expect(ana.page.getByRole('row', { name: 'Milk' })).toBeVisible();
  // No text is left to take back, so the next one is the cart's.
  await ana.page.keyboard.press('Control+z');
  await expect(ana.page.getByRole('row', { name: 'Milk' })).toBeHidden();

  await addByHand(ana.page, 'Tea');
  await expect(ana.page.getByRole('row', { name: 'Tea' })).toBeVisible();
  await ana.page.keyboard.press('Control+z');
  await expect(ana.page.getByRole('row', { name: 'Tea' })).toBeHidden();
  await ana.clickMenu('Redo');
  await expect(ana.page.getByRole('row', { name: 'Tea' })).toBeVisible();
  await name.pressSequentially('C');
  await ana.clickMenu('Undo');
  await expect(name).toHaveValue('');
  await expect(ana.page.getByRole('row', { name: 'Tea' })).toBeVisible();
});
