import { expect, test } from 'vitest';
import { addLine, removeLines } from '../../cart/commands.ts';
import { compareEntries, newEntry } from '../../cart/entry.ts';
import { canonicalJson, type Json } from '../../cart/json.ts';
import type { Op } from '../../cart/op.ts';
import { viewCart } from '../../cart/view.ts';
import { Fold } from '../../cart/fold.ts';
import { listStoredCarts } from '../database/cart-rows.ts';
import { readCartAt } from '../database/cart-at.ts';
import { exportCarts } from '../export/export-carts.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import { opFates } from '../copies/op-fates.ts';
import { restoreCart } from './restore-relay.ts';
import { MemoryRelay, price, product } from '../testing/memory-relay.ts';
import { useDatabases } from '../testing/new-database.ts';

const { newPostgres } = useDatabases();
const sleep = () => Promise.resolve();

async function world() {
  const relay = new MemoryRelay();
  const kitchen = relay.fill('kitchen', 4);
  const { perform } = relay.join(kitchen, 'ben');
  perform((fold) => addLine(fold, { id: 'p1', name: 'null\0byte' }, price(1), 2));
  perform((fold) => removeLines(fold, viewCart(fold, 0).rows[0]?.lineIds ?? []));
  perform((fold) => addLine(fold, product(7), { amount: 80, currency: 'EUR', was: 100, until: 1 }, 1));
  relay.fill('ward', 3);
  const database = await newPostgres();
  await exportCarts({ relay, database, clock: Date.now, sleep, takenBy: 'test', patienceMs: 0 });
  return { relay, database, kitchen };
}

test('a lost relay comes back from the database, byte for byte', async () => {
  const { relay, database, kitchen } = await world();
  const restored = new MemoryRelay();
  for (const cartId of await listStoredCarts(database)) {
    const { structs, damaged, behindGap } = await restoreCart(database, cartId);
    expect([damaged, behindGap]).toEqual([[], []]);
    expect(await restored.send(cartId, structs)).toEqual({ durable: structs.length, refusal: null });
  }
  expect((await restored.readCart(kitchen)).doc).toEqual((await relay.readCart(kitchen)).doc);
  const options = { relay: restored, database, clients: [], clock: Date.now, sleep };
  expect((await reconcile(options)).carts.map(({ verdict }) => verdict)).toEqual(['EQUAL', 'EQUAL']);
});

test('a body that was changed does not matter while the bytes are intact; what is damaged and behind it stays out', async () => {
  const { relay, database, kitchen } = await world();
  const [first = '', second = '', third] = relay.ids(kitchen);
  await database.query(`update trolley.op set body = '{"kind":"clear"}' where op_id = $1`, [first]);
  await database.query(`update trolley.op set struct = struct || '\\x00' where op_id = $1`, [second]);
  const { structs, damaged, behindGap } = await restoreCart(database, kitchen);
  const ids = structs.map(({ id }) => id);
  // The second's body is right, but a desktop may have its bytes: under another Yjs client they would conflict.
  expect(damaged).toEqual([second]);
  expect([ids.includes(first as never), ids.includes(second as never)]).toEqual([true, false]);
  expect(behindGap).toContain(third);
  await database.query(
    `update trolley.op set struct = (select struct from trolley.op where op_id = $1) where op_id = $2`,
    [third ?? '', second],
  );
  expect((await restoreCart(database, kitchen)).damaged).toEqual([second]);
});

test('a lost database comes back from the relay', async () => {
  const { relay } = await world();
  const database = await newPostgres();
  await exportCarts({ relay, database, clock: Date.now, sleep, takenBy: 'test', patienceMs: 0 });
  const options = { relay, database, clients: [], clock: Date.now, sleep };
  expect((await reconcile(options)).carts.map(({ verdict }) => verdict)).toEqual(['EQUAL', 'EQUAL']);
});

test('the cart as of any operation and any moment is what those operations amount to, byte for byte', async () => {
  const { relay, database, kitchen } = await world();
  const entries = relay.structs(kitchen).map(({ id, op }) => newEntry(id, op as Op));
  entries.sort(compareEntries);
  const fold = new Fold();
  for (const [index, { id, op }] of entries.entries()) {
    fold.apply(id, op);
    const moment = Number(op.at.slice(0, 15));
    const at = await readCartAt(database, kitchen, { op: id });
    const view = viewCart(fold, moment);
    const rows = (list: readonly { qty: number; productId: string; name: string }[] = []) =>
      list.map(({ qty, productId, name }) => [productId, name, qty]);
    expect(canonicalJson([...(at?.copy.ops.values() ?? [])].map((copy) => copy.op) as Json)).toBe(
      canonicalJson([...fold.ops].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value) as Json),
    );
    expect(rows(at?.effective.rows)).toEqual(rows(view.rows));
    expect(at?.effective).toMatchObject({ units: view.units, totals: view.totals, ops: index + 1 });
  }
  const last = entries.at(-1);
  const end = Number(last?.op.at.slice(0, 15));
  expect((await readCartAt(database, kitchen, { moment: end }))?.effective).toEqual(
    (await readCartAt(database, kitchen, { op: last?.id as never }))?.effective,
  );
  expect((await readCartAt(database, kitchen, { moment: end }))?.copy.digest).toBe(
    (await relay.readCart(kitchen)).digest,
  );
  expect((await readCartAt(database, kitchen, { moment: 0 }))?.effective).toMatchObject({ ops: 0, units: 0 });
  expect(await readCartAt(database, kitchen, { op: 'strangestrange.1' as never })).toBeNull();
  expect(await readCartAt(database, 'nowhere' as never, { moment: end })).toBeNull();
});

test('every operation is accounted for: in the count, or taken out of it by one with a name', async () => {
  const { relay, database, kitchen } = await world();
  const at = await readCartAt(database, kitchen, { moment: Date.now() });
  if (!at) throw new Error('no cart');
  const fates = opFates(at.copy);
  expect(fates.map(({ id }) => id)).toEqual(relay.ids(kitchen));
  for (const { status, by } of fates) expect(by.length > 0).toBe(status !== 'counts');
  const removal = relay.structs(kitchen).find(({ op }) => (op as Op).kind === 'remove');
  expect(fates.filter(({ status }) => status === 'cancelled')).toEqual([
    expect.objectContaining({ by: [removal?.id] }),
  ]);
  const [account] = await database.query<{ account: object }>(
    `select account from trolley.cart_export where cart_id = 'kitchen'`,
  );
  expect(account?.account).toEqual({
    issued: fates.length,
    live: fates.length - 1,
    cancelled: 1,
    ignored: 0,
  });
});
