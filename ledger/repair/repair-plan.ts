import { isCartId, isOpId, type OpId } from '../../cart/ids.ts';
import { canonicalJson, isSameJson, type Json } from '../../cart/json.ts';
import { parseOp } from '../../cart/op.ts';
import { sha256 } from '../copies/op-hash.ts';
import type { PlannedCart, RepairAction, RepairPlan, RepairQuestion } from '../../protocol/repair-plan.ts';
import type { ReconcileReport } from '../../protocol/reconcile-report.ts';
import type { CartResult, Finding } from '../../protocol/verdict.ts';

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
  return relay !== undefined && db !== undefined && isSameJson(relay.op, db.op);
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
