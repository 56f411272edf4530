import * as v from 'valibot';
import { isCartId, isOpId, type CartId, type OpId } from '../../cart/ids.ts';
import { canonicalJson, type Json } from '../../cart/json.ts';
import { parseOp } from '../../cart/op.ts';
import { sha256 } from '../copies/op-hash.ts';
import type { ReconcileReport } from '../reconcile/reconcile.ts';
import type { CartResult, Finding } from '../reconcile/verdict.ts';

const cartId = v.custom<CartId>(isCartId, 'not a cart id');
/** Also what only claims to be one. */
const opId = v.custom<OpId>((id) => typeof id === 'string', 'not an operation id');
const opIds = v.array(opId);

/** What a repair does: adds what is missing, makes again what is derived. Nothing else. */
const action = v.strictObject({
  action: v.picklist([
    /** Operations that the relay lacks are given to it, as a client would. */
    'send_to_relay',
    /** Operations that the database lacks are exported to it. */
    'insert_into_database',
    /** A row whose operation is right and whose other columns are not is withdrawn and written again. */
    'restore_row',
    /** `cart_line` is made again from the operations. */
    'rebuild_projection',
  ]),
  opIds,
  /** For people. */
  why: v.string(),
});
export type RepairAction = v.InferOutput<typeof action>;

/** What to do with an operation that there are two versions of, or that came from nowhere known. */
const question = v.strictObject({
  opId,
  versions: v.array(v.strictObject({ source: v.string(), hash: v.string(), op: v.unknown() })),
  why: v.string(),
  /**
   * `relay`: the row of the database is withdrawn, and the relay's version written. `none`: it is withdrawn.
   * `db`: the relay is given it, for one that it has no version of.
   */
  keep: v.nullable(v.picklist(['relay', 'db', 'none'])),
});
export type RepairQuestion = v.InferOutput<typeof question>;

const plannedCart = v.strictObject({ cartId, actions: v.array(action), questions: v.array(question) });
export type PlannedCart = v.InferOutput<typeof plannedCart>;

export const repairPlan = v.strictObject({
  planVersion: v.literal(1),
  runId: v.string(),
  madeAt: v.string(),
  relay: v.string(),
  carts: v.array(plannedCart),
  /** Differences that a repair cannot mend from here, in words. */
  notes: v.array(v.string()),
  /** Of what was found and what is to be done; not of the answers. */
  digest: v.string(),
});
export type RepairPlan = v.InferOutput<typeof repairPlan>;

/** What to do about what a run found. Nothing is done yet; equal findings give equal digests. */
export function planRepair(
  { runId, carts, unreachable }: ReconcileReport,
  { relay, madeAt }: { readonly relay: string; readonly madeAt: string },
): RepairPlan {
  const planned = carts
    .filter(({ cartId: id }) => isCartId(id))
    .map(planCart)
    .filter(({ actions, questions }) => actions.length + questions.length > 0);
  const notes = [...unreachable.map((reason) => `not looked at: ${reason}`), ...carts.flatMap(notesOn)];
  const plan = { planVersion: 1, runId, madeAt, relay, carts: planned, notes } as const;
  return { ...plan, digest: digestOfPlan(planned) };
}

/** Covers everything a person reviews except their own answers. */
export function digestOfPlan(carts: readonly PlannedCart[]): string {
  const facts = carts.map(({ cartId: id, actions, questions }) => ({
    cartId: id,
    actions: actions.map(({ action: name, opIds: ids }) => ({ action: name, opIds: ids })),
    questions: questions.map(({ opId: id, versions }) => ({ opId: id, versions })),
  }));
  return sha256(canonicalJson(facts as unknown as Json));
}

function planCart({ cartId: id, findings }: CartResult): PlannedCart {
  const actions: RepairAction[] = [];
  const questions: RepairQuestion[] = [];
  for (const finding of findings) {
    const { verdict, at, detail: why } = finding;
    const add = (name: RepairAction['action'], ids: readonly OpId[]) =>
      actions.push({ action: name, opIds: [...ids], why });
    if (verdict === 'MISSING_AT_DB') add('insert_into_database', finding.opIds);
    if (verdict === 'MISSING_AT_RELAY') add('send_to_relay', finding.opIds);
    if (verdict === 'PROJECTION_STALE' || (verdict === 'REDUCER_SKEW' && at === 'db'))
      add('rebuild_projection', []);
    if (verdict === 'EXTRA_AT_DB') {
      for (const id of finding.opIds) {
        // A repair is a union, so the cart takes it; whoever reviews the plan may know better.
        if (isSendable(finding, id)) questions.push({ ...newQuestion(finding, id, why), keep: 'db' });
        else questions.push(newQuestion(finding, id, 'it is no operation, so no cart can take it'));
      }
    }
    if (verdict === 'CONTENT_MISMATCH' && at === 'db') {
      const [opId] = finding.opIds as [OpId];
      if (isSameContent(finding, opId)) add('restore_row', [opId]);
      else questions.push(newQuestion(finding, opId, why));
    }
  }
  return { cartId: id, actions, questions };
}

const versionsOf = ({ versions = [] }: Finding, opId: OpId) =>
  versions.filter((version) => version.opId === opId);

const newQuestion = (finding: Finding, opId: OpId, why: string): RepairQuestion => ({
  ...{ opId, why, keep: null },
  versions: versionsOf(finding, opId).map(({ source, hash, op }) => ({ source, hash, op })),
});

/** Whether the relay would take it. */
function isSendable(finding: Finding, opId: OpId): boolean {
  const [version] = versionsOf(finding, opId);
  return isOpId(opId) && parseOp(opId, version?.op).status !== 'malformed';
}

function isSameContent(finding: Finding, opId: OpId): boolean {
  const [relay, db] = ['relay', 'db'].map((place) =>
    versionsOf(finding, opId).find(({ source }) => source === place),
  );
  return (
    relay !== undefined &&
    db !== undefined &&
    canonicalJson(relay.op as Json) === canonicalJson(db.op as Json)
  );
}

function notesOn({ cartId: id, findings }: CartResult): readonly string[] {
  if (!isCartId(id))
    return [`${JSON.stringify(id)}: no cart can have this name; somebody has to look at its rows`];
  return findings.flatMap(({ verdict, at, opIds: ids }) => {
    if (verdict === 'MISSING_AT_CLIENT') {
      return [`${id}: ${at} lacks ${ids.length} operations; it gets them when it connects anew`];
    }
    if (verdict !== 'CONTENT_MISMATCH' || at === 'db') return [];
    return [`${id}: ${at} has other content in ${ids.join(', ')}; its copy must be made anew`];
  });
}
