import { CartPage } from './cart-page.ts';
import { expect, test } from './fixtures.ts';

test('two desktops share what is added, stepped, typed, noted, put aside and named', async ({
  launchDesktop,
}) => {
  const ana = new CartPage((await launchDesktop({ profile: 'Ana' })).page);
  const ben = new CartPage((await launchDesktop({ profile: 'Ben' })).page);

  await ana.add('3 x Milk 1.29');
  await expect(ben.quantity('Milk')).toHaveValue('3');
  await ben.more('Milk');
  await expect(ana.quantity('Milk')).toHaveValue('4');
  await ana.setQuantity('Milk', '7');
  await expect(ben.quantity('Milk')).toHaveValue('7');
  await expect(ben.total).toContainText('9.03');

  await ben.note('Milk', 'the blue one');
  await expect(ana.row('Milk')).toContainText('the blue one');
  await ana.choose('Milk', 'Change the price');
  await ana.page.getByLabel('Price of one Milk').fill('2');
  await ana.page.keyboard.press('Enter');
  await expect(ben.total).toContainText('14.00');

  await ben.choose('Milk', 'Save for later');
  await expect(ana.rows('Saved for later')).toHaveText(['Milk']);
  await expect(ana.page.getByText('Nothing in the cart', { exact: true })).toBeVisible();
  await ana.page.getByRole('button', { name: 'Put Milk back in the cart' }).click();
  await expect(ben.rows()).toHaveText(['Milk']);

  await ana.page.getByRole('heading', { level: 1 }).getByRole('button').click();
  await ana.page.getByLabel('Name of the cart').fill('Ward 3');
  await ana.page.keyboard.press('Enter');
  await expect(ben.page.getByRole('heading', { level: 1 })).toHaveText('Ward 3');
});

test('a product that two people write differently is one row, its units summed', async ({
  launchDesktop,
}) => {
  const ana = new CartPage((await launchDesktop({ profile: 'Ana' })).page);
  const ben = new CartPage((await launchDesktop({ profile: 'Ben' })).page);
  for (const person of [ana, ben]) await person.workOffline(true);
  await ana.add('2 oat milk 1.89');
  await ben.add('3 Oat Milk 1.89');
  for (const person of [ana, ben]) await person.workOffline(false);
  for (const person of [ana, ben]) {
    await expect(person.page.getByRole('row')).toHaveCount(1);
    await expect(person.page.getByLabel(/^Quantity of oat milk$/i)).toHaveValue('5');
    await expect(person.row('.*')).toHaveAccessibleName(/added by (Ben|Ana) and you/);
  }
});

test('what cannot be understood is said at the field, and nothing is added', async ({ launchDesktop }) => {
  const { page } = await launchDesktop({ offline: true });
  const ana = new CartPage(page);
  await ana.name.fill('Milk 1.299');
  await ana.name.press('Enter');
  await expect(ana.name).toHaveAccessibleDescription(/EUR has 2 decimals/);
  await expect(ana.name).toBeFocused();

  await ana.name.fill('Milk');
  await page.getByLabel('Quantity', { exact: true }).fill('1.5');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Quantity', { exact: true })).toHaveAccessibleDescription(/whole number/);
  await expect(page.getByLabel('Quantity', { exact: true })).toBeFocused();
  await expect(page.getByRole('row')).toHaveCount(0);

  await page.getByLabel('Quantity', { exact: true }).fill('2');
  await page.keyboard.press('Enter');
  await expect(ana.quantity('Milk')).toHaveValue('2');
  await ana.quantity('Milk').click();
  await page.keyboard.type('2.5');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('Type a whole number.');
  await page.keyboard.press('Escape');
  await expect(ana.quantity('Milk')).toHaveValue('2');
  await expect(ana.row('Milk')).toBeFocused();
});

test('a price that was given once is remembered', async ({ launchDesktop }) => {
  const ana = new CartPage((await launchDesktop({ offline: true })).page);
  await ana.add('Milk 1.29');
  await ana.name.fill('2 milk');
  await expect(ana.name).toHaveAccessibleDescription(/1\.29 each, as before/);
  await ana.name.press('Enter');
  await expect(ana.quantity('milk')).toHaveValue('3');
  await expect(ana.total).toContainText('3.87');
});

test('taking out, emptying and typing can all be taken back', async ({ launchDesktop }) => {
  const { page } = await launchDesktop({ offline: true });
  const ana = new CartPage(page);
  await ana.add('Milk 1.29');
  await ana.add('2 Tea 3.00');
  await page.getByRole('button', { name: 'Take out Milk' }).click();
  await expect(ana.rows()).toHaveText(['Tea']);
  await page.getByRole('status').getByRole('button', { name: 'Take back' }).click();
  await expect(ana.rows()).toHaveText(['Milk', 'Tea']);

  await page.getByRole('button', { name: 'More for the cart' }).click();
  await page.getByRole('menuitem', { name: 'Empty the cart' }).click();
  await expect(page.getByText('An empty cart')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(ana.rows()).toHaveText(['Milk', 'Tea']);
  await expect(ana.quantity('Tea')).toHaveValue('2');
  await page.keyboard.press('Control+Shift+z');
  await expect(page.getByText('An empty cart')).toBeVisible();
  await page.keyboard.press('Control+z');

  await ana.setQuantity('Tea', '9');
  await page.keyboard.press('Control+z');
  await expect(ana.quantity('Tea')).toHaveValue('2');
  await page.keyboard.press('Control+y');
  await expect(ana.quantity('Tea')).toHaveValue('9');
});

test('the window says where each change is, and what others do', async ({ relay, launchDesktop }) => {
  const ana = new CartPage((await launchDesktop({ profile: 'Ana' })).page);
  await ana.workOffline(true);
  await ana.add('Milk 1.29');
  await expect(ana.stage('Milk')).toHaveAttribute('data-stage', 'saved');
  await expect(ana.row('Milk')).toHaveAccessibleName(/Saved on this computer$/);
  await expect(ana.stage('Milk')).toHaveAccessibleName('Saved on this computer');
  await expect(ana.stage('Milk').locator('svg')).toBeVisible();
  await expect(ana.summary).toHaveText('Working offline · 1 change kept on this computer');
  await ana.summary.click();
  await expect(ana.page.getByText('Not yet: 1 change will go when you are back online.')).toBeVisible();
  await ana.page.keyboard.press('Escape');

  await ana.workOffline(false);
  await ana.settle();
  await expect(ana.row('Milk')).toHaveAccessibleName(/Everyone has it$/);
  // When all is well there is nothing to be seen, and still it is said.
  await expect(ana.stage('Milk').locator('svg')).toBeHidden();
  await expect(ana.stage('Milk')).toHaveAccessibleName('Everyone has it');

  const ben = new CartPage((await launchDesktop({ profile: 'Ben' })).page);
  await expect(ana.page.getByRole('button', { name: 'Here: Ben and you' })).toBeVisible();
  await ben.quantity('Milk').focus();
  await expect(ana.row('Milk')).toContainText('Ben is here');
  await ben.more('Milk');
  await ben.more('Milk');
  await expect(ana.page.getByRole('status').filter({ hasText: 'Ben changed Milk to 3' })).toBeVisible();
  await expect(ana.row('Milk')).not.toContainText('Ben is here');

  await ana.page.getByRole('button', { name: 'History' }).click();
  await expect(ana.page.getByRole('complementary', { name: 'History' }).locator('.deed')).toHaveText([
    'Ben changed Milk from 2 to 3',
    'Ben changed Milk from 1 to 2',
    /^You added 1 × Milk at .*1\.29$/,
  ]);

  await relay.kill();
  await ana.more('Milk');
  await expect(ana.summary).toHaveText('1 change waiting to be sent');
  await relay.start();
  await ana.settle();
});

test('nothing is lost when the relay is killed in the middle of typing', async ({ relay, launchDesktop }) => {
  const ana = new CartPage((await launchDesktop({ profile: 'Ana' })).page);
  const ben = new CartPage((await launchDesktop({ profile: 'Ben' })).page);
  for (let n = 1; n <= 20; n += 1) {
    if (n === 7) await relay.kill();
    if (n === 14) await relay.start();
    await Promise.all([ana.add(`Thing ${n}`), ben.add(`Other ${n}`)]);
  }
  for (const person of [ana, ben]) {
    await person.settle();
    await expect(person.page.getByRole('grid')).toHaveAttribute('aria-rowcount', '40');
  }
  expect(await relay.get('/carts/kitchen')).toMatchObject({ units: 40, ops: 40 });
});

test('what was saved on this computer is there after the desktop was killed', async ({ launchDesktop }) => {
  const first = await launchDesktop({ offline: true });
  const ana = new CartPage(first.page);
  await ana.add('3 x Milk 1.29');
  await ana.add('Tea 3.00');
  await ana.note('Tea', 'green');
  await ana.choose('Tea', 'Save for later');
  for (const product of ['Milk', 'Tea']) {
    await expect(ana.stage(product)).toHaveAccessibleName('Saved on this computer');
  }
  await first.kill();

  const again = new CartPage((await launchDesktop({ offline: true })).page);
  await expect(again.quantity('Milk')).toHaveValue('3');
  await expect(again.rows('Saved for later')).toHaveText(['Tea']);
  await expect(again.row('Tea')).toContainText('green');
});
