import * as Y from 'yjs';
import type { CartId, OpId } from '../cart/ids.ts';
import { OPS } from '../cart/replica.ts';
import { readLedgerUpdate } from '../protocol/ledger-update.ts';
import type { StructPlace } from './cart-copy.ts';
import { lockCart } from './cart-rows.ts';
import type { ClientSource } from './client-source.ts';
import { isProven } from './compare-database.ts';
import type { Database, Session } from './database.ts';
import { exportCopy, type ExportCartOptions } from './export-cart.ts';
import { opHash } from './op-hash.ts';
import { insertOps, readOps, type OpRow } from './op-rows.ts';
import { postgresJson } from './json-for-postgres.ts';
import { audit, type AuditOutcome } from './repair-audit.ts';
import type { PlannedCart, RepairQuestion } from './repair-plan.ts';
import type { RelayCopy, RelaySource } from './relay-source.ts';
import { storedOp } from './stored-op.ts';

export interface RepairTools {
  readonly relay: RelaySource;
  readonly database: Database;
  readonly clients: readonly ClientSource[];
  readonly clock: () => number;
  /** For the audit. */
  readonly doneBy: string;
  readonly planDigest: string;
  /** Told after each transaction. */
  readonly onStep?: () => void;
}

export interface CartRepaired {
  readonly actions: number;
  /** Questions without an answer. */
  readonly asked: number;
  /** What the relay would not take, in words. */
  readonly refusals: readonly string[];
}

/**
 * Does what is planned for one cart: the relay first, then the database from the relay.
 *
 * Every step may be repeated, and leaves a state that a further run can go on from.
 */
export async function repairCart(
  { cartId, actions, questions }: PlannedCart,
  tools: RepairTools,
): Promise<CartRepaired> {
  const { relay, database } = tools;
  const idsOf = (name: string) =>
    actions.filter(({ action }) => action === name).flatMap(({ opIds }) => opIds);
  const note = (
    session: Session,
    action: string,
    opIds: readonly OpId[],
    outcome: AuditOutcome,
    detail = '',
  ) => audit(session, { ...tools, cartId, action, opIds }, outcome, detail);
  const refusals: string[] = [];

  const wanted = questions.filter(({ keep }) => keep === 'db').map(({ opId }) => opId);
  const lost = [...idsOf('send_to_relay'), ...wanted];
  if (lost.length > 0) {
    await note(database, 'send_to_relay', lost, 'begun');
    const structs = await structsOf(cartId, lost, tools);
    const delivery = await relay.send(cartId, structs);
    const refusal =
      delivery.refusal ?? (structs.length < lost.length ? 'nobody has the bytes of some' : null);
    if (refusal !== null) refusals.push(`${cartId}: ${refusal}`);
    await note(database, 'send_to_relay', lost, refusal === null ? 'done' : 'refused', refusal ?? '');
    tools.onStep?.();
  }

  const copy = await relay.readCart(cartId);
  // A row from nowhere known that the cart has taken may still have other columns than the export writes.
  const rows = [...idsOf('restore_row'), ...lost.filter((id) => copy.ops.has(id))];
  for (const id of rows) {
    await database.transaction((session) => restoreRow(session, id, copy, tools, note));
    tools.onStep?.();
  }
  let asked = 0;
  for (const question of questions.filter(({ keep }) => keep !== 'db')) {
    if (question.keep === null) asked += 1;
    await database.transaction((session) => settle(session, question, copy, tools, note));
    tools.onStep?.();
  }

  const wantedInDatabase = idsOf('insert_into_database');
  const missing = wantedInDatabase.filter((id) => copy.ops.has(id));
  const nowhere = wantedInDatabase.filter((id) => !copy.ops.has(id));
  if (nowhere.length > 0) refusals.push(`${cartId}: nobody has ${nowhere.join(', ')}`);
  const options: ExportCartOptions = {
    ...{ relay, database, clock: tools.clock, takenBy: `repair by ${tools.doneBy}` },
    onChunk: () => tools.onStep?.(),
    finish: async (session) => {
      if (missing.length > 0) await note(session, 'insert_into_database', missing, 'done');
      await note(session, 'rebuild_projection', [], 'done', `${copy.ops.size} operations`);
    },
  };
  await exportCopy(copy, options);
  return { actions: actions.length + questions.length - asked, asked, refusals };
}

/**
 * The operations as the relay stores them: their own bytes where anybody kept them.
 *
 * One that is known only as JSON becomes the work of a new Yjs client; nobody can have it under another.
 */
async function structsOf(
  cartId: CartId,
  ids: readonly OpId[],
  tools: RepairTools,
): Promise<readonly StructPlace[]> {
  const structs = new Map<OpId, StructPlace>();
  const contents = new Map<OpId, unknown>();
  for await (const row of readOps(tools.database, cartId, ids)) {
    if (row.struct && isProven(row)) structs.set(row.id, row.struct);
    else if (isFree(row)) contents.set(row.id, row.op);
  }
  for (const client of tools.clients) {
    const copy = await client.readCart(cartId);
    for (const id of ids) {
      const theirs = copy?.ops.get(id);
      if (!theirs || structs.has(id)) continue;
      if (theirs.place) structs.set(id, theirs.place);
      else contents.set(id, theirs.op);
    }
  }
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const id of ids) if (!structs.has(id) && contents.has(id)) doc.getMap(OPS).set(id, contents.get(id));
  });
  const made = readLedgerUpdate(Y.encodeStateAsUpdate(doc));
  if (made.status === 'malformed') throw new Error(made.reason);
  return [...structs.values(), ...made.structs];
}

/** Whether a new Yjs client may write it: no desktop can have it under another. */
function isFree(row: OpRow): boolean {
  const stored = storedOp(row);
  return stored.status !== 'whole' && stored.isFree;
}

type Note = (
  session: Session,
  action: string,
  opIds: readonly OpId[],
  outcome: AuditOutcome,
  detail?: string,
) => Promise<void>;

/** Writes a row again whose operation is right, if its other columns are not. */
async function restoreRow(
  session: Session,
  id: OpId,
  copy: RelayCopy,
  tools: RepairTools,
  note: Note,
): Promise<void> {
  await lockCart(session, copy.cartId);
  const row = await readRow(session, copy.cartId, id);
  const ours = copy.ops.get(id);
  if (!row || !ours || (row.hash === ours.hash && row.isAsWritten && row.struct)) return;
  if (opHash(id, row.op) !== ours.hash) return;
  await quarantine(session, id, copy, tools);
  await withdraw(session, copy.cartId, id, tools);
  await insertOps(session, copy.cartId, [ours]);
  await note(session, 'restore_row', [id], 'done');
}

/** Puts every version in quarantine, and does what was answered, if anything was. */
async function settle(
  session: Session,
  { opId, keep }: RepairQuestion,
  copy: RelayCopy,
  tools: RepairTools,
  note: Note,
): Promise<void> {
  await lockCart(session, copy.cartId);
  await quarantine(session, opId, copy, tools);
  if (keep === null) return note(session, 'quarantine', [opId], 'asked', 'who is right?');
  const ours = copy.ops.get(opId);
  await withdraw(session, copy.cartId, opId, tools);
  if (keep === 'relay' && ours) await insertOps(session, copy.cartId, [ours]);
  await note(session, 'quarantine', [opId], 'done', `kept: ${keep}`);
}

async function quarantine(
  session: Session,
  id: OpId,
  copy: RelayCopy,
  { planDigest }: RepairTools,
): Promise<void> {
  await session.query(
    `insert into trolley.op_quarantine (plan_digest, cart_id, op_id, source, body, hash, struct)
     select $1, o.cart_id, o.op_id, 'db', o.body, o.hash, o.struct from trolley.op o
     where o.cart_id = $2 and o.op_id = $3
     on conflict do nothing`,
    [planDigest, copy.cartId, id],
  );
  const ours = copy.ops.get(id);
  if (!ours) return;
  await session.query(
    `insert into trolley.op_quarantine (plan_digest, cart_id, op_id, source, body, hash, struct)
     values ($1, $2, $3, 'relay', $4::jsonb, decode($5, 'hex'), $6)
     on conflict do nothing`,
    [planDigest, copy.cartId, id, postgresJson(ours.op), ours.hash, ours.place?.bytes ?? null],
  );
}

const withdraw = (session: Session, cartId: CartId, id: OpId, { planDigest }: RepairTools) =>
  session.query('select trolley.withdraw_op($1, $2, $3)', [planDigest, cartId, id]);

async function readRow(session: Session, cartId: CartId, id: OpId): Promise<OpRow | null> {
  for await (const row of readOps(session, cartId, [id])) return row;
  return null;
}
