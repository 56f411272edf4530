import type { ElectronApplication, Page } from '@playwright/test';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CartPage } from './cart-page.ts';
import { expect, test } from './fixtures.ts';

test.use({ isGuarded: true });

interface Export {
  readonly user: string;
  readonly changes: readonly { readonly what: string }[];
  readonly ops: readonly { readonly kind: string; readonly by: string }[];
}

/** Answers the dialog that asks where to save. */
async function saveTo(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
}

const readExport = (path: string): Export => JSON.parse(readFileSync(path, 'utf8')) as Export;

const authors = async (relay: { get(path: string): Promise<unknown> }): Promise<readonly string[]> => {
  const raw = (await relay.get('/carts/kitchen/raw')) as { ops: readonly { by: string }[] };
  return raw.ops.map(({ by }) => by);
};

test('access that ends costs nothing: the changes are kept, can be saved as a file, and go with a new code', async ({
  relay,
  launchDesktop,
}, testInfo) => {
  const benPage = (await launchDesktop({ profile: 'Ben', token: await relay.token({ user: 'Ben' }) })).page;
  const ben = new CartPage(benPage);
  let desktop = await launchDesktop({ profile: 'Ana' });
  let ana = new CartPage(desktop.page);
  await expect(ana.alert).toContainText('This cart needs an access code.');
  await ana.add('Milk 1.29');
  await expect(ana.summary).toHaveText('An access code is needed · 1 change kept on this computer');

  await ana.enterCode(await relay.token({ user: 'Ana', cart: 'kitchen', seconds: 5 }));
  await expect(ben.quantity('Milk')).toHaveValue('1');
  await expect(ana.alert).toContainText('Your access to this cart has ended.', { timeout: 20_000 });
  await expect(ana.alert).toContainText('Nothing of yours is missing');
  await ana.add('2 Tea 3.00');
  await ana.more('Milk');
  await expect(ana.alert).toContainText(
    /What you changed since .+ is safe on this computer, but nobody else/,
  );

  // Another day: the changes are still there, still known to be missing, and the cart can be worked on.
  await desktop.close();
  desktop = await launchDesktop({ profile: 'Ana' });
  ana = new CartPage(desktop.page);
  await expect(ana.summary).toHaveText('Your access has ended · 2 changes kept on this computer');
  await ana.add('Rye 4.00');
  const path = testInfo.outputPath('unsent.json');
  await saveTo(desktop.app, path);
  await ana.alert.getByRole('button', { name: 'Save my unsent changes to a file' }).click();
  await expect(desktop.page.getByText('3 changes saved to a file')).toBeVisible();
  const file = readExport(path);
  expect(file.changes.map(({ what }) => what)).toEqual([
    expect.stringMatching(/^Ana added 2 × Tea at .*3\.00$/),
    'Ana changed Milk from 1 to 2',
    expect.stringMatching(/^Ana added 1 × Rye/),
  ]);
  expect(file.ops.map(({ kind, by }) => `${by} ${kind}`).sort()).toEqual(['Ana add', 'Ana add', 'Ana inc']);
  await expect(ben.page.getByRole('row')).toHaveCount(1);

  await ana.enterCode(await relay.token({ user: 'Ana', cart: 'kitchen' }));
  await ana.settle();
  await expect(ana.alert).toBeHidden();
  await expect(ben.quantity('Tea')).toHaveValue('2');
  await expect(ben.quantity('Milk')).toHaveValue('2');
  await expect(ben.quantity('Rye')).toHaveValue('1');
  expect(await relay.get('/carts/kitchen')).toMatchObject({ ops: 4, units: 5 });
});

test('who may only look sees everything, is told so, and keeps what was changed all the same', async ({
  relay,
  launchDesktop,
}) => {
  const ben = new CartPage(
    (await launchDesktop({ profile: 'Ben', token: await relay.token({ user: 'Ben' }) })).page,
  );
  await ben.add('2 Milk 1.29');
  await ben.note('Milk', 'the blue one');
  const token = await relay.token({ user: 'Ana', role: 'reader' });
  const desktop = await launchDesktop({ profile: 'Ana', token });
  const { page } = desktop;
  const ana = new CartPage(page);
  await expect(ana.row('Milk')).toContainText('the blue one');
  await expect(page.getByText('You can look at this cart, not change it.')).toBeVisible();
  await expect(ana.summary).toHaveText('Up to date');
  for (const name of ['What to add', 'Quantity of Milk']) await expect(page.getByLabel(name)).toHaveCount(0);
  // But for what anybody may ask: whose it is, and what became of it.
  const asked = ana.row('Milk').getByRole('button', { name: /^(Who added|More for) Milk/ });
  await expect(asked).toHaveCount(2);
  await expect(ana.row('Milk').getByRole('button')).toHaveCount(2);
  await ana.row('Milk').focus();
  for (const key of ['+', 'Delete', 'n', 'p', 'l', 'Control+z']) await page.keyboard.press(key);
  await expect(page.getByRole('status').filter({ hasText: 'not change it' })).toBeVisible();
  await ben.more('Milk');
  await expect(ana.row('Milk')).toHaveAccessibleName(/^Milk, 3,/);

  // A script at the command port may change it: here, and nowhere else.
  expect(await desktop.say('add {"product_id":"tea","product_name":"Tea","price":3}')).toBe('success');
  await expect(ana.alert).toContainText('You can look at this cart, not change it.');
  await expect(ana.alert).toContainText('safe on this computer, but nobody else has it');
  await expect(ana.summary).toHaveText('1 change not accepted');
  await expect(ana.alert.getByRole('button', { name: 'Save my unsent changes' })).toBeVisible();
  expect(await relay.get('/carts/kitchen')).toMatchObject({ units: 3 });

  await desktop.clickMenu('Access…');
  await ana.accessDialog.getByLabel('New access code').fill(await relay.token({ user: 'Ana' }));
  await ana.accessDialog.getByLabel('New access code').press('Enter');
  await ana.settle();
  await expect(ben.quantity('Tea')).toHaveValue('1');
  await expect(ana.quantity('Tea')).toBeVisible();
});

test("changes carry the name that the code is for, whatever the profile's is", async ({
  relay,
  launchDesktop,
}, testInfo) => {
  const desktop = await launchDesktop({ profile: 'Ana' });
  const second = await desktop.openWindow();
  const ana = new CartPage(desktop.page);
  await ana.add('Milk 1.29');
  await ana.alert.getByRole('button', { name: 'Enter an access code' }).click();
  const field = ana.accessDialog.getByLabel('Access code');
  await field.fill(await relay.token({ user: 'anna.b' }));
  await expect(ana.accessDialog).toContainText(
    '1 change made here by Ana cannot go out in the name of anna.b',
  );
  const path = testInfo.outputPath('unsent.json');
  await saveTo(desktop.app, path);
  await ana.accessDialog.getByRole('button', { name: 'Save my unsent changes to a file' }).click();
  await expect.poll(() => statSync(path, { throwIfNoEntry: false })?.size ?? 0).toBeGreaterThan(0);
  expect(readExport(path).changes).toMatchObject([
    { what: expect.stringContaining('Ana added 1 × Milk') as unknown },
  ]);
  await ana.accessDialog.getByRole('button', { name: 'Save', exact: true }).click();

  // Both windows open anew, each as the other person.
  for (const page of [desktop.page, second]) {
    await expect(page.getByRole('button', { name: 'Only you are here' })).toHaveText('AB');
  }
  await ana.add('Tea 3.00');
  await expect(ana.stage('Tea')).toHaveAttribute('data-stage', 'durable');
  expect(await authors(relay)).toEqual(['anna.b']);

  // What only this computer has holds up what builds upon it, until it is left out, in both windows.
  await ana.more('Milk');
  await expect(ana.alert).toContainText('takes only what is done in the name of anna.b');
  await expect(ana.summary).toHaveText('2 changes not accepted');
  await ana.alert.getByRole('button', { name: 'Leave it out…' }).click();
  await ana.alert.getByRole('button', { name: 'Leave it out for good' }).click();
  for (const page of [desktop.page, second]) await expect(new CartPage(page).rows()).toHaveText(['Tea']);
  await ana.more('Tea');
  await ana.settle();
  expect(await authors(relay)).toEqual(['anna.b', 'anna.b']);
  await ana.summary.click();
  await expect(desktop.page.getByText('You are here as anna.b.')).toBeVisible();
  await desktop.page.getByRole('button', { name: 'Access…' }).click();
  await expect(ana.accessDialog).toContainText('The server knows you as anna.b');
});

test('a code of no use is not taken, and it is said why', async ({ relay, launchDesktop }) => {
  const ana = new CartPage((await launchDesktop({ profile: 'Ana' })).page);
  await ana.alert.getByRole('button', { name: 'Enter an access code' }).click();
  const field = ana.accessDialog.getByLabel('Access code');
  await expect(field).toBeFocused();
  const sayings: readonly (readonly [string, RegExp])[] = [
    ['hello', /This is not an access code/],
    [await relay.token({ user: 'Ana', cart: 'ward' }), /for another cart: ward/],
    [await relay.token({ user: 'Ana', seconds: -60 }), /ran out on/],
  ];
  for (const [code, words] of sayings) {
    await field.fill(code);
    await field.press('Enter');
    await expect(ana.accessDialog).toContainText(words);
  }
  await ana.page.keyboard.press('Escape');
  await expect(ana.accessDialog).toBeHidden();
  await expect(ana.alert).toContainText('This cart needs an access code.');
});

test('a code is found again after a restart, taken away when asked, and nowhere to be read', async ({
  relay,
  launchDesktop,
}, testInfo) => {
  const token = await relay.token({ user: 'Ana' });
  const first = await launchDesktop({ profile: 'Ana' });
  const page = new CartPage(first.page);
  await page.enterCode(token);
  await page.settle();
  await page.add('Milk 1.29');
  await page.settle();
  expect(await dumpOf(first.page)).not.toContain(token);
  await first.close();

  const directory = testInfo.outputPath('profiles', 'Ana');
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => join(directory, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
  const payload = token.split('.')[1] ?? '';
  expect(files.some((path) => path.endsWith('access.json'))).toBe(true);
  expect(files.filter((path) => readFileSync(path, 'latin1').includes(payload))).toEqual([]);

  const again = await launchDesktop({ profile: 'Ana' });
  const ana = new CartPage(again.page);
  await ana.settle();
  await again.clickMenu('Access…');
  // The tests' computer has no keyring, and its person is to know.
  await expect(ana.accessDialog).toContainText('This computer has no keyring');
  await ana.accessDialog.getByRole('button', { name: 'Remove this code…' }).click();
  await ana.accessDialog.getByRole('button', { name: 'Remove it for good' }).click();
  await expect(ana.alert).toContainText('This cart needs an access code.');
  for (const { output } of [first, again]) expect(output.join('')).not.toContain(payload);
  expect(relay.logs.join('')).not.toContain(payload);
});

const YEARS = 10 * 365 * 86_400_000;

test('a computer whose clock is years ahead stamps right, and what it stamped before is kept and told of', async ({
  relay,
  launchDesktop,
}) => {
  const desktop = await launchDesktop({
    profile: 'Ana',
    offline: true,
    token: await relay.token({ user: 'Ana' }),
  });
  const { page } = desktop;
  await page.addInitScript((ahead) => {
    const { now } = Date;
    Date.now = () => now() + ahead;
  }, YEARS);
  await page.reload();
  const ana = new CartPage(page);
  await ana.add('Milk 1.29');
  await expect(ana.stage('Milk')).toHaveAttribute('data-stage', 'saved');
  await page.getByRole('switch', { name: 'Work offline' }).setChecked(false);

  // What is stamped in ten years would win over everybody until then: the relay does not take it.
  await expect(ana.alert).toContainText('the clock of this computer was wrong');
  await expect(ana.alert).toContainText('safe on this computer');
  await ana.add('Tea 3.00');
  await expect(ana.stage('Tea')).toHaveAttribute('data-stage', 'durable');
  const { ops } = (await relay.get('/carts/kitchen/raw')) as { ops: readonly { at: string }[] };
  expect(ops).toHaveLength(1);
  expect(Math.abs(Number(ops[0]?.at.slice(0, 15)) - Date.now())).toBeLessThan(60_000);
});

/** All that the page keeps or shows. */
const dumpOf = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('failed'));
      });
    const kept: unknown[] = [
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      document.documentElement.outerHTML,
    ];
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await settled(indexedDB.open(name));
      for (const store of db.objectStoreNames) {
        const rows: unknown[] = await settled(db.transaction(store).objectStore(store).getAll());
        kept.push(rows.map((row) => (row instanceof Uint8Array ? new TextDecoder().decode(row) : row)));
      }
      db.close();
    }
    return JSON.stringify([kept, [...document.querySelectorAll('input')].map(({ value }) => value)]);
  });
