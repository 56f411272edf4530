import type { Locator, Page } from '@playwright/test';
import { AdminPage } from './admin-page.ts';
import { expect, test } from './fixtures.ts';

test('everything on the main path is done by keys alone', async ({ relay, launchDesktop }) => {
  for (const cart of ['bar', 'office', 'ward']) await relay.addItem(cart, 'Milk', 2, 1.29);
  const desktop = await launchDesktop();
  const opened = desktop.app.waitForEvent('window');
  await desktop.pressMenuKey('A', ['control', 'shift']);
  const admin = new AdminPage(await opened);
  const { page } = admin;
  const { keyboard } = page;
  const focused = page.locator(':focus');
  await expect(admin.cartRow('bar')).toBeVisible();

  // The places of the window come first, and it is seen where one is.
  await stepTo(page, 'Shift+Tab', admin.sidebar.getByRole('button', { name: 'Export' }));
  await expect(focused).not.toHaveCSS('outline-style', 'none');
  await keyboard.press('Enter');
  await expect(admin.title).toHaveText('Export');
  await keyboard.press('Shift+Tab');
  await expect(focused).toHaveText('Carts');
  await keyboard.press('Enter');
  await expect(admin.title).toHaveText('Carts');

  // From the search into the table, along its rows, into a cart, and back to where one was.
  await keyboard.press('/');
  await expect(focused).toHaveAttribute('type', 'search');
  await keyboard.press('Enter');
  await expect(admin.carts).toBeFocused();
  await expect(admin.carts).not.toHaveCSS('outline-style', 'none');
  await keyboard.press('Home');
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(admin.title).toHaveText('office');
  await expect(admin.title).toBeFocused();
  await keyboard.press('Alt+ArrowLeft');
  await expect(admin.title).toHaveText('Carts');
  await keyboard.press('/');
  await keyboard.press('Enter');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(admin.title).toHaveText('ward');

  // The way of showing it is one choice, moved along by arrows.
  await stepTo(page, 'Tab', page.getByLabel('Lines', { exact: true }));
  await keyboard.press('ArrowRight');
  await expect(page.getByRole('treegrid', { name: 'Operations' })).toContainText(
    'Http added 2 × Milk at €1.29',
  );
});

/** Presses a key that goes from stop to stop until one has the focus; there are not that many. */
async function stepTo(page: Page, key: 'Tab' | 'Shift+Tab', goal: Locator): Promise<void> {
  for (let stops = 0; stops < 25; stops += 1) {
    await page.keyboard.press(key);
    if (await goal.evaluate((element) => element === document.activeElement)) return;
  }
  await expect(goal).toBeFocused();
}
