import * as Y from 'yjs';
import { describe, expect, test, vi } from 'vitest';
import { addLine } from '../../cart/commands.ts';
import type { CartId, OpId } from '../../cart/ids.ts';
import type { RepairPlan } from '../../protocol/repair-plan.ts';
import { applyPlan, type ApplyOptions } from './apply-plan.ts';
import type { ClientSource } from '../sources/client-source.ts';
import { DatabaseUnavailable, type Database } from '../database/database.ts';
import { exportCarts } from '../export/export-carts.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import { planRepair } from './repair-plan.ts';
import { memoryClient } from '../testing/memory-client.ts';
import { MemoryRelay, price, product } from '../testing/memory-relay.ts';
import { useDatabases } from '../testing/new-database.ts';

const { newPostgres, newEmbedded, server } = useDatabases();
const sleep = () => Promise.resolve();

async function world(newDatabase: () => Promise<Database>, clients: readonly ClientSource[] = []) {
  const relay = new MemoryRelay();
  const kitchen = relay.fill('kitchen', 5);
  relay.fill('ward', 2);
  const database = await newDatabase();
  await exportCarts({ relay, database, clock: Date.now, sleep, takenBy: 'test', patienceMs: 0 });
  const options = { relay, database, clients, clock: Date.now, sleep, settleMs: 0 };
  const check = () => reconcile(options);
  return {
    ...{
      relay,
      database,
      kitchen,
      check,
      ids: relay.ids(kitchen) as [OpId, OpId, OpId, OpId, OpId],
    },
    found: async () =>
      (await check()).carts.flatMap(({ cartId, findings }) =>
        findings.map(({ verdict }) => `${cartId} ${verdict}`),
      ),
    plan: async () => planRepair(await check(), { relay: relay.name, madeAt: 'now' }),
    apply: (plan: RepairPlan, extra: Partial<ApplyOptions> = {}) =>
      applyPlan({ ...options, plan, doneBy: 'olga', ...extra }),
  };
}

const stranger = (body: string) => `insert into trolley.op (cart_id, op_id, sid, n, kind, body, hash)
  values ('kitchen', 'strangestrange.1', 'strangestrange', 1, 'add', '${body}', sha256('whatever'))`;
const goodOp = JSON.stringify({
  ...{ kind: 'add', at: '001700000000000-00000', by: 'eve', qty: 2 },
  ...{ product: { id: 'tea', name: 'Tea' }, price: { amount: 300, currency: 'EUR' } },
});

/** Deleted operation, changed body, changed columns, stranger, stale lines, and one the relay lost. */
async function damage({ database, relay, kitchen, ids }: Awaited<ReturnType<typeof world>>) {
  await database.query('delete from trolley.op where op_id = $1', [ids[0]]);
  await database.query(`update trolley.op set body = jsonb_set(body, '{qty}', '9') where op_id = $1`, [
    ids[1],
  ]);
  await database.query(`update trolley.op set kind = 'note' where op_id = $1`, [ids[2]]);
  await database.script(stranger(goodOp));
  await database.script(`update trolley.cart_line set qty = 7 where cart_id = 'ward'`);
  relay.lose(kitchen, (id) => id === ids[4]);
}

describe.each([
  ['PostgreSQL', newPostgres],
  ['PGlite', newEmbedded],
])('repairing with %s', (_, newDatabase) => {
  test('plan, apply, and the next run finds nothing; every step is in the audit', async () => {
    const it = await world(newDatabase);
    const { relay, database, kitchen, ids } = it;
    await damage(it);
    const plan = await it.plan();
    expect(plan.carts).toMatchObject([
      {
        cartId: 'kitchen',
        actions: [
          { action: 'insert_into_database', opIds: [ids[0]] },
          { action: 'send_to_relay', opIds: [ids[4]] },
          { action: 'restore_row', opIds: [ids[2]] },
        ],
        questions: [
          { opId: 'strangestrange.1', keep: 'db', versions: [{ source: 'db' }] },
          { opId: ids[1], keep: null, versions: [{ source: 'relay' }, { source: 'db', op: { qty: 9 } }] },
        ],
      },
      { cartId: 'ward', actions: [{ action: 'rebuild_projection' }], questions: [] },
    ]);
    expect(await it.apply(plan, { keep: 'relay' })).toEqual({
      status: 'applied',
      actions: 6,
      asked: 0,
      refusals: [],
    });
    expect(await it.found()).toEqual([]);
    expect(relay.ids(kitchen)).toEqual([...ids, 'strangestrange.1'].sort());
    expect(
      await database.query(`select sum(qty)::int as units from trolley.cart_line where cart_id = 'kitchen'`),
    ).toEqual([{ units: 7 }]);
    const audit = await database.query<{ line: string }>(
      `select concat_ws(' ', cart_id, action, outcome, done_by) as line from trolley.repair_audit order by audit_id`,
    );
    expect(audit.map(({ line }) => line)).toEqual([
      'apply begun olga',
      'kitchen send_to_relay begun olga',
      'kitchen send_to_relay done olga',
      'kitchen restore_row done olga',
      'kitchen restore_row done olga',
      'kitchen quarantine done olga',
      'kitchen insert_into_database done olga',
      'kitchen rebuild_projection done olga',
      'ward rebuild_projection done olga',
      'apply done olga',
    ]);
    expect((await it.plan()).carts).toEqual([]);
  });
});

describe('a plan', () => {
  test('changes nothing by itself, and is the same for the same findings', async () => {
    const it = await world(newPostgres);
    await damage(it);
    const before = await it.found();
    const [first, second] = [await it.plan(), await it.plan()];
    expect(first.digest).toBe(second.digest);
    expect(await it.found()).toEqual(before);
  });

  test('is not applied when it was altered, save for the answers', async () => {
    const it = await world(newPostgres);
    await damage(it);
    const plan = await it.plan();
    const altered: RepairPlan = {
      ...plan,
      carts: plan.carts.map((cart) => ({ ...cart, actions: cart.actions.slice(1) })),
    };
    expect(await it.apply(altered)).toEqual({ status: 'altered' });
    const withAnswers: RepairPlan = {
      ...plan,
      carts: plan.carts.map((cart) => ({
        ...cart,
        questions: cart.questions.map((question) => ({ ...question, keep: question.keep ?? 'relay' })),
      })),
    };
    expect(await it.apply(withAnswers)).toMatchObject({ status: 'applied', asked: 0 });
    expect(await it.found()).toEqual([]);
  });

  test('stops before doing anything if something else is wrong meanwhile, and not for new operations', async () => {
    const it = await world(newPostgres);
    await damage(it);
    const plan = await it.plan();
    await it.database.query('delete from trolley.op where op_id = $1', [it.ids[3]]);
    expect(await it.apply(plan, { keep: 'relay' })).toEqual({ status: 'moved', carts: ['kitchen'] });
    expect(await it.database.query('select count(*) as n from trolley.repair_audit')).toEqual([{ n: 0 }]);
    const next = await it.plan();
    it.relay.join(it.kitchen, 'ben').perform((fold) => addLine(fold, product(8), price(8), 1));
    expect(await it.apply(next, { keep: 'relay' })).toMatchObject({ status: 'applied' });
    expect(await it.found()).toEqual([]);
  });

  test('stops when what it was made for has been mended by somebody else', async () => {
    const it = await world(newPostgres);
    await it.database.query('delete from trolley.op where op_id = $1', [it.ids[0]]);
    const plan = await it.plan();
    await exportCarts({ ...it, clock: Date.now, sleep, takenBy: 'test', patienceMs: 0 });
    expect(await it.apply(plan)).toEqual({ status: 'moved', carts: ['kitchen'] });
  });
});

describe('two versions of an operation', () => {
  test('are both kept, and nothing is overwritten until somebody has answered', async () => {
    const it = await world(newPostgres);
    const { database, ids } = it;
    await database.query(`update trolley.op set body = jsonb_set(body, '{qty}', '9') where op_id = $1`, [
      ids[1],
    ]);
    expect(await it.apply(await it.plan())).toMatchObject({ status: 'applied', asked: 1 });
    const body = `select body->'qty' as qty from trolley.op where op_id = $1`;
    expect(await database.query(body, [ids[1]])).toEqual([{ qty: 9 }]);
    const kept = `select source, body->'qty' as qty from trolley.op_quarantine order by source`;
    expect(await database.query(kept)).toEqual([
      { source: 'db', qty: 9 },
      { source: 'relay', qty: 1 },
    ]);
    expect(await it.found()).toEqual(['kitchen CONTENT_MISMATCH']);
    expect(await it.apply(await it.plan(), { keep: 'relay' })).toMatchObject({ asked: 0 });
    expect(await database.query(body, [ids[1]])).toEqual([{ qty: 1 }]);
    expect(await database.query(kept)).toHaveLength(2);
    expect(await it.found()).toEqual([]);
  });

  test('the database cannot be right against the relay: that is refused, and its row stays as it is', async () => {
    const it = await world(newPostgres);
    const { database, ids } = it;
    await database.query(`update trolley.op set body = jsonb_set(body, '{qty}', '9') where op_id = $1`, [
      ids[1],
    ]);
    const plan = await it.plan();
    const stubborn: RepairPlan = {
      ...plan,
      carts: plan.carts.map((cart) => ({
        ...cart,
        questions: cart.questions.map((question) => ({ ...question, keep: 'db' })),
      })),
    };
    expect(await it.apply(stubborn)).toMatchObject({ refusals: [expect.stringContaining(ids[1])] });
    expect(await it.found()).toEqual(['kitchen CONTENT_MISMATCH']);
  });

  test('a row that is no operation is asked about, and withdrawn when told so', async () => {
    const it = await world(newPostgres);
    await it.database.script(stranger('{"kind":"add"}'));
    expect(await it.apply(await it.plan())).toMatchObject({ asked: 1 });
    expect(await it.found()).toEqual(['kitchen EXTRA_AT_DB']);
    expect(await it.apply(await it.plan(), { keep: 'none' })).toMatchObject({ asked: 0 });
    expect(await it.found()).toEqual([]);
    expect(await it.database.query('select op_id from trolley.op_quarantine')).toEqual([
      { op_id: 'strangestrange.1' },
    ]);
  });

  test('a row from nowhere known goes to the relay unless the review says otherwise', async () => {
    const it = await world(newPostgres);
    await it.database.script(stranger(goodOp));
    const plan = await it.plan();
    const denied: RepairPlan = {
      ...plan,
      carts: plan.carts.map((cart) => ({
        ...cart,
        questions: cart.questions.map((question) => ({ ...question, keep: 'none' })),
      })),
    };
    expect(await it.apply(denied)).toMatchObject({ status: 'applied', actions: 1, asked: 0 });
    expect(await it.found()).toEqual([]);
    expect(it.relay.ids(it.kitchen)).toEqual(it.ids);
  });

  test('a row can only be withdrawn if it is in quarantine as it is', async () => {
    const { database, ids } = await world(newPostgres);
    const withdraw = async (plan: string) =>
      (
        await database.query<{ n: number }>('select trolley.withdraw_op($1, $2, $3) as n', [
          plan,
          'kitchen',
          ids[0],
        ])
      )[0]?.n;
    expect(await withdraw('plan')).toBe(0);
    await database.query(
      `insert into trolley.op_quarantine (plan_digest, cart_id, op_id, source, body, hash)
       select 'plan', cart_id, op_id, 'db', '{}', hash from trolley.op where op_id = $1`,
      [ids[0]],
    );
    expect(await withdraw('plan')).toBe(0);
  });
});

describe('what only a client has kept', () => {
  test('goes to the relay with its own bytes, and from there to the database', async () => {
    const relayDoc = new Y.Doc();
    const cartId = 'kitchen' as CartId;
    const it = await world(newPostgres, [memoryClient(cartId, relayDoc, { pending: 0 })]);
    Y.applyUpdate(relayDoc, (await it.relay.readCart(cartId)).doc);
    const before = (await it.relay.readCart(cartId)).doc;
    const lost = it.ids.slice(3);
    it.relay.lose(cartId, (id: OpId) => lost.includes(id));
    await it.database.query('delete from trolley.op where op_id = any($1)', [lost]);
    expect(await it.found()).toEqual(['kitchen MISSING_AT_DB', 'kitchen MISSING_AT_RELAY']);
    expect(await it.apply(await it.plan())).toMatchObject({ status: 'applied', refusals: [] });
    expect(await it.found()).toEqual([]);
    expect((await it.relay.readCart(cartId)).doc).toEqual(before);
  });

  test('what nobody has any more is said, and never forgotten', async () => {
    const it = await world(newPostgres);
    it.relay.lose(it.kitchen, (id) => id === it.ids[4]);
    await it.database.query('delete from trolley.op where op_id = $1', [it.ids[4]]);
    for (let round = 0; round < 2; round += 1) {
      expect(await it.found()).toEqual(['kitchen MISSING_AT_DB']);
      expect(await it.apply(await it.plan())).toMatchObject({
        refusals: [`kitchen: nobody has ${it.ids[4]}`],
      });
      await exportCarts({ ...it, clock: Date.now, sleep, takenBy: 'test', patienceMs: 0 });
    }
  });

  test('what the relay will not take is said, and stays a difference', async () => {
    const it = await world(newPostgres);
    it.relay.lose(it.kitchen, (id) => id === it.ids[4]);
    it.relay.send = () => Promise.resolve({ durable: 0, refusal: 'forbidden: not by you' });
    expect(await it.apply(await it.plan())).toMatchObject({ refusals: ['kitchen: forbidden: not by you'] });
    expect(await it.found()).toEqual(['kitchen MISSING_AT_RELAY']);
  });
});

describe('a repair that is interrupted', () => {
  test('at any step by the death of the server goes on with the same plan; nothing is doubled or half done', async () => {
    const it = await world(newPostgres);
    await damage(it);
    const plan = await it.plan();
    let deaths = 0;
    for (;;) {
      let steps = 0;
      const outcome = await it
        .apply(plan, {
          keep: 'relay',
          onStep: () => {
            steps += 1;
            if (steps !== 1) return;
            server().stop('immediate');
          },
        })
        .catch((error: unknown) => error);
      if (!(outcome instanceof DatabaseUnavailable)) {
        expect(outcome).toMatchObject({ status: 'applied', asked: 0 });
        break;
      }
      deaths += 1;
      server().start();
      // Starting it blocked this process, which has yet to hear that its connections are gone.
      await vi.waitFor(() => it.database.query('select 1'), 5_000);
    }
    expect(deaths).toBeGreaterThan(2);
    expect(await it.found()).toEqual([]);
    const [rows] = await it.database.query<{ n: number }>(
      `select count(*) as n from trolley.op where cart_id = 'kitchen'`,
    );
    expect(rows?.n).toBe(6);
    expect(it.relay.ids(it.kitchen)).toHaveLength(6);
  });
});
