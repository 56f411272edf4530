import type { Logger } from 'pino';
import { reasonOf } from '../../cart/result.ts';
import type { CartId } from '../../cart/ids.ts';
import { noCrashPoints, type CrashPoints } from '../log/crash-points.ts';
import type { StorageHealth } from '../log/storage-health.ts';
import type { Timers } from '../timers.ts';
import type { LogEntry, LogRecord, UpdateLog } from '../log/update-log.ts';

/** Operations of one update, to be stored together. */
export interface Submission<Author> {
  readonly records: readonly LogRecord[];
  readonly author: Author;
  /** How much memory it takes. */
  readonly bytes: number;
}

/** A cart that hands in operations and is told what became of them. */
export interface Submitter<Author> {
  readonly cartId: CartId;
  /** These are durable: all that one commit stored of this cart, in order. */
  committed(submissions: readonly Submission<Author>[]): void;
  /** None of these was stored, and neither will be what was submitted after them. */
  refused(submissions: readonly Submission<Author>[], reason: string): void;
}

export interface GroupCommitOptions {
  readonly log: UpdateLog;
  readonly health: StorageHealth;
  readonly timers: Timers;
  readonly logger: Logger;
  readonly crashPoints?: CrashPoints;
  readonly observer?: CommitObserver;
}

/** Told of appends, before those whose operations they were. */
export interface CommitObserver {
  /** These are durable; it took that long. */
  committed(entries: readonly LogEntry[], milliseconds: number): void;
  failed(): void;
}

interface Queued<Author> {
  readonly submitter: Submitter<Author>;
  readonly submission: Submission<Author>;
}

/**
 * Stores what arrives together with one append, whatever carts it belongs to.
 *
 * A sync costs the same for one operation as for a thousand: everything that arrives while one append runs
 * goes into the next. Nobody is told anything before the log has resolved.
 */
export class GroupCommit<Author> {
  readonly #options: GroupCommitOptions;
  #queue: Queued<Author>[] = [];
  #isScheduled = false;
  #running: Promise<void> | null = null;

  constructor(options: GroupCommitOptions) {
    this.#options = options;
  }

  /** Why nothing can be stored; `null` while it can. */
  get fault(): string | null {
    return this.#options.health.fault;
  }

  /** How many operations wait for the append in flight to end. */
  get queuedOps(): number {
    return this.#queue.reduce((sum, { submission }) => sum + submission.records.length, 0);
  }

  submit(submitter: Submitter<Author>, submission: Submission<Author>): void {
    this.#queue.push({ submitter, submission });
    this.#schedule();
  }

  /** Resolves when everything submitted so far has been stored or refused. */
  async idle(): Promise<void> {
    while (this.#running !== null || this.#queue.length > 0) {
      this.#run();
      await this.#running;
    }
  }

  #schedule(): void {
    if (this.#isScheduled || this.#running !== null) return;
    this.#isScheduled = true;
    this.#options.timers.soon(() => {
      this.#isScheduled = false;
      this.#run();
    });
  }

  #run(): void {
    if (this.#running !== null || this.#queue.length === 0) return;
    const batch = this.#queue;
    this.#queue = [];
    this.#running = this.#commit(batch).finally(() => {
      this.#running = null;
      this.#run();
    });
  }

  async #commit(batch: readonly Queued<Author>[]): Promise<void> {
    const { log, health, observer, crashPoints = noCrashPoints } = this.#options;
    if (health.fault !== null) {
      this.#refuse(batch, health.fault);
      return;
    }
    const entries: LogEntry[] = [];
    for (const { submitter, submission } of batch) {
      for (const record of submission.records) entries.push({ cartId: submitter.cartId, record });
    }
    const start = performance.now();
    try {
      crashPoints.reach('beforeAppend');
      await log.append(entries);
      crashPoints.reach('afterAppend');
    } catch (error) {
      observer?.failed();
      const reason = reasonOf(error);
      health.fail(
        reason,
        entries.reduce((sum, { record }) => sum + record.bytes.length, 0),
      );
      this.#refuse(batch, reason);
      return;
    }
    observer?.committed(entries, performance.now() - start);
    for (const [submitter, submissions] of bySubmitter(batch)) {
      this.#isolate(submitter, () => submitter.committed(submissions));
    }
  }

  /** What is queued follows on what has failed, so it goes too. */
  #refuse(batch: readonly Queued<Author>[], reason: string): void {
    const all = [...batch, ...this.#queue];
    this.#queue = [];
    for (const [submitter, submissions] of bySubmitter(all)) {
      this.#isolate(submitter, () => submitter.refused(submissions, reason));
    }
  }

  /** A fault in one cart must not keep the others from hearing what became of theirs. */
  #isolate({ cartId }: Submitter<Author>, run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#options.logger.error({ cartId, err: error }, 'a cart failed after its commit');
    }
  }
}

function bySubmitter<Author>(batch: readonly Queued<Author>[]): Map<Submitter<Author>, Submission<Author>[]> {
  const groups = new Map<Submitter<Author>, Submission<Author>[]>();
  for (const { submitter, submission } of batch) {
    const group = groups.get(submitter);
    if (group) group.push(submission);
    else groups.set(submitter, [submission]);
  }
  return groups;
}
