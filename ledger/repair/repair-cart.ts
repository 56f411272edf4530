import type { CartId, OpId } from '../../cart/ids.ts';
import type { PlannedCart, RepairQuestion } from '../../protocol/repair-plan.ts';
import { lockCart } from '../database/cart-rows.ts';
import type { ClientSource } from '../sources/client-source.ts';
import type { Database, Session } from '../database/database.ts';
import { exportCopy, type ExportCartOptions } from '../export/export-cart.ts';
import { opHash } from '../copies/op-hash.ts';
import { insertOps, readOps, type OpRow } from '../database/op-rows.ts';
import { quarantine, withdraw } from './quarantine.ts';
import { audit, type AuditOutcome } from './repair-audit.ts';
import type { RelayCopy, RelaySource } from '../sources/relay-source.ts';
import { structsToSend } from './structs-to-send.ts';

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
    const structs = await structsToSend(cartId, lost, tools);
    const delivery = await relay.send(cartId, structs);
    const refusal =
      delivery.refusal ??
      (structs.length < lost.length ? 'some are to be had only from a client that has to connect' : null);
    if (refusal !== null) refusals.push(`${cartId}: ${refusal}`);
    await note(database, 'send_to_relay', lost, refusal === null ? 'done' : 'refused', refusal ?? '');
    tools.onStep?.();
  }

  const copy = await relay.readCart(cartId);
  for (const { opId, versions } of questions.filter(({ keep }) => keep === 'db')) {
    if (!versions.some(({ source }) => source === 'relay')) continue;
    refusals.push(`${cartId}: ${opId} is as it is at the relay, whose log cannot be changed`);
  }
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
  await quarantine(session, id, copy, tools.planDigest);
  await withdraw(session, copy.cartId, id, tools.planDigest);
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
  await quarantine(session, opId, copy, tools.planDigest);
  if (keep === null) return note(session, 'quarantine', [opId], 'asked', 'who is right?');
  const ours = copy.ops.get(opId);
  await withdraw(session, copy.cartId, opId, tools.planDigest);
  if (keep === 'relay' && ours) await insertOps(session, copy.cartId, [ours]);
  await note(session, 'quarantine', [opId], 'done', `kept: ${keep}`);
}

async function readRow(session: Session, cartId: CartId, id: OpId): Promise<OpRow | null> {
  for await (const row of readOps(session, cartId, [id])) return row;
  return null;
}
