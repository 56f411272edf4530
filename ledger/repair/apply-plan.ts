import type { CartId, OpId } from '../../cart/ids.ts';
import type { ApplyOutcome } from '../../protocol/repair-plan.ts';
import type { PlannedCart, RepairPlan } from '../../protocol/repair-plan.ts';
import { audit, hasBegun, type AuditEntry } from './repair-audit.ts';
import { repairCart, type RepairTools } from './repair-cart.ts';
import { digestOfPlan, planRepair } from './repair-plan.ts';
import { reconcile, type ReconcileOptions } from '../reconcile/reconcile.ts';

export interface ApplyOptions extends ReconcileOptions, Omit<RepairTools, 'planDigest'> {
  readonly plan: RepairPlan;
  /** Answers every question that the plan leaves open. */
  readonly keep?: 'relay' | 'none';
  /** Told after each cart that was repaired. */
  readonly onRepaired?: (done: number) => void;
}

/**
 * Carries out a plan, if everything it was made for is still so.
 *
 * New operations of a live cart do not matter to that; other differences in the planned carts do. A plan that
 * was interrupted goes on where it stopped: what it has mended is no difference any more, and nothing else may
 * have changed. Every action is in `repair_audit`, in the transaction that does it.
 */
export async function applyPlan(options: ApplyOptions): Promise<ApplyOutcome> {
  const { plan, database, doneBy, relay } = options;
  if (digestOfPlan(plan.carts) !== plan.digest) return { status: 'altered' };
  const cartIds = plan.carts.map(({ cartId }) => cartId);
  const report = await reconcile({ ...options, cartIds });
  const current = planRepair(report, { relay: relay.name, madeAt: plan.madeAt });
  const isResumed = await hasBegun(database, plan.digest);
  const moved = movedCarts(plan.carts, current.carts, isResumed);
  const unknown = report.carts.filter(({ verdict }) => verdict === 'UNREACHABLE').map(({ cartId }) => cartId);
  if (moved.length + unknown.length > 0)
    return { status: 'moved', carts: [...new Set([...moved, ...unknown])] };

  const entry: AuditEntry = { doneBy, planDigest: plan.digest, cartId: null, action: 'apply', opIds: [] };
  await audit(database, entry, 'begun', `run ${plan.runId}`);
  let actions = 0;
  let asked = 0;
  const refusals: string[] = [];
  for (const [index, cart] of plan.carts.entries()) {
    options.signal?.throwIfAborted();
    const now = current.carts.find(({ cartId }) => cartId === cart.cartId);
    if (!now) continue;
    const done = await repairCart(answered(now, cart, options.keep), { ...options, planDigest: plan.digest });
    actions += done.actions;
    asked += done.asked;
    refusals.push(...done.refusals);
    options.onRepaired?.(index + 1);
  }
  await audit(
    database,
    entry,
    'done',
    `${actions} actions, ${asked} questions left, ${refusals.length} refusals`,
  );
  return { status: 'applied', actions, asked, refusals };
}

/** Carts in which something other than planned is the case. */
function movedCarts(
  planned: readonly PlannedCart[],
  current: readonly PlannedCart[],
  isResumed: boolean,
): readonly CartId[] {
  return planned
    .filter((cart) => {
      const now = current.find(({ cartId }) => cartId === cart.cartId);
      if (isResumed) return now !== undefined && !isPartOf(now, cart);
      return !now || digestOfPlan([now]) !== digestOfPlan([cart]);
    })
    .map(({ cartId }) => cartId);
}

/** Whether everything that is to be done now was to be done then. */
function isPartOf(now: PlannedCart, cart: PlannedCart): boolean {
  const planned = new Set<OpId>([
    ...cart.actions.flatMap(({ opIds }) => opIds),
    ...cart.questions.map(({ opId }) => opId),
  ]);
  const left = [...now.actions.flatMap(({ opIds }) => opIds), ...now.questions.map(({ opId }) => opId)];
  return left.every((id) => planned.has(id));
}

/** What is to be done now, with the answers given in the plan. */
const answered = (now: PlannedCart, plan: PlannedCart, keep: ApplyOptions['keep']): PlannedCart => ({
  ...now,
  questions: now.questions.map((question) => ({
    ...question,
    keep: plan.questions.find(({ opId }) => opId === question.opId)?.keep ?? keep ?? null,
  })),
});
