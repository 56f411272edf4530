import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CartId } from '../cart/ids.ts';
import { readJoinLink } from '../protocol/join-link.ts';
import { expect, test } from './fixtures.ts';
import { SCREENSHOTS } from './inspect-page.ts';
import { KeyboardPerson } from './keyboard-person.ts';
import { saveTo } from './list-page.ts';
import type { RelayProcess } from './relay-process.ts';

/** How long ten things may take, in milliseconds. */
const TEN_THINGS = 30_000;

/** What the ten come to, as a person would count them. */
const ten = {
  'Organic bananas 1 kg': 1,
  'Spaghetti 500 g': 3,
  'Mozzarella 125 g': 1,
  'Bread rolls 6 pieces': 1,
  'Bananas 1 kg': 1,
  'Crisps 175 g': 2,
  'Baby spinach 200 g': 1,
  'Olive oil 500 ml': 1,
  'Oat flakes from the mill': 2,
  'Coffee beans 1 kg': 1,
} as const;
const unitsOfTen = 14;

type Account = Readonly<Record<string, number>>;

const sumOf = (account: Account): number => Object.values(account).reduce((sum, units) => sum + units, 0);

async function accountOf({ desktop }: KeyboardPerson): Promise<Account> {
  const rows = await desktop.show();
  return Object.fromEntries(rows.map(({ product_name, quantity }) => [product_name, quantity]));
}

/** Both show these units and no others, and the relay has counted as many. */
async function expectBoth(
  people: readonly KeyboardPerson[],
  relay: RelayProcess,
  cart: CartId,
  account: Account,
): Promise<void> {
  for (const person of people) await person.cart.settle();
  for (const person of people) await expect.poll(() => accountOf(person)).toEqual(account);
  expect(await relay.get(`/carts/${cart}`)).toMatchObject({ units: sumOf(account) });
}

test('a newcomer’s first day, by keyboard alone', async ({ relay, launchDesktop }, testInfo) => {
  test.setTimeout(300_000);
  let pictures = 0;
  const picture = async ({ page }: KeyboardPerson, name: string): Promise<void> => {
    pictures += 1;
    const file = `newcomer-${String(pictures).padStart(2, '0')}-${name}.png`;
    await page.screenshot({ path: join(SCREENSHOTS, file) });
  };
  /** The same in light and dark. */
  const pictureBoth = async (person: KeyboardPerson, name: string): Promise<void> => {
    for (const colorScheme of ['dark', 'light'] as const) {
      await person.page.emulateMedia({ colorScheme });
      await picture(person, `${name}-${colorScheme}`);
    }
  };
  /** Starts as by an icon: what was open the last time, or nothing. */
  const start = async (profile: string): Promise<KeyboardPerson> =>
    KeyboardPerson.at(await launchDesktop({ profile, cart: null, relay: null }));

  expect(sumOf(ten)).toBe(unitsOfTen);
  const ana = await test.step('the first start asks for nothing but a beginning', async () => {
    const person = await start('Ana');
    await expect(person.page.getByRole('button', { name: 'Your first cart' })).toBeVisible();
    await pictureBoth(person, 'first-run');
    await expect(person.page.getByRole('button', { name: 'Your first cart' })).toBeFocused();
    await person.press('Enter');
    await expect(person.cart.name).toBeFocused();
    await picture(person, 'empty-cart');
    return person;
  });

  await test.step('the sample catalogue is loaded', async () => {
    await ana.activate(ana.page.getByRole('button', { name: 'Load the sample' }));
    await expect(ana.page.getByText(/^29\d products loaded/)).toBeVisible();
    await expect(ana.cart.name).toBeFocused();
    await picture(ana, 'sample-loaded');
  });

  await test.step('ten things are added in less than half a minute', async () => {
    const began = performance.now();
    await ana.pick('organic ban', 'Organic bananas 1 kg');
    await ana.pick('3 x spagetti', 'Spaghetti 500 g');
    // A favourite: marked once, first from then on.
    await ana.type('mozz');
    await ana.highlight('Mozzarella 125 g');
    await ana.press('Control+d');
    await ana.press('Enter');
    await ana.pick('brötch', 'Bread rolls 6 pieces');
    await ana.type('2101001048591');
    await ana.press('Enter');
    await expect(ana.cart.row('Bananas 1 kg')).toBeVisible();
    await ana.type('2 Crisps 175 g');
    await ana.press('Enter');
    await expect(ana.catalogue.options.getByRole('radio', { name: 'Paprika' })).toBeFocused();
    await ana.press('s', 'Enter');
    await expect(ana.cart.name).toBeFocused();
    await ana.pick('spinat', 'Baby spinach 200 g');
    await ana.pick('olive oil', 'Olive oil 500 ml');
    await ana.type('2 x Oat flakes from the mill 3.49');
    await ana.press('Enter');
    await ana.pick('coffe bean', 'Coffee beans 1 kg');
    await expect(ana.cart.rows()).toHaveText(Object.keys(ten));
    const took = performance.now() - began;
    testInfo.annotations.push({ type: 'ten things', description: `${(took / 1000).toFixed(1)} s` });
    expect(took).toBeLessThan(TEN_THINGS);
    expect(await accountOf(ana)).toEqual(ten);
    await pictureBoth(ana, 'ten-things');
    await ana.type('m');
    await expect(ana.catalogue.suggestions.first()).toContainText('Mozzarella 125 g');
    await picture(ana, 'suggestions');
    await ana.press('Escape', 'Escape');
  });

  const link = await test.step('the cart is put on a server, and its link copied', async () => {
    await ana.choose('Share…');
    await picture(ana, 'share-server');
    await ana.type(relay.ws);
    await ana.press('Enter');
    await expect(ana.dialog.getByRole('button', { name: 'Copy the link' })).toBeFocused();
    await ana.press('Enter');
    await expect(ana.dialog.getByText('Copied').first()).toBeVisible();
    await picture(ana, 'share-link');
    await ana.press('Escape');
    await ana.cart.settle();
    return ana.desktop.app.evaluate(({ clipboard }) => clipboard.readText());
  });
  const cartId = readJoinLink(link)?.cartId;
  if (cartId === undefined) throw new Error(`${link} is no link to a cart`);

  const ben = await test.step('another joins by the link, once they have agreed', async () => {
    const person = await start('Ben');
    await person.activate(person.page.getByRole('button', { name: /join/i }));
    await person.type(link);
    await expect(person.dialog).toContainText(cartId);
    await picture(person, 'join');
    await person.press('Enter');
    await expect(person.cart.rows()).toHaveText(Object.keys(ten));
    await expectBoth([ana, person], relay, cartId, ten);
    await pictureBoth(person, 'joined');
    return person;
  });
  const both = [ana, ben];

  await test.step('both go on offline, at the same things', async () => {
    for (const person of both) await person.workOffline(true);
    await ana.standOn('Spaghetti 500 g');
    await ana.press('+', '+');
    await ana.standOn('Bread rolls 6 pieces');
    await ana.press('Delete');
    await ana.standOn('Olive oil 500 ml');
    await ana.press('Enter');
    await ana.type('4');
    await ana.press('Enter', 'Control+l');
    await ana.type('2 Candles 1.50');
    await ana.press('Enter');

    await ben.standOn('Spaghetti 500 g');
    await ben.press('+');
    await ben.standOn('Bread rolls 6 pieces');
    await ben.press('+', '+');
    await ben.standOn('Olive oil 500 ml');
    await ben.press('Enter');
    await ben.type('6');
    await ben.press('Enter', 'Control+l');
    await ben.type('Soap 2.25');
    await ben.press('Enter');

    await expect(ana.cart.row('Bread rolls 6 pieces')).toHaveCount(0);
    await expect(ben.cart.quantity('Bread rolls 6 pieces')).toHaveValue('3');
    await picture(ana, 'offline');
  });

  await test.step('back again, both have the same, and are told what was put together', async () => {
    for (const person of both) await person.workOffline(false);
    for (const person of both) await person.cart.settle();
    const oil = Number(await ana.cart.quantity('Olive oil 500 ml').inputValue());
    expect([4, 6]).toContain(oil);
    // Three and two and one; what Ben added outlives what Ana took out; of two typed, one.
    await expectBoth(both, relay, cartId, {
      ...ten,
      'Spaghetti 500 g': 3 + 2 + 1,
      'Bread rolls 6 pieces': 2,
      'Olive oil 500 ml': oil,
      Candles: 2,
      Soap: 1,
    });
    for (const note of [
      'Bread rolls 6 pieces 2 kept: Ben added them while you removed the rest.',
      `Olive oil 500 ml You set 4, Ben set 6; ${oil} is used.`,
    ]) {
      await expect(ana.cart.notes.filter({ hasText: note })).toHaveCount(1);
    }
    await pictureBoth(ana, 'put-together');
    await picture(ben, 'put-together-ben');
  });

  const history = ana.page.getByRole('complementary', { name: 'History' });
  const banner = ana.page.locator('.past-banner');
  await test.step('the history tells who did what', async () => {
    await ana.standOn('Spaghetti 500 g');
    await ana.press('h');
    await expect(history.getByRole('button', { name: 'Close the history' })).toBeFocused();
    await picture(ana, 'history');
    await ana.goTo(history.getByLabel('Person'));
    await ana.type('Ben');
    await expect(history.locator('[data-entry]').filter({ hasText: 'Ben' })).not.toHaveCount(0);
    await expect(history.locator('[data-entry]').filter({ hasText: /^You/ })).toHaveCount(0);
    await picture(ana, 'history-of-ben');
    await ana.press('Home');
  });

  await test.step('an earlier version is looked at, and restored after a look at what that changes', async () => {
    await ana.goTo(history.getByRole('slider'), 'Shift+Tab');
    for (let steps = 0; !(await banner.textContent().catch(() => ''))?.includes('Coffee'); steps += 1) {
      expect(steps).toBeLessThan(30);
      await ana.press('ArrowLeft');
      await expect(banner).toBeVisible();
    }
    await expect(ana.cart.row('Candles')).toHaveCount(0);
    await pictureBoth(ana, 'past');
    await ana.activate(ana.page.getByRole('button', { name: 'Restore this version…' }));
    await expect(ana.dialog.getByRole('listitem')).toHaveText([/^2 products go: /, /^3 quantities change: /]);
    await picture(ana, 'restore');
    await expect(ana.dialog.getByRole('button', { name: 'Restore it' })).toBeFocused();
    await ana.press('Enter');
    await expect(banner).toBeHidden();
    await expectBoth(both, relay, cartId, ten);
    await picture(ana, 'restored');
    await ana.press('h');
  });

  const csv = testInfo.outputPath('cart.csv');
  await test.step('the cart goes out as a file', async () => {
    await saveTo(ana.desktop, csv);
    await ana.choose('Export as CSV…');
    await expect(ana.page.getByText('10 rows saved to a file')).toBeVisible();
    expect(readFileSync(csv, 'utf8').trimEnd().split('\r\n')).toHaveLength(1 + 10);
  });

  await test.step('and comes in on the other desktop, once', async () => {
    await ben.desktop.pressMenuKey('N', ['control', 'shift']);
    await expect(ben.dialog.getByLabel('Name')).toBeFocused();
    await ben.type('From Ana');
    await ben.press('Enter');
    await expect(ben.page.getByRole('heading', { name: 'From Ana', level: 1 })).toBeVisible();
    for (const isAgain of [false, true]) {
      await expect(ben.cart.name).toBeFocused();
      await ben.desktop.pressMenuKey('O', ['control']);
      await expect(ben.dialog.getByRole('button', { name: 'Choose a file…' })).toBeFocused();
      const chooser = ben.page.waitForEvent('filechooser');
      await ben.press('Enter');
      await (await chooser).setFiles(csv);
      await expect(ben.dialog).toContainText(
        isAgain ? /Already imported by you on .*: all 10 rows are here/ : '10 rows to add',
      );
      await picture(ben, isAgain ? 'import-again' : 'import');
      await expect(ben.dialog.locator('.primary')).toBeFocused();
      await ben.press('Enter');
      await expect(ben.dialog).toBeHidden();
      await expect.poll(() => accountOf(ben)).toEqual(ten);
    }
    await pictureBoth(ben, 'imported');
  });

  await test.step('the cart is put on paper', async () => {
    const pdf = testInfo.outputPath('cart.pdf');
    await saveTo(ben.desktop, pdf);
    await ben.choose('Save as PDF…');
    await expect(ben.page.getByText('The cart is saved as a PDF')).toBeVisible({ timeout: 60_000 });
    const content = readFileSync(pdf, 'latin1');
    expect(content.startsWith('%PDF-')).toBe(true);
    expect(content.match(/\/Type\s*\/Page\b/gu)).toHaveLength(1);
  });

  await test.step('everything is in its place after the next start, and can still be taken back', async () => {
    await ana.desktop.close();
    const again = await start('Ana');
    await expect(again.cart.rows()).toHaveText(Object.keys(ten));
    await expectBoth([again], relay, cartId, ten);
    await again.press('Control+z');
    await expect(again.cart.quantity('Candles')).toHaveValue('2');
    await expect(again.cart.quantity('Bread rolls 6 pieces')).toHaveValue('2');
    await again.press('Control+Shift+Z');
    await expectBoth([again], relay, cartId, ten);
    await pictureBoth(again, 'next-start');
  });
});
