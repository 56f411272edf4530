import { ok, refuse, type Result } from '../../cart/result.ts';
import type { ExportRequest, ReconcileRequest } from '../../protocol/admin/jobs.ts';
import type { RepairPlan } from '../../protocol/repair-plan.ts';
import type { ReconcileReport } from '../../protocol/reconcile-report.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import { applyPlan } from '../repair/apply-plan.ts';
import { planRepair } from '../repair/repair-plan.ts';
import type { ClientSource } from '../sources/client-source.ts';
import type { ChosenDatabase } from './chosen-database.ts';
import { DESKTOP } from './desktop-source.ts';
import { JobBoard, type JobBoardOptions } from './job-board.ts';
import type { RelayAccess } from './relay-access.ts';
import { runExport } from './run-export.ts';

/** What a job works with, as it is when the job begins. */
export interface JobSources {
  readonly relay: RelayAccess;
  readonly database: ChosenDatabase;
  readonly desktop: ClientSource;
  readonly clock: () => number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

export interface DeskJobsOptions extends JobBoardOptions {
  readonly sources: () => JobSources;
  /** Who exports and repairs, for the records. */
  readonly doneBy: string;
}

/** The three kinds of job of the admin view: exporting, comparing, and applying what was planned. */
export class DeskJobs {
  readonly #options: DeskJobsOptions;
  readonly #board: JobBoard;
  /** What the latest comparison found, by its job. */
  #latest: { readonly jobId: number; readonly report: ReconcileReport } | null = null;

  constructor(options: DeskJobsOptions) {
    this.#options = options;
    this.#board = new JobBoard(options);
  }

  get isBusy(): boolean {
    return this.#board.isBusy;
  }

  startExport(request: ExportRequest): Result<number, 'busy'> {
    const none = { progress: null, summary: null, rounds: 0, waitingFor: null } as const;
    return this.#board.start<'export'>({ kind: 'export', request, ...none }, async (job) => {
      const { sources, doneBy } = this.#options;
      const { relay, database, clock, sleep } = sources();
      const tools = { relay: relay.source, database: await database.forWriting(), clock, sleep };
      await runExport(request, { ...tools, takenBy: `export by ${doneBy}` }, job);
    });
  }

  startReconcile(request: ReconcileRequest): Result<number, 'busy'> {
    const none = { done: 0, carts: 0, report: null } as const;
    return this.#board.start<'reconcile'>({ kind: 'reconcile', request, ...none }, async (job) => {
      const report = await reconcile({
        ...(await this.#comparison(request.withDesktop)),
        ...(request.cartIds !== null && { cartIds: request.cartIds }),
        ...{ signal: job.signal, onCart: (done, carts) => job.progress({ done, carts }) },
      });
      this.#latest = { jobId: job.jobId, report };
      // Told with the end, and once: it may be long.
      job.progress({ report });
    });
  }

  /** What to do about what the latest comparison found. */
  makePlan(jobId: number): Result<RepairPlan, 'absent'> {
    if (this.#latest?.jobId !== jobId) {
      return refuse('absent', 'What was found then is no longer at hand. Compare the carts again.');
    }
    const { relay, clock } = this.#options.sources();
    const madeAt = new Date(clock()).toISOString();
    return ok(planRepair(this.#latest.report, { relay: relay.source.name, madeAt }));
  }

  startApply(plan: RepairPlan): Result<number, 'busy'> {
    const none = { done: 0, carts: plan.carts.length, outcome: null } as const;
    const details = { kind: 'apply', planDigest: plan.digest, ...none } as const;
    return this.#board.start<'apply'>(details, async ({ signal, change, progress }) => {
      const outcome = await applyPlan({
        ...(await this.#comparison(await this.#hadDesktop(plan))),
        ...{ plan, doneBy: this.#options.doneBy, signal },
        onRepaired: (done) => progress({ done }),
      });
      change({ outcome });
    });
  }

  cancel(jobId: number): void {
    this.#board.cancel(jobId);
  }

  close(): Promise<void> {
    return this.#board.close();
  }

  async #comparison(withDesktop: boolean) {
    const { relay, database, desktop, clock, sleep } = this.#options.sources();
    const clients = withDesktop ? [desktop] : [];
    return { relay: relay.source, database: await database.forComparing(), clients, clock, sleep };
  }

  /** Whether the run that was planned for compared this desktop too; a plan holds only for the same comparison. */
  async #hadDesktop({ runId }: RepairPlan): Promise<boolean> {
    const database = await this.#options.sources().database.forReading();
    const rows = await database?.query<{ clients: readonly string[] }>(
      'select clients from trolley.reconcile_run where run_id::text = $1',
      [runId],
    );
    return rows?.some(({ clients }) => clients.includes(DESKTOP)) ?? false;
  }
}
