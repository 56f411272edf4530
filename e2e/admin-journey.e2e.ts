import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runPsql } from '../ledger/testing/postgres-server.ts';
import { AdminPage, STARTING } from './admin-page.ts';
import { CartPage } from './cart-page.ts';
import { damageByHand, fillShops, shops } from './damage-by-hand.ts';
import { expect, test } from './fixtures.ts';
import { byHand, OPERATOR, startOperatorServer, type OperatorServer } from './operator-database.ts';

const EFFECTIVE = join(import.meta.dirname, '..', 'ledger', 'sql', 'db_effective.sql');

let server: OperatorServer;
test.beforeAll(async () => {
  server = await startOperatorServer();
});
test.afterAll(() => server.destroy());

test('a server is entered, tried and used, and its password is nowhere to be read', async ({
  launchDesktop,
}, testInfo) => {
  const { url } = server.newDatabase();
  const desktop = await launchDesktop();
  const admin = await AdminPage.open(desktop);
  const { page } = admin;
  await admin.go('Database');
  await expect(admin.inUse).toHaveText('In use: the built-in database');
  await admin.enterServer(url, 'not it');
  await admin.button('Try it').click();
  await expect(page.getByRole('alert')).toContainText('does not let this user in with this password');

  await admin.enterServer(url, OPERATOR.password);
  await admin.button('Try it').click();
  await expect(admin.news).toContainText(/PostgreSQL \d+\.\d+.* answered in/);
  await expect(admin.news).toContainText('Trolley’s tables are not there yet');
  await admin.button('Use this').click();
  await expect(admin.inUse).toHaveText('In use: a PostgreSQL server');
  await expect(admin.sidebar).toContainText(url);

  // Neither what the page shows nor what it has in its fields, and no file in plain.
  const shown = await page.evaluate(() => [
    document.documentElement.outerHTML,
    ...[...document.querySelectorAll('input')].map(({ value }) => value),
  ]);
  expect(shown.join()).not.toContain(OPERATOR.password);
  const kept = readFileSync(testInfo.outputPath('profiles', 'Ana', 'database.json'), 'utf8');
  for (const form of [OPERATOR.password, encodeURIComponent(OPERATOR.password)]) {
    expect(kept).not.toContain(form);
  }
  expect(kept).toContain(url);
  await page.getByRole('radio', { name: 'Another' }).check();
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('');

  // Another day, it is asked with the password that is kept.
  await desktop.close();
  const again = await AdminPage.open(await launchDesktop());
  await again.go('Database');
  await expect(again.inUse).toHaveText('In use: a PostgreSQL server');
  await again.button('Try it').click();
  await expect(again.news).toContainText('answered in');
});

/** Where the carts are exported to, how it is chosen, and the address of somebody who changes it by hand. */
const databases: Readonly<Record<string, (admin: AdminPage) => Promise<string>>> = {
  'a PostgreSQL server': async (admin) => {
    const { url, ownerUrl } = server.newDatabase();
    await admin.go('Database');
    await admin.enterServer(url, OPERATOR.password);
    await admin.button('Use this').click();
    await expect(admin.inUse).toHaveText('In use: a PostgreSQL server');
    return ownerUrl;
  },
  'the built-in database': async (admin) => {
    await admin.go('Database');
    await admin.button('Open it to psql').click();
    const command = admin.page.getByText(/^psql "/);
    await expect(command).toBeVisible({ timeout: STARTING });
    return /"(.*)"/.exec(await command.innerText())?.[1] ?? '';
  },
};

for (const [name, choose] of Object.entries(databases)) {
  test(`with ${name}: carts are exported, damaged by hand, found, explained, repaired, and proven equal`, async ({
    relay,
    launchDesktop,
  }) => {
    test.slow();
    await fillShops(relay);
    const desktop = await launchDesktop();
    const kitchen = new CartPage(desktop.page);
    await kitchen.add('2 Milk 1.29');
    await kitchen.add('Bread 4.20');
    await kitchen.settle();
    const admin = await AdminPage.open(desktop);
    const url = await choose(admin);

    await admin.exportAll();
    await expect(admin.part('The latest export')).toContainText('10 operations are new in the database.');
    expect(
      byHand(
        url,
        'select cart_id, count(*) from trolley.op group by cart_id order by cart_id',
        `select name, qty, unit_amount, currency from trolley.cart_line where cart_id = 'kitchen' order by line_no`,
      ),
    ).toEqual(['bar|2\nkitchen|2\noffice|2\nshop|2\nward|2', 'Milk|2|129|EUR\nBread|1|420|EUR']);
    expect(runPsql(url, '-f', EFFECTIVE)).toContain('ward|tea|Tea|{}|3|300|EUR|900|');

    await admin.check('All 5 carts are the same everywhere');
    await admin.go('Carts');
    await admin.expectVerdicts(
      Object.fromEntries([...shops, 'kitchen'].map((id) => [id, 'Same everywhere'])),
    );

    damageByHand(url);
    await admin.check('4 carts of 5 differ');
    await admin.go('Carts');
    await admin.expectVerdicts({
      bar: 'Extra in database',
      kitchen: 'Same everywhere',
      office: 'Contents differ',
      shop: 'Lines out of step',
      ward: 'Missing in database',
    });
    await expectWhy(admin);

    await admin.go('Reconcile');
    await admin.button('Plan a repair').click();
    await expect(admin.page.getByRole('heading', { name: 'A plan for 4 carts' })).toBeVisible();
    await expect(admin.page.getByText('1 question has no answer yet.')).toBeVisible();
    await admin.part('office').getByLabel('Keep the relay’s version').check();
    await expect(admin.page.getByText('no answer yet')).toBeHidden();
    await admin.part('bar').getByLabel('Withdraw it').check();
    await admin.button('Apply…').click();
    const dialog = admin.page.getByRole('dialog', { name: 'Repair 4 carts?' });
    await expect(dialog.getByRole('listitem')).toHaveText([
      'Export 1 operation that the database lacks',
      'Replace 1 operation in the database by the relay’s version',
      'Withdraw 1 operation from the database',
      'Then make the lines of 4 carts again in the database',
    ]);
    expect(byHand(url, 'select count(*) from trolley.repair_audit')).toEqual(['0']);
    await dialog.getByRole('button', { name: 'Apply' }).click();
    const repair = admin.part('The latest repair');
    await expect(repair.getByRole('heading')).toHaveText('Applied, all of it', { timeout: 20_000 });

    await repair.getByRole('button', { name: 'Check again' }).click();
    await expect(admin.headline).toHaveText('All 4 carts are the same everywhere');
    await admin.check('All 5 carts are the same everywhere');
    await admin.go('Carts');
    await admin.expectVerdicts(
      Object.fromEntries([...shops, 'kitchen'].map((id) => [id, 'Same everywhere'])),
    );

    await admin.go('Reconcile');
    await admin.openTab('Repairs done');
    const done = admin.page.getByRole('row');
    await expect(done.filter({ hasText: 'strangestrange.1' })).toContainText(/bar *Withdrawn/);
    await expect(done.filter({ hasText: 'Exported to the database' })).toContainText('ward');
    const audited = byHand(
      url,
      `select distinct cart_id from trolley.repair_audit where outcome = 'done' and cart_id is not null order by 1`,
      `select count(*) from trolley.op_quarantine where op_id = 'strangestrange.1'`,
      `select qty from trolley.cart_line where cart_id = 'shop' order by line_no`,
    );
    expect(audited).toEqual(['bar\noffice\nshop\nward', '1', '2\n3']);
  });
}

/** Looks at each damaged cart: the verdict, why in words, and the difference itself. */
async function expectWhy(admin: AdminPage): Promise<void> {
  const { page } = admin;
  await admin.openCart('ward');
  await expect(admin.verdict).toHaveText('Missing in database');
  await expect(admin.why).toContainText(
    '1 operation is missing in the database, which should have it by now.',
  );
  await admin.why.getByRole('button', { name: 'Http added 2 × Milk at €1.29' }).click();
  await expect(page.getByRole('row', { name: /Http added 2 × Milk/ })).toContainText('missing');
  await expect(page.getByRole('figure', { name: 'Relay' })).toContainText('"qty": 2');

  await admin.openCart('office');
  await expect(admin.verdict).toHaveText('Contents differ');
  await expect(admin.why).toContainText('another version of an operation than the relay: qty is 9, not 2.');
  await admin.why.getByRole('button', { name: /Http added/ }).click();
  const versions = page.getByRole('figure');
  await expect(versions.filter({ hasText: 'Relay' }).locator('mark')).toHaveText('"qty": 2');
  await expect(versions.filter({ hasText: 'Database' }).locator('mark')).toHaveText('"qty": 9');

  await admin.openCart('bar');
  await expect(admin.verdict).toHaveText('Extra in database');
  await expect(admin.why).toContainText('only in the database; where it came from is not known');
  await admin.why.getByRole('button', { name: 'Mallory added 1 × Rum' }).click();
  await expect(page.getByRole('row', { name: /Mallory added/ })).toContainText('missing');

  await admin.openCart('shop');
  await expect(admin.verdict).toHaveText('Lines out of step');
  await expect(page.getByRole('row', { name: /Milk/ }).locator('mark')).toHaveText(/^7/);
  await expect(page.getByRole('row', { name: /Tea/ })).toHaveCount(0);
}
