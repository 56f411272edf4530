import { reasonOf, refuse, ok, type Result } from '../../cart/result.ts';
import type { Job } from '../../protocol/admin/jobs.ts';
import { throttle } from '../throttle.ts';

export interface JobBoardOptions {
  readonly clock: () => number;
  /** Told of every change, progress not more often than a few times a second. */
  readonly onJob: (job: Job) => void;
  /** Number of the first job. */
  readonly firstJobId: number;
}

export type JobOf<Kind extends Job['kind']> = Extract<Job, { readonly kind: Kind }>;

/** What a job brings of its own; the rest is every job's. */
export type JobDetails<Kind extends Job['kind']> = Omit<
  JobOf<Kind>,
  'jobId' | 'startedAt' | 'endedAt' | 'status' | 'problem'
>;

/** What a job does: changes its details as it goes on, and resolves when it is done. */
export type JobWork<Kind extends Job['kind']> = (report: JobReport<Kind>) => Promise<void>;

export interface JobReport<Kind extends Job['kind']> {
  readonly jobId: number;
  readonly signal: AbortSignal;
  /** Told at once. */
  readonly change: (details: Partial<JobDetails<Kind>>) => void;
  /** Told a few times a second. */
  readonly progress: (details: Partial<JobDetails<Kind>>) => void;
}

/** Between two tidings of progress, in milliseconds. */
const PROGRESS_MS = 250;

interface Running {
  readonly job: Job;
  readonly cancel: AbortController;
  readonly end: Promise<void>;
}

/** What takes a while: at most one of each kind at a time, and the latest of each kind kept. */
export class JobBoard {
  readonly #options: JobBoardOptions;
  readonly #latest = new Map<Job['kind'], Running>();
  #nextId: number;

  constructor(options: JobBoardOptions) {
    this.#options = options;
    this.#nextId = options.firstJobId;
  }

  get jobs(): readonly Job[] {
    return [...this.#latest.values()].map(({ job }) => job);
  }

  get isBusy(): boolean {
    return this.jobs.some(({ status }) => status === 'running');
  }

  /** Starts a job, if none of its kind runs; gives its number. */
  start<Kind extends Job['kind']>(details: JobDetails<Kind>, work: JobWork<Kind>): Result<number, 'busy'> {
    const { kind } = details as { readonly kind: Kind };
    if (this.#latest.get(kind)?.job.status === 'running') return refuse('busy', busyText[kind]);
    const { clock, onJob } = this.#options;
    const cancel = new AbortController();
    const { signal } = cancel;
    const jobId = this.#nextId++;
    const facts = { jobId, startedAt: clock(), endedAt: null, status: 'running', problem: null } as const;
    let job = { ...facts, ...details } as unknown as JobOf<Kind>;
    const keep = (changed: object) => {
      job = { ...job, ...changed };
      const running = this.#latest.get(kind);
      if (running) this.#latest.set(kind, { ...running, job });
    };
    const change = (changed: object) => {
      keep(changed);
      onJob(job);
    };
    const tell = throttle(() => onJob(job), PROGRESS_MS, clock);
    const progress = (changed: object) => {
      keep(changed);
      tell(job);
    };
    const finish = (changed: Pick<Job, 'status' | 'problem'>) => change({ ...changed, endedAt: clock() });
    const end = Promise.resolve()
      .then(() => work({ jobId, signal, change, progress }))
      .then(
        () => finish({ status: signal.aborted ? 'cancelled' : 'done', problem: null }),
        (error: unknown) =>
          finish(
            signal.aborted
              ? { status: 'cancelled', problem: null }
              : { status: 'failed', problem: reasonOf(error) },
          ),
      );
    this.#latest.set(kind, { job, cancel, end });
    onJob(job);
    return ok(jobId);
  }

  /** Ends a job as soon as it can be; one that is over is left as it is. */
  cancel(jobId: number): void {
    for (const { job, cancel } of this.#latest.values()) if (job.jobId === jobId) cancel.abort();
  }

  /** Cancels whatever runs, and waits until it has ended. */
  async close(): Promise<void> {
    for (const { cancel } of this.#latest.values()) cancel.abort();
    await Promise.all([...this.#latest.values()].map(({ end }) => end));
  }
}

const busyText: Readonly<Record<Job['kind'], string>> = {
  export: 'An export is running already. Wait until it has ended, or cancel it.',
  reconcile: 'Carts are being compared already. Wait until that has ended, or cancel it.',
  apply: 'A plan is being applied already. Wait until that has ended.',
};
