import { CartPage } from './cart-page.ts';
import { expect, test } from './fixtures.ts';
import type { Desktop } from './desktop.ts';

type Launch = (options: { profile: string }) => Promise<Desktop>;

/** Ana and Ben, both with 2 Milk, both offline. */
async function apart(launch: Launch): Promise<readonly [CartPage, CartPage]> {
  const ana = new CartPage((await launch({ profile: 'Ana' })).page);
  const ben = new CartPage((await launch({ profile: 'Ben' })).page);
  await ana.add('2 Milk 1.29');
  await expect(ben.quantity('Milk')).toHaveValue('2');
  await ana.settle();
  for (const person of [ana, ben]) await person.workOffline(true);
  return [ana, ben];
}

async function together(people: readonly CartPage[]): Promise<void> {
  for (const person of people) await person.workOffline(false);
  for (const person of people) await person.settle();
}

test('steps of both sides sum', async ({ relay, launchDesktop }) => {
  const [ana, ben] = await apart(launchDesktop);
  await ana.more('Milk');
  await ana.more('Milk');
  await ben.more('Milk');
  await ben.less('Milk');
  await ben.less('Milk');
  await expect(ana.quantity('Milk')).toHaveValue('4');
  await expect(ben.quantity('Milk')).toHaveValue('1');
  await together([ana, ben]);
  for (const person of [ana, ben]) {
    await expect(person.quantity('Milk')).toHaveValue('3');
    await expect(person.notes).toHaveCount(0);
  }
  expect(await relay.get('/carts/kitchen')).toMatchObject({ units: 3 });
});

test('what one adds while the other removes is kept, and both are told whose it is', async ({
  launchDesktop,
}) => {
  const [ana, ben] = await apart(launchDesktop);
  await ana.choose('Milk', 'Take out');
  await ben.more('Milk');
  await together([ana, ben]);
  for (const person of [ana, ben]) await expect(person.quantity('Milk')).toHaveValue('1');
  await expect(ana.notes).toHaveText([/^Milk 1 kept: Ben added it while you removed the rest\./]);
  await expect(ben.notes).toHaveText([/^Milk 1 kept: You added it while Ana removed the rest\./]);

  await ana.page.getByRole('button', { name: 'Keep: Milk' }).click();
  await expect(ana.notes).toHaveCount(0);
  await expect(ben.notes).toHaveCount(1);
  await ana.page.reload();
  await expect(ana.quantity('Milk')).toHaveValue('1');
  await expect(ana.notes).toHaveCount(0);

  await ana.page.getByRole('button', { name: 'History' }).click();
  const history = ana.page.getByRole('complementary', { name: 'History' });
  await expect(history.getByText('taken out by your removal')).toBeVisible();
});

test('of two typed quantities one is used and one tap brings the other', async ({ launchDesktop }) => {
  const [ana, ben] = await apart(launchDesktop);
  await ana.setQuantity('Milk', '4');
  await ben.setQuantity('Milk', '6');
  await together([ana, ben]);
  const used = await ana.quantity('Milk').inputValue();
  const other = used === '4' ? '6' : '4';
  expect(['4', '6']).toContain(used);
  await expect(ben.quantity('Milk')).toHaveValue(used);
  await expect(ana.notes).toHaveText([new RegExp(`^Milk You set 4, Ben set 6; ${used} is used\\.`)]);
  await expect(ben.notes).toHaveText([new RegExp(`^Milk You set 6, Ana set 4; ${used} is used\\.`)]);

  await ben.page.getByRole('button', { name: `Use ${other}` }).click();
  for (const person of [ana, ben]) {
    await expect(person.quantity('Milk')).toHaveValue(other);
    await expect(person.notes).toHaveCount(0);
  }
});

test('emptying the cart keeps what was added meanwhile', async ({ launchDesktop }) => {
  const [ana, ben] = await apart(launchDesktop);
  await ana.page.getByRole('button', { name: 'More for the cart' }).click();
  await ana.page.getByRole('menuitem', { name: 'Empty the cart' }).click();
  await ben.more('Milk');
  await ben.add('Tea 3.00');
  await together([ana, ben]);
  for (const person of [ana, ben]) {
    await expect(person.quantity('Milk')).toHaveValue('1');
    await expect(person.quantity('Tea')).toHaveValue('1');
  }
  await expect(ana.notes).toContainText(['1 kept: Ben added it while you emptied the cart.']);
});

test('what outlived a removal is taken out too by one tap, for everybody', async ({ launchDesktop }) => {
  const [ana, ben] = await apart(launchDesktop);
  await ana.choose('Milk', 'Take out');
  await ben.more('Milk');
  await together([ana, ben]);
  await expect(ana.quantity('Milk')).toHaveValue('1');
  await ana.page.getByRole('button', { name: 'Remove too: Milk' }).click();
  for (const person of [ana, ben]) {
    await expect(person.row('Milk')).toHaveCount(0);
    await expect(person.notes).toHaveCount(0);
  }
});

test('many things that were put together are one line that opens', async ({ launchDesktop }) => {
  const ana = new CartPage((await launchDesktop({ profile: 'Ana' })).page);
  const ben = new CartPage((await launchDesktop({ profile: 'Ben' })).page);
  const products = ['Milk', 'Tea', 'Bread', 'Salt'];
  for (const product of products) await ana.add(`2 ${product} 1.00`);
  await expect(ben.quantity('Salt')).toHaveValue('2');
  await ana.settle();
  for (const person of [ana, ben]) await person.workOffline(true);
  for (const product of products) {
    await ana.choose(product, 'Take out');
    await ben.more(product);
  }
  await together([ana, ben]);
  await expect(ana.page.getByText('4 things were put together')).toBeVisible();
  await expect(ana.notes).toHaveCount(0);
  await ana.page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(ana.notes).toHaveCount(4);
  await ana.page.getByRole('button', { name: 'Put all away' }).click();
  await expect(ana.notes).toHaveCount(0);
  await expect(ana.page.getByText('4 things were put together')).toHaveCount(0);
});
