import * as v from 'valibot';
import { isCartId, type CartId } from '../../cart/ids.ts';
import type { ExportProgress, ExportSummary } from '../export-progress.ts';
import type { ReconcileReport } from '../reconcile-report.ts';
import type { ApplyOutcome } from '../repair-plan.ts';

/** Chosen carts, or `null` for all. */
const chosenCarts = v.nullable(
  v.pipe(v.array(v.custom<CartId>(isCartId, 'not a cart id')), v.minLength(1), v.maxLength(100_000)),
);

/** Milliseconds between scheduled exports: ten seconds at least, a day at most. */
const interval = v.pipe(v.number(), v.safeInteger(), v.minValue(10_000), v.maxValue(86_400_000));

/** Which carts are exported, and how often: once, again and again, or as they change. */
export const exportRequest = v.strictObject({
  cartIds: chosenCarts,
  mode: v.variant('kind', [
    v.strictObject({ kind: v.literal('once') }),
    v.strictObject({ kind: v.literal('every'), intervalMs: interval }),
    v.strictObject({ kind: v.literal('follow') }),
  ]),
});
export type ExportRequest = v.InferOutput<typeof exportRequest>;

export const reconcileRequest = v.strictObject({
  cartIds: chosenCarts,
  /** Whether this desktop's copies are compared too. */
  withDesktop: v.boolean(),
});
export type ReconcileRequest = v.InferOutput<typeof reconcileRequest>;

/** Something that takes a while. At most one of each kind runs at a time. Times are milliseconds since 1970. */
export type Job = ExportJob | ReconcileJob | ApplyJob;

interface AnyJob {
  readonly jobId: number;
  readonly startedAt: number;
  /** `null` while it runs. */
  readonly endedAt: number | null;
  readonly status: 'running' | 'done' | 'cancelled' | 'failed';
  /** Why it failed, for people; `null` otherwise. */
  readonly problem: string | null;
}

export interface ExportJob extends AnyJob {
  readonly kind: 'export';
  readonly request: ExportRequest;
  /** Of the round that runs, or of the last one; `null` before anything is known. */
  readonly progress: ExportProgress | null;
  /** Of the last round that came to its end. */
  readonly summary: ExportSummary | null;
  /** Rounds that came to their end. */
  readonly rounds: number;
  /** Set while it waits to try again: what is away. */
  readonly waitingFor: string | null;
}

export interface ReconcileJob extends AnyJob {
  readonly kind: 'reconcile';
  readonly request: ReconcileRequest;
  readonly done: number;
  readonly carts: number;
  readonly report: ReconcileReport | null;
}

export interface ApplyJob extends AnyJob {
  readonly kind: 'apply';
  readonly planDigest: string;
  readonly done: number;
  readonly carts: number;
  readonly outcome: ApplyOutcome | null;
}

/** A run of reconciling, as it is stored. */
export interface RunSummary {
  readonly runId: string;
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly carts: number;
  readonly equalCarts: number;
  readonly findings: number;
}

/** A row of `repair_audit`. */
export interface AuditRow {
  readonly auditId: number;
  readonly at: number;
  readonly doneBy: string;
  readonly planDigest: string;
  /** `null` for what concerns the whole plan. */
  readonly cartId: CartId | null;
  readonly action: string;
  readonly opIds: readonly string[];
  readonly outcome: string;
  readonly detail: string;
}
