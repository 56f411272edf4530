import type { CartId } from '../../cart/ids.ts';
import { ok, refuse } from '../../cart/result.ts';
import type { AdminProblem, AdminResult } from '../../protocol/admin/bridge.ts';
import type { CartOverview, CartSides, OpTiming, SnapshotValue } from '../../protocol/admin/carts.ts';
import type { DatabaseTrial } from '../../protocol/admin/database.ts';
import type {
  AuditRow,
  Job,
  ReconcileRequest,
  ExportRequest,
  RunSummary,
} from '../../protocol/admin/jobs.ts';
import type { FeedNews, FeedRequest, RelayHealth } from '../../protocol/admin/relay.ts';
import type { RepairPlan } from '../../protocol/repair-plan.ts';
import type { Session } from '../database/database.ts';
import { asRefusal } from './as-refusal.ts';
import { checkRelay } from './check-relay.ts';
import { ChosenDatabase, type LockDirectory } from './chosen-database.ts';
import type { DatabaseSettings } from './database-settings.ts';
import { DeskJobs, type JobSources } from './desk-jobs.ts';
import { DesktopSource, type AskDesktop } from './desktop-source.ts';
import { runFeed } from './feed.ts';
import { limitConcurrency } from './limit-concurrency.ts';
import { listRuns } from './list-runs.ts';
import { readAudit } from './read-audit.ts';
import { readCartSides } from './read-cart-sides.ts';
import { readOverview } from './read-overview.ts';
import { readTimings } from './read-timings.ts';
import { readValues } from './read-values.ts';
import { RelayAccess } from './relay-access.ts';
import { tryDatabase } from './try-database.ts';

export interface LedgerDeskOptions {
  /** As `http://127.0.0.1:4444`; `null` for none. */
  readonly relayUrl: string | null;
  readonly token: string | null;
  readonly database: DatabaseSettings;
  readonly lock: LockDirectory;
  /** Who exports and repairs, for the records. */
  readonly doneBy: string;
  /** Numbers of the first job and the first feed. */
  readonly firstNumber: number;
  readonly clock: () => number;
  /** Ends early, without an error, at the signal. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  readonly askDesktop: AskDesktop;
  readonly onJob: (job: Job) => void;
  readonly onFeedNews: (news: FeedNews) => void;
  /** Told of a bug of ours that nobody waits for. */
  readonly onBug: (error: unknown) => void;
}

/** Questions to the desktop's page at a time. */
const MAX_QUESTIONS = 2;

/** Everything that the admin view can ask of relay, database and this desktop. Expected failures are values. */
export class LedgerDesk {
  readonly #options: LedgerDeskOptions;
  readonly #relay: RelayAccess;
  readonly #jobs: DeskJobs;
  readonly #feeds = new Map<number, AbortController>();
  readonly #askDesktop: AskDesktop;
  #database: ChosenDatabase;
  #nextFeedId: number;

  constructor(options: LedgerDeskOptions) {
    const { relayUrl, token, database, lock, clock, onJob, doneBy, firstNumber, askDesktop } = options;
    this.#options = options;
    this.#relay = new RelayAccess(relayUrl, token);
    this.#database = new ChosenDatabase(database, lock);
    const sources = () => this.#sources();
    this.#jobs = new DeskJobs({ clock, onJob, doneBy, sources, firstJobId: firstNumber });
    this.#nextFeedId = firstNumber;
    this.#askDesktop = limitConcurrency(MAX_QUESTIONS, askDesktop);
  }

  setToken(token: string | null): void {
    this.#relay.token = token;
  }

  readOverview(): Promise<AdminResult<CartOverview>> {
    return this.#attempt(() => readOverview(this.#sources()));
  }

  readCart(cartId: CartId): Promise<AdminResult<CartSides>> {
    return this.#attempt(() => readCartSides(cartId, this.#sources()));
  }

  readTimings(cartId: CartId): Promise<AdminResult<readonly OpTiming[]>> {
    return this.#attempt(async () =>
      readTimings(cartId, this.#relay.http, await this.#database.forReading()),
    );
  }

  readValues(cartId: CartId | null): Promise<AdminResult<readonly SnapshotValue[]>> {
    return this.#readRows((session) => readValues(session, cartId));
  }

  listRuns(): Promise<AdminResult<readonly RunSummary[]>> {
    return this.#readRows(listRuns);
  }

  readAudit(): Promise<AdminResult<readonly AuditRow[]>> {
    return this.#readRows(readAudit);
  }

  checkRelay(): Promise<AdminResult<RelayHealth>> {
    return this.#attempt(() => checkRelay(this.#relay.http, this.#options.clock));
  }

  startExport(request: ExportRequest): Promise<AdminResult<number>> {
    return this.#attemptResult(() => this.#jobs.startExport(request));
  }

  startReconcile(request: ReconcileRequest): Promise<AdminResult<number>> {
    return this.#attemptResult(() => this.#jobs.startReconcile(request));
  }

  makePlan(jobId: number): Promise<AdminResult<RepairPlan>> {
    return this.#attemptResult(() => this.#jobs.makePlan(jobId));
  }

  startApply(plan: RepairPlan): Promise<AdminResult<number>> {
    return this.#attemptResult(() => this.#jobs.startApply(plan));
  }

  cancelJob(jobId: number): void {
    this.#jobs.cancel(jobId);
  }

  followFeed(request: FeedRequest): Promise<AdminResult<number>> {
    return this.#attempt(() => {
      const { sleep, onFeedNews, onBug } = this.#options;
      const feedId = this.#nextFeedId++;
      const end = new AbortController();
      this.#feeds.set(feedId, end);
      const options = { feedId, request, relay: this.#relay, signal: end.signal, sleep, onNews: onFeedNews };
      void runFeed(options)
        .catch(onBug)
        .finally(() => this.#feeds.delete(feedId));
      return Promise.resolve(feedId);
    });
  }

  leaveFeed(feedId: number): void {
    this.#feeds.get(feedId)?.abort();
  }

  leaveFeeds(): void {
    for (const feed of this.#feeds.values()) feed.abort();
  }

  async tryDatabase(settings: DatabaseSettings): Promise<AdminResult<DatabaseTrial>> {
    const { clock, lock } = this.#options;
    const isInUse = settings.kind === 'embedded' && this.#database.settings.kind === 'embedded';
    const chosen = isInUse ? this.#database : new ChosenDatabase(settings, lock);
    try {
      return await this.#attempt(() => tryDatabase(chosen, clock));
    } finally {
      if (!isInUse) await chosen.close();
    }
  }

  /** Takes another database in the place of the one in use. */
  useDatabase(settings: DatabaseSettings): Promise<AdminResult<null>> {
    return this.#attemptResult(async () => {
      if (this.#jobs.isBusy) {
        return refuse('busy', 'The database is in use. Wait until what runs has ended, or cancel it.');
      }
      const before = this.#database;
      this.#database = new ChosenDatabase(settings, this.#options.lock);
      await before.close();
      return ok(null);
    });
  }

  /** Gives the address for psql while it is open. */
  openToPsql(isOpen: boolean): Promise<AdminResult<string | null>> {
    return this.#attempt(() => this.#database.openToPsql(isOpen));
  }

  async close(): Promise<void> {
    this.leaveFeeds();
    await this.#jobs.close();
    await this.#database.close();
  }

  /** A new desktop each time: it remembers its list. */
  #sources(): JobSources {
    const { clock, sleep } = this.#options;
    const desktop = new DesktopSource(this.#askDesktop);
    return { relay: this.#relay, database: this.#database, desktop, clock, sleep };
  }

  #readRows<Row>(read: (session: Session) => Promise<readonly Row[]>): Promise<AdminResult<readonly Row[]>> {
    return this.#attempt(async () => {
      const database = await this.#database.forReading();
      return database ? read(database) : [];
    });
  }

  #attempt<T>(run: () => Promise<T>): Promise<AdminResult<T>> {
    return this.#attemptResult(async () => ok(await run()));
  }

  async #attemptResult<T>(run: () => AdminResult<T> | Promise<AdminResult<T>>): Promise<AdminResult<T>> {
    const before = this.#database;
    try {
      return await run();
    } catch (error) {
      const refusal = asRefusal(error);
      if (refusal) return refuse<AdminProblem>(refusal.code, refusal.message);
      if (this.#database !== before) return refuse('database', 'Another database was chosen meanwhile.');
      throw error;
    }
  }
}
