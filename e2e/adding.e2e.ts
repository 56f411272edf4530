import { CartPage } from './cart-page.ts';
import { CataloguePage } from './catalogue-page.ts';
import { expect, test } from './fixtures.ts';

test('the sample is loaded with one press, for every window, and is there after a restart', async ({
  launchDesktop,
}) => {
  const desktop = await launchDesktop({ offline: true });
  const second = new CartPage(await desktop.openWindow());
  const ana = new CartPage(desktop.page);
  const catalogue = new CataloguePage(desktop.page);
  await catalogue.loadSample();
  await expect(ana.name).toBeFocused();
  await expect(desktop.page.getByRole('button', { name: 'Load the sample' })).toBeHidden();

  await second.name.fill('mozz');
  await expect(new CataloguePage(second.page).suggestions.first()).toContainText('Mozzarella 125 g');
  await second.page.close();
  await desktop.close();

  const again = await launchDesktop({ offline: true });
  const later = new CataloguePage(again.page);
  await later.open();
  await expect(later.dialog).toContainText(/29\d products/);
  await expect(later.dialog).toContainText('Sample groceries');
  await later.dialog.getByRole('button', { name: 'Remove the catalogue' }).click();
  await expect(later.dialog).toContainText('No catalogue is loaded');
  await later.close();
  await new CartPage(again.page).name.fill('mozz');
  await expect(later.suggestions).toHaveCount(0);
});

test('ten things by keyboard alone, found by a few letters', async ({ launchDesktop }) => {
  const { page } = await launchDesktop({ offline: true });
  const ana = new CartPage(page);
  const catalogue = new CataloguePage(page);
  await catalogue.loadSample();
  const typed = [
    'banan',
    '3 spagetti',
    'mozz',
    'brötch',
    '2 x dark choc',
    'spinat',
    'toilet p',
    'olive oil',
    'FV-121',
    'coffe bean',
  ];
  const added = [
    'Organic bananas 1 kg',
    'Spaghetti 500 g',
    'Mozzarella 125 g',
    'Bread rolls 6 pieces',
    'Dark chocolate 70 % 100 g',
    'Baby spinach 200 g',
    'Toilet paper 10 rolls',
    'Olive oil 500 ml',
    'Tomatoes on the vine 500 g',
    'Coffee beans 1 kg',
  ];
  for (const [index, text] of typed.entries()) {
    await page.keyboard.type(text);
    const option = catalogue.suggestions.filter({ hasText: added[index] ?? '' });
    await expect(option).toBeVisible();
    while ((await option.getAttribute('aria-selected')) !== 'true') await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(ana.name).toHaveValue('');
    await expect(ana.name).toBeFocused();
  }
  await expect(ana.rows()).toHaveText(added);
  await expect(ana.quantity('Spaghetti 500 g')).toHaveValue('3');
  await expect(ana.row('Dark chocolate 70 % 100 g')).toContainText('3.18');
});

test('the arrows choose, Tab completes, Esc closes and then clears, and the typed text is never lost', async ({
  launchDesktop,
}) => {
  const { page } = await launchDesktop({ offline: true });
  const ana = new CartPage(page);
  const catalogue = new CataloguePage(page);
  await catalogue.loadSample();

  await page.keyboard.type('2 milk');
  await expect(catalogue.suggestions.first()).toBeVisible();
  await expect(ana.name).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowDown');
  const chosen = catalogue.suggestions.first();
  await expect(chosen).toHaveAttribute('aria-selected', 'true');
  await expect(ana.name).toHaveAttribute('aria-activedescendant', (await chosen.getAttribute('id')) ?? '');
  await expect(ana.name).toHaveAccessibleDescription(
    /^Adds 2 × Milk 1 l at .*1\.29 each, from the catalogue$/,
  );
  await page.keyboard.press('ArrowUp');
  await expect(ana.name).not.toHaveAttribute('aria-activedescendant');
  await expect(ana.name).toHaveAccessibleDescription('Adds 2 × milk, no price yet');

  await page.keyboard.press('Tab');
  await expect(ana.name).toHaveValue('2 x Milk 1 l');
  await expect(catalogue.suggestions).toHaveCount(0);
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Price of one')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('End');
  await page.keyboard.press('Backspace');
  await expect(catalogue.suggestions.first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(catalogue.suggestions).toHaveCount(0);
  await expect(ana.name).toHaveValue('2 x Milk 1 ');
  await page.keyboard.press('Escape');
  await expect(ana.name).toHaveValue('');

  // What is typed is added as it is, unless something is chosen.
  await page.keyboard.type('milk');
  await expect(catalogue.suggestions.first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(ana.rows()).toHaveText(['milk']);
});

test('a code adds its product at once, as a scanner types it', async ({ launchDesktop }) => {
  const { page } = await launchDesktop({ offline: true });
  const ana = new CartPage(page);
  await new CataloguePage(page).loadSample();
  for (const line of ['2101001048591', '3 x 2101001048591', '2101001048591 x 2', '02101001048591']) {
    await ana.add(line);
  }
  await expect(ana.rows()).toHaveText(['Bananas 1 kg']);
  await expect(ana.quantity('Bananas 1 kg')).toHaveValue('7');
  await expect(ana.total).toContainText('12.53');
  await ana.add('crème fraiche 200 g');
  await expect(ana.rows()).toHaveText(['Bananas 1 kg', 'Crème fraîche 200 g']);
});

test('a product with options asks for them, and remembers what was chosen', async ({ launchDesktop }) => {
  const { page } = await launchDesktop({ offline: true });
  const ana = new CartPage(page);
  const { options } = new CataloguePage(page);
  await new CataloguePage(page).loadSample();
  await page.keyboard.type('2 Crisps 175 g');
  await page.keyboard.press('Enter');
  await expect(options.getByRole('radio', { name: 'Paprika' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(options.getByRole('radio', { name: 'Salted' })).toBeChecked();
  await page.keyboard.press('s');
  await expect(options.getByRole('radio', { name: 'Sour cream' })).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(options).toBeHidden();
  await expect(ana.row('Crisps 175 g')).toContainText('Sour cream');
  await expect(ana.quantity('Crisps 175 g')).toHaveValue('2');
  await expect(ana.name).toBeFocused();

  await page.keyboard.type('Crisps 175 g');
  await page.keyboard.press('Enter');
  await expect(options.getByRole('radio', { name: 'Sour cream' })).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(options).toBeHidden();
  await expect(ana.name).toHaveValue('Crisps 175 g');
  await page.keyboard.press('Enter');
  await page.keyboard.press('p');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row')).toHaveCount(2);
});

test('what was added before and what is starred comes first, catalogue or not', async ({ launchDesktop }) => {
  const { page } = await launchDesktop({ offline: true });
  const ana = new CartPage(page);
  const { suggestions } = new CataloguePage(page);
  await new CataloguePage(page).loadSample();
  await ana.add('Milkshake from the corner 2.50');
  await ana.name.fill('milk');
  await expect(suggestions.first()).toHaveAccessibleName(/Milkshake from the corner.*added before.*2\.50/);

  await page.keyboard.press('ArrowUp');
  const last = (await suggestions.last().locator('.product').textContent()) ?? '';
  await page.keyboard.press('Control+d');
  await expect(suggestions.filter({ hasText: last })).toHaveAccessibleName(/starred/);
  await ana.name.fill('milk ');
  await expect(suggestions.first()).toContainText(last);

  // With nothing typed, Alt+↓ or a click offers what is wanted most; ↓ alone goes to the rows.
  await ana.name.fill('');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+ArrowDown');
  await expect(suggestions).toHaveCount(2);
  await suggestions.filter({ hasText: 'Milkshake' }).click();
  await expect(ana.quantity('Milkshake from the corner')).toHaveValue('2');
});

test('a file of one’s own: lines with problems are named, and nothing is loaded unasked', async ({
  launchDesktop,
}) => {
  const { page } = await launchDesktop({ offline: true });
  const ana = new CartPage(page);
  const catalogue = new CataloguePage(page);
  await catalogue.open();
  await catalogue.choose({
    name: 'ward.csv',
    text: 'sku,name,codes,price\nW1,Swabs,,2.40\nW2,Gloves,4006381333930,5.00\nW3,Masks,,9.999\nW4,Soap,,1.10\n',
  });
  await expect(catalogue.dialog.getByText('2 products in ward.csv can be loaded.')).toBeFocused();
  await expect(catalogue.dialog.getByRole('listitem')).toHaveText([
    'Line 3: 4006381333930 is not an article number; its check digit or length is wrong',
    'Line 4: “9.999” is not a price in EUR',
  ]);
  await catalogue.dialog.getByRole('button', { name: 'Load nothing' }).click();
  await expect(catalogue.dialog).toContainText('No catalogue is loaded');

  await catalogue.choose({ name: 'ward.csv', text: 'sku,name,price\nW1,Swabs,2.40\nW4,Soap,1.10\n' });
  await catalogue.dialog.getByRole('button', { name: 'Load 2 products' }).click();
  await expect(catalogue.dialog).toContainText('From ward.csv');
  await catalogue.choose({
    name: 'more.json',
    text: '[{"sku": "W4", "name": "Hand soap"}, {"name": "Gauze"}]',
  });
  await catalogue.dialog.getByRole('radio', { name: 'Keep them' }).check();
  await catalogue.dialog.getByRole('button', { name: 'Load 2 products' }).click();
  await expect(catalogue.dialog).toContainText('3 products');
  await catalogue.choose({ name: 'broken.json', text: '[{"name": ' });
  await expect(catalogue.dialog.getByRole('alert')).toContainText(
    'broken.json could not be read: it is not JSON',
  );
  await expect(catalogue.dialog).toContainText('3 products');
  await catalogue.close();
  await expect(ana.name).toBeFocused();

  await ana.add('swabs');
  await ana.add('hand soap');
  await expect(ana.rows()).toHaveText(['Swabs', 'Hand soap']);
  await expect(ana.total).toContainText('2.40');
});

test('a catalogue that cannot be kept is said to be so', async ({ launchDesktop }) => {
  const { page } = await launchDesktop({ offline: true });
  const catalogue = new CataloguePage(page);
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = function () {
      throw new DOMException('no room', 'QuotaExceededError');
    };
  });
  await page.getByRole('button', { name: 'Load the sample' }).click();
  await expect(
    page.getByText('The catalogue could not be kept on this computer: the disk is full.').first(),
  ).toBeVisible();
  await catalogue.open();
  await expect(catalogue.dialog.getByRole('alert')).toContainText('the disk is full');
  await expect(catalogue.dialog).toContainText('No catalogue is loaded');
});
