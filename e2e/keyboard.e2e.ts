import { CartPage } from './cart-page.ts';
import { expect, test } from './fixtures.ts';

test('a whole shopping round by keyboard alone', async ({ launchDesktop }) => {
  const { page } = await launchDesktop({ offline: true });
  const ana = new CartPage(page);
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };

  // The cursor is where the next thing is typed, from the start and after each thing.
  await expect(ana.name).toBeFocused();
  for (const line of ['3 x Milk 1.29', 'Tea 3.00', 'Bread']) {
    await page.keyboard.type(line);
    await press('Enter');
  }
  await expect(ana.rows()).toHaveText(['Milk', 'Tea', 'Bread']);

  await press('ArrowDown');
  await expect(ana.row('Milk')).toBeFocused();
  await press('+', '+', '-');
  await expect(ana.quantity('Milk')).toHaveValue('4');
  await press('ArrowDown', 'Enter');
  await expect(ana.quantity('Tea')).toBeFocused();
  await page.keyboard.type('12');
  await press('Enter');
  await expect(ana.quantity('Tea')).toHaveValue('12');
  await expect(ana.row('Tea')).toBeFocused();

  await press('n');
  await page.keyboard.type('green, loose');
  await press('Enter');
  await expect(ana.row('Tea')).toContainText('green, loose');
  await press('n');
  await page.keyboard.type('something else');
  await press('Escape');
  await expect(ana.row('Tea')).toContainText('green, loose');
  await expect(ana.row('Tea')).toBeFocused();

  // A new price makes it another row to the cart, but not to whoever stands on it.
  await press('p');
  await page.keyboard.type('2.50');
  await press('Enter');
  await expect(ana.row('Tea')).toHaveAccessibleName(/30\.00/);
  await expect(ana.row('Tea')).toBeFocused();

  await press('l');
  await expect(ana.rows('Saved for later')).toHaveText(['Tea']);
  await expect(ana.row('Bread')).toBeFocused();
  await press('Delete');
  await expect(ana.rows()).toHaveText(['Milk']);
  await expect(ana.row('Milk')).toBeFocused();
  await press('ArrowDown', 'Enter', 'Enter');
  await expect(ana.rows()).toHaveText(['Milk', 'Tea']);

  await press('/');
  await expect(ana.name).toBeFocused();
  await press('ArrowDown', 'ArrowUp');
  await expect(ana.name).toBeFocused();
  await press('Control+z', 'Control+z');
  await expect(ana.rows()).toHaveText(['Milk', 'Bread']);
});

test('keys open and close the history and the sheet of keys, and the focus comes back', async ({
  launchDesktop,
}) => {
  const { page } = await launchDesktop({ offline: true });
  const ana = new CartPage(page);
  await ana.add('Milk 1.29');
  await page.keyboard.press('ArrowDown');
  const history = page.getByRole('complementary', { name: 'History' });
  await page.keyboard.press('h');
  await expect(history.getByRole('button', { name: 'Close the history' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(history).toBeHidden();
  await expect(ana.row('Milk')).toBeFocused();

  const sheet = page.getByRole('dialog', { name: 'Keys' });
  await page.keyboard.press('?');
  await expect(sheet).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(ana.row('Milk')).toBeFocused();

  await page.keyboard.press('Control+l');
  await expect(ana.name).toBeFocused();
  await page.keyboard.press('?');
  await expect(sheet).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(ana.name).toBeFocused();
  await page.keyboard.type('h?/');
  await expect(ana.name).toHaveValue('h?/');
});

test('the sheet of keys opens wherever somebody is, and names every key of the menu', async ({
  launchDesktop,
}) => {
  const desktop = await launchDesktop({ offline: true });
  const { page } = desktop;
  const sheet = page.getByRole('dialog', { name: 'Keys' });
  await desktop.pressMenuKey('T', ['control']);
  await expect(page.getByRole('heading', { name: 'Carts', level: 1 })).toBeVisible();
  await page.keyboard.press('?');
  await expect(sheet).toBeVisible();
  await page.keyboard.press('?');
  await expect(sheet).toBeHidden();
  await desktop.clickMenu('Keys');

  const listed = await sheet.locator('dt').allInnerTexts();
  const shown = new Set(listed.flatMap((text) => text.replaceAll(/\s/gu, '').split('or')));
  const keys = await desktop.app.evaluate(({ Menu }) => {
    const below = (menu: Electron.Menu | undefined): Electron.MenuItem[] =>
      menu?.items.flatMap((item) => [item, ...below(item.submenu)]) ?? [];
    return below(Menu.getApplicationMenu() ?? undefined).flatMap(({ accelerator }) => accelerator ?? []);
  });
  expect(keys.length).toBeGreaterThan(15);
  for (const key of keys) expect(shown).toContain(key.replace('CmdOrCtrl', 'Ctrl'));
});

test('letters that are typed anywhere are not taken for keys of the cart', async ({ launchDesktop }) => {
  const desktop = await launchDesktop({ offline: true });
  const { page } = desktop;
  const history = page.getByRole('complementary', { name: 'History' });
  await new CartPage(page).add('Milk 1.29');
  await desktop.pressMenuKey('L', ['control', 'shift']);
  const field = page.getByRole('dialog').getByRole('textbox');
  await expect(field).toBeFocused();
  await page.keyboard.type('honey / 2 h?');
  await expect(field).toHaveValue('honey / 2 h?');
  await page.keyboard.press('Tab');
  await page.keyboard.type('h/?');
  await expect(page.getByRole('dialog')).toHaveAccessibleName('Add from a file or list');
  await page.keyboard.press('Escape');
  await expect(history).toBeHidden();
  await desktop.pressMenuKey('H', ['control']);
  await history.getByLabel('Product').focus();
  await page.keyboard.type('h');
  await expect(history).toBeVisible();
});

test('Tab goes through a long cart in a few steps, and every stop shows where it is', async ({
  launchDesktop,
}) => {
  const { page } = await launchDesktop({ offline: true });
  const ana = new CartPage(page);
  for (let n = 1; n <= 12; n += 1) await ana.add(`Thing ${n} 1.00`);
  const stops: string[] = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const { activeElement } = document;
      if (!activeElement || activeElement === document.body) return null;
      const { outlineStyle, outlineWidth } = getComputedStyle(activeElement);
      // A tab is called as its cart is.
      const kind = activeElement.getAttribute('role') ?? activeElement.tagName;
      const name = `${kind} ${activeElement.getAttribute('aria-label') ?? activeElement.textContent.trim()}`;
      return { name, isShown: outlineStyle !== 'none' && outlineWidth !== '0px' };
    });
    if (stop === null || stops.includes(stop.name)) break;
    expect(stop, stop.name).toMatchObject({ isShown: true });
    stops.push(stop.name);
  }
  expect(stops.length).toBeGreaterThan(12);
  expect(stops.length).toBeLessThan(25);
});
