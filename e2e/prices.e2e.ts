import { CartPage } from './cart-page.ts';
import { CataloguePage } from './catalogue-page.ts';
import { expect, test } from './fixtures.ts';

const shop = (milk: string, tea: string, rice: string) => ({
  name: 'shop.csv',
  text: `sku,name,price\nM,Milk,${milk}\nT,Tea,${tea}\nR,Rice,${rice}\n`,
});
const before = shop('1.29', '3.00', '2.00');
const after = shop('1.49', '2.50', '2.00');

test('a price that moved is told on its row and accepted for one, by key and by button', async ({
  launchDesktop,
}) => {
  const { page } = await launchDesktop({ offline: true });
  const ana = new CartPage(page);
  const catalogue = new CataloguePage(page);
  await catalogue.load(before);
  for (const line of ['3 milk', 'tea', 'rice']) await ana.add(line);
  await expect(ana.total).toContainText('8.87');
  const strip = page.getByRole('region', { name: 'Changed prices' });
  await expect(strip).toBeHidden();

  await catalogue.load(after);
  await expect(strip).toContainText(/2 prices have changed: \+.?0\.10/);
  // Nothing has changed by itself.
  await expect(ana.total).toContainText('8.87');
  await expect(ana.row('Milk')).toContainText('1.49');
  await expect(ana.row('Rice')).not.toContainText('now');
  await ana.row('Milk').focus();
  await page.keyboard.press('Alt+p');
  await expect(ana.total).toContainText('9.47');
  await expect(ana.row('Milk')).toBeFocused();
  await ana
    .row('Tea')
    .getByRole('button', { name: /^Take the new price of Tea/ })
    .click();
  await expect(ana.total).toContainText('8.97');
  await expect(strip).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(ana.total).toContainText('9.47');
  await expect(strip).toContainText('1 price has changed');
});

test('all that changed are reviewed, accepted as one step, or kept for good', async ({ launchDesktop }) => {
  const first = await launchDesktop({ offline: true });
  const { page } = first;
  const ana = new CartPage(page);
  const catalogue = new CataloguePage(page);
  await catalogue.load(before);
  for (const line of ['3 milk', 'tea', 'rice']) await ana.add(line);
  await catalogue.load(after);
  const strip = page.getByRole('region', { name: 'Changed prices' });
  await strip.getByRole('button', { name: 'Accept all' }).click();
  await expect(ana.total).toContainText('8.97');
  await expect(strip).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(ana.total).toContainText('8.87');

  await strip.getByRole('button', { name: 'Review' }).click();
  const review = page.getByRole('dialog', { name: 'Changed prices' });
  await expect(review.getByRole('row')).toHaveCount(3);
  await review.getByRole('button', { name: 'Keep the price of Milk' }).click();
  await expect(review.getByRole('row')).toHaveCount(2);
  await review.getByRole('button', { name: 'Accept the new price of Tea' }).click();
  await expect(review).toBeHidden();
  await expect(strip).toBeHidden();
  await expect(ana.total).toContainText('8.37');
  await expect(ana.stage('Tea')).toHaveAttribute('data-stage', 'saved');
  await first.close();

  // What was kept is not asked again, until the catalogue says something else again.
  const again = await launchDesktop({ offline: true });
  const later = new CartPage(again.page);
  await expect(later.row('Milk')).toBeVisible();
  await new CataloguePage(again.page).load(after);
  await expect(later.row('Milk')).not.toContainText('now');
  await new CataloguePage(again.page).load(shop('1.59', '2.50', '2.00'));
  await expect(later.row('Milk')).toContainText('1.59');
});

test('a price that was typed is not held against the catalogue', async ({ launchDesktop }) => {
  const { page } = await launchDesktop({ offline: true });
  const ana = new CartPage(page);
  await new CataloguePage(page).load(before);
  await ana.add('milk 1.19');
  await ana.add('tea');
  await ana.choose('Tea', 'Change the price');
  await page.getByLabel('Price of one Tea').fill('2.75');
  await page.keyboard.press('Enter');
  await expect(ana.total).toContainText('3.94');
  await expect(page.getByRole('region', { name: 'Changed prices' })).toBeHidden();
});

test('a sale is shown with what it was, and is over when it ends', async ({ launchDesktop }) => {
  const { page } = await launchDesktop({ offline: true });
  const ana = new CartPage(page);
  await ana.add('2 Milk 1.29');
  await ana.choose('Milk', 'Sale price');
  const dialog = page.getByRole('dialog', { name: 'Sale price of Milk' });
  await dialog.getByLabel('Price now').fill('0.99');
  await dialog.getByLabel('Last day of the sale').fill('2020-01-01');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByLabel('Usual price')).toBeFocused();
  await expect(dialog.getByRole('alert')).toContainText('the usual price is needed');
  await dialog.getByLabel('Usual price').fill('1.29');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('over already');
  const year = new Date().getFullYear() + 1;
  await dialog.getByLabel('Last day of the sale').fill(`${year}-03-31`);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(ana.row('Milk')).toContainText(new RegExp(`1\\.29\\s*until .*31.*${year}`));
  await expect(ana.total).toContainText('1.98');
  await expect(page.getByRole('button', { name: 'More for Milk' })).toBeFocused();

  // A sale of a catalogue comes with the product, and ends by itself.
  const until = new Date(Date.now() + 2500).toISOString();
  await new CataloguePage(page).load({
    name: 'sale.csv',
    text: `sku,name,price,was,until\nT,Tea,2.00,3.00,${until}\n`,
  });
  await ana.add('tea');
  await expect(ana.row('Tea')).toContainText('2.00');
  await expect(ana.row('Tea')).toContainText('3.00');
  await expect(ana.total).toContainText('3.98');
  await expect(ana.total).toContainText('4.98');
});

test('the prices that a product has had, as a chart and as a table', async ({ launchDesktop }) => {
  const { page } = await launchDesktop({ offline: true });
  const ana = new CartPage(page);
  await ana.add('Milk 1.29');
  await ana.choose('Milk', 'Change the price');
  await page.getByLabel('Price of one Milk').fill('1.49');
  await page.keyboard.press('Enter');
  await ana.choose('Milk', 'Price history');
  const dialog = page.getByRole('dialog', { name: 'Prices of Milk in this cart' });
  await expect(dialog.getByRole('slider', { name: /Moments of: Price of Milk over time/ })).toHaveAttribute(
    'aria-valuetext',
    /1\.49/,
  );
  await dialog.getByRole('button', { name: 'Table' }).click();
  await expect(dialog.getByRole('row')).toHaveCount(3);
  await expect(dialog.getByRole('row').nth(1)).toContainText(/You.*1\.49/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'More for Milk' })).toBeFocused();
});

test('the currency is chosen while there are no prices, and says why not when there are', async ({
  launchDesktop,
}) => {
  const { page } = await launchDesktop({ offline: true });
  const ana = new CartPage(page);
  const open = async () => {
    await page.getByRole('button', { name: 'More for the cart' }).click();
    await page.getByRole('menuitem', { name: 'Currency' }).click();
  };
  const dialog = page.getByRole('dialog', { name: 'Currency of the cart' });
  await open();
  await dialog.getByLabel('Prices are in').selectOption('JPY');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await ana.name.fill('3 Rice 250,5');
  await ana.name.press('Enter');
  await expect(ana.name).toHaveAccessibleDescription(/JPY has 0 decimals/);
  await ana.add('3 Rice ¥250');
  await expect(ana.total).toHaveText(/750$/);
  await open();
  await expect(dialog.getByLabel('Prices are in')).toBeDisabled();
  await expect(dialog).toContainText('There are prices in JPY in this cart.');
  await page.keyboard.press('Escape');
  await expect(ana.name).toBeFocused();
});
