import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ReconcileReport } from '../protocol/reconcile-report.ts';
import { runTrolley } from '../relay/testing/run-trolley.ts';
import { temporaryDirectory } from '../relay/testing/temporary-directory.ts';
import { newShop, type Shop } from './testing/new-shop.ts';
import { useOperatorDatabases, type OperatorDatabase } from './testing/operator-databases.ts';

const { onServer, embedded } = useOperatorDatabases();

/** Reconciles as an operator does; gives the exit code and each finding in a line. */
async function check({ at }: Shop, { options }: OperatorDatabase, ...more: readonly string[]) {
  const { code, stdout } = await runTrolley('reconcile', ...at, ...options, ...more, '--json');
  const { carts } = JSON.parse(stdout) as ReconcileReport;
  return {
    code,
    carts: carts.length,
    equal: carts.filter(({ equal }) => equal).length,
    found: carts.flatMap(({ cartId, findings }) =>
      findings.map(({ verdict, opIds }) => [cartId, verdict, ...opIds].join(' ')),
    ),
  };
}

/** Damages six carts in the database by hand; gives what has to be found, in the order of carts and findings. */
async function damage({ byHand }: OperatorDatabase): Promise<readonly string[]> {
  const [kitchen = '', others = ''] = await byHand(
    `select string_agg(op_id, ' ' order by n) from trolley.op where cart_id = 'kitchen'`,
    `select string_agg(op_id, ' ' order by cart_id, n) from trolley.op where cart_id in ('cart-007', 'cart-008')`,
  );
  const [first = '', second = '', third = ''] = kitchen.split(' ');
  const [, inSeven = '', , eighth = ''] = others.split(' ');
  await byHand(
    `delete from trolley.op where cart_id = 'kitchen' and op_id = '${first}'`,
    `update trolley.op set body = jsonb_set(body, '{qty}', '9') where op_id = '${second}'`,
    `update trolley.op set hash = sha256('x') where op_id = '${third}'`,
    `update trolley.op set line_id = 'elsewhere' where cart_id = 'cart-007' and op_id = '${inSeven}'`,
    `insert into trolley.op (cart_id, op_id, sid, n, kind, body, hash)
     select cart_id, 'strangestrange.1', 'strangestrange', 1, kind, jsonb_set(body, '{by}', '"eve"'), hash
     from trolley.op where op_id = '${eighth}'`,
    `update trolley.cart_line set qty = 7 where cart_id = 'ward' and line_no = 1`,
    `update trolley.cart_export set sessions = '{}' where cart_id = 'cart-009'`,
  );
  return [
    `cart-007 CONTENT_MISMATCH ${inSeven}`,
    'cart-008 EXTRA_AT_DB strangestrange.1',
    'cart-009 PROJECTION_STALE',
    `kitchen MISSING_AT_DB ${first}`,
    ...[second, third].sort().map((id) => `kitchen CONTENT_MISMATCH ${id}`),
    'ward PROJECTION_STALE',
  ];
}

const newPlan = async () => join(await temporaryDirectory(), 'plan.json');

/** Makes a plan and answers its open questions, and those about strangers if told so. */
async function makePlan(
  { at }: Shop,
  { options }: OperatorDatabase,
  plan: string,
  stranger: 'db' | 'none',
): Promise<number | null> {
  const { code } = await runTrolley('reconcile', ...at, ...options, '--plan', plan);
  const text = readFileSync(plan, 'utf8');
  writeFileSync(
    plan,
    text.replaceAll('"keep": null', '"keep": "relay"').replaceAll('"keep": "db"', `"keep": "${stranger}"`),
  );
  return code;
}

describe.each([
  ['PostgreSQL', onServer],
  ['the embedded database', embedded],
])('an operator with 200 carts and %s', (_, newDatabase) => {
  test('exports, proves that all is equal, finds damage done by hand, mends it, and proves it again', async () => {
    const shop = await newShop({ others: 198 });
    const database = await newDatabase();
    const { options, byHand } = database;
    const { at, ana, ben } = shop;
    const clients = ['--client', String(ana.port), String(ben.port)];
    const plan = await newPlan();
    const allEqual = { code: 0, carts: 200, equal: 200, found: [] };

    const exported = await runTrolley('export', ...at, ...options);
    expect([exported.code, JSON.parse(exported.stdout)]).toMatchObject([0, { carts: 200, inserted: 604 }]);
    expect(await check(shop, database, ...clients)).toEqual(allEqual);

    const damages = await damage(database);
    const asDamaged = { code: 1, carts: 200, equal: 195, found: damages };
    expect(await check(shop, database, ...clients)).toEqual(asDamaged);
    expect(await makePlan(shop, database, plan, 'db')).toBe(1);
    expect(await check(shop, database)).toEqual(asDamaged);

    const applied = await runTrolley('reconcile', ...at, ...options, '--apply', plan);
    expect([applied.code, JSON.parse(applied.stdout)]).toMatchObject([
      0,
      { status: 'applied', asked: 0, refusals: [] },
    ]);
    expect(await check(shop, database)).toEqual(allEqual);
    const [audited, runs] = await byHand(
      `select string_agg(distinct cart_id || ' ' || action, ', ' order by cart_id || ' ' || action)
       from trolley.repair_audit where outcome = 'done' and cart_id is not null`,
      `select string_agg(equal_carts::text, ' ' order by finished_at) from trolley.reconcile_run`,
    );
    expect(audited?.split(', ')).toEqual(
      expect.arrayContaining([
        'cart-007 restore_row',
        'cart-008 send_to_relay',
        'cart-009 rebuild_projection',
        'kitchen insert_into_database',
        'kitchen quarantine',
        'ward rebuild_projection',
      ]),
    );
    expect(runs).toMatch(/^200 195 195 195 .*200$/);
    expect(await runTrolley('reconcile', ...at, ...options, '--apply', plan)).toMatchObject({ code: 0 });
    expect(await check(shop, database, ...clients)).toEqual(allEqual);
    // The embedded database takes seconds to start, and each command starts it.
  }, 400_000);
});

describe('an operator of a relay that asks for tokens', () => {
  test('needs one, of all carts; what a stranger wrote in another’s name is refused, and can be withdrawn', async () => {
    const shop = await newShop({ hasTokens: true, others: 10 });
    const database = await onServer();
    const { options } = database;
    const { at, relay } = shop;
    const plan = await newPlan();
    const without = await runTrolley('export', '--relay', relay.http, ...options);
    expect([without.code, without.stderr]).toEqual([4, expect.stringContaining('asks for a token')]);
    expect(await runTrolley('export', ...at, ...options)).toMatchObject({ code: 0 });
    const allEqual = { code: 0, carts: 12, equal: 12, found: [] };
    expect(await check(shop, database)).toEqual(allEqual);

    const damages = await damage(database);
    expect(await check(shop, database)).toMatchObject({ code: 1, found: damages });
    await makePlan(shop, database, plan, 'db');
    const applied = await runTrolley('reconcile', ...at, ...options, '--apply', plan);
    expect([applied.code, applied.stderr]).toEqual([4, expect.stringContaining('cart-008')]);
    expect(await check(shop, database)).toMatchObject({ code: 1, found: [damages[1]] });
    await makePlan(shop, database, plan, 'none');
    expect(await runTrolley('reconcile', ...at, ...options, '--apply', plan)).toMatchObject({ code: 0 });
    expect(await check(shop, database)).toEqual(allEqual);
  }, 120_000);
});
