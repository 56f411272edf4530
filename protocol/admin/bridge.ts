import * as v from 'valibot';
import { isCartId, type CartId } from '../../cart/ids.ts';
import type { Result } from '../../cart/result.ts';
import type { RawOp } from '../http.ts';
import type { AccessInfo, ExportOutcome, Unsubscribe } from '../ipc.ts';
import { repairPlan, type RepairPlan } from '../repair-plan.ts';
import { MAX_TOKEN_LENGTH } from '../token.ts';
import type { CartOverview, CartSides, OpTiming, SnapshotValue } from './carts.ts';
import { databaseChoice, type DatabaseChoice, type DatabaseInfo, type DatabaseTrial } from './database.ts';
import {
  exportRequest,
  reconcileRequest,
  type AuditRow,
  type ExportRequest,
  type Job,
  type ReconcileRequest,
  type RunSummary,
} from './jobs.ts';
import { feedRequest, type FeedNews, type FeedRequest, type RelayHealth } from './relay.ts';

/**
 * The contract between the admin window's page and the main process, both ways, as `protocol/ipc.ts` is for cart
 * windows.
 */

/** What an admin window is for; fixed for as long as it is open, but for `access`. */
export interface AdminSetup {
  readonly profile: string;
  /** As in `http://127.0.0.1:4444`; `null` when this desktop has none. */
  readonly relayUrl: string | null;
  readonly access: AccessInfo;
}

/**
 * Why something was not done. `no_access`: the token is not an admin's. `relay`, `database`: away, or says no.
 * `busy`: one of its kind runs already. `absent`: no such cart, run or job.
 */
export type AdminProblem = 'no_access' | 'relay' | 'database' | 'busy' | 'absent' | 'invalid';
export type AdminResult<T> = Result<T, AdminProblem>;

const cartId = v.custom<CartId>(isCartId, 'not a cart id');
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const reason = v.strictObject({ ok: v.literal(false), reason: v.string() });
const rawOps = v.array(v.looseObject({ id: v.string(), kind: v.string() }));

/** The longest text that a page may save or copy, in characters. */
const MAX_TEXT_LENGTH = 64 * 1024 * 1024;
const text = v.pipe(v.string(), v.maxLength(MAX_TEXT_LENGTH));
/** What a saved file is called until the user says otherwise. */
const fileName = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/));

/** Arguments of each request an admin page may make, checked by the main process. */
export const adminRequestSchemas = {
  'admin-get-setup': v.tuple([]),
  'admin-set-token': v.tuple([v.nullable(v.pipe(v.string(), v.nonEmpty(), v.maxLength(MAX_TOKEN_LENGTH)))]),
  'admin-open-cart': v.tuple([cartId]),
  'admin-save-file': v.tuple([fileName, text]),
  'admin-copy-text': v.tuple([text]),
  'admin-read-overview': v.tuple([]),
  'admin-read-cart': v.tuple([cartId]),
  'admin-read-timings': v.tuple([cartId]),
  'admin-read-values': v.tuple([v.nullable(cartId)]),
  'admin-list-jobs': v.tuple([]),
  'admin-start-export': v.tuple([exportRequest]),
  'admin-start-reconcile': v.tuple([reconcileRequest]),
  'admin-cancel-job': v.tuple([count]),
  'admin-make-plan': v.tuple([count]),
  'admin-start-apply': v.tuple([repairPlan]),
  'admin-list-runs': v.tuple([]),
  'admin-read-audit': v.tuple([]),
  'admin-follow-feed': v.tuple([feedRequest]),
  'admin-leave-feed': v.tuple([count]),
  'admin-check-relay': v.tuple([]),
  'admin-get-database': v.tuple([]),
  'admin-try-database': v.tuple([databaseChoice]),
  'admin-use-database': v.tuple([databaseChoice]),
  'admin-open-psql': v.tuple([v.boolean()]),
  /** To the question of that number: what this desktop has. */
  'admin-answer': v.tuple([
    count,
    v.variant('kind', [
      v.strictObject({
        kind: v.literal('desktop-carts'),
        reply: v.union([v.strictObject({ ok: v.literal(true), cartIds: v.array(cartId) }), reason]),
      }),
      v.strictObject({
        kind: v.literal('desktop-cart'),
        reply: v.union([
          v.strictObject({
            ok: v.literal(true),
            /** `null` for a cart that is not here. */
            cart: v.nullable(
              v.strictObject({ ops: rawOps, pending: v.nullable(count), refused: v.array(v.string()) }),
            ),
          }),
          reason,
        ]),
      }),
    ]),
  ]),
} as const;

export type AdminRequestName = keyof typeof adminRequestSchemas;
export type AdminRequestArguments<Name extends AdminRequestName> = v.InferOutput<
  (typeof adminRequestSchemas)[Name]
>;

/** What each request gives back. */
export interface AdminRequestAnswers {
  'admin-get-setup': () => AdminSetup;
  /** Whether it was a token. */
  'admin-set-token': () => boolean;
  'admin-open-cart': () => void;
  'admin-save-file': () => ExportOutcome;
  'admin-copy-text': () => void;
  'admin-read-overview': () => AdminResult<CartOverview>;
  'admin-read-cart': () => AdminResult<CartSides>;
  'admin-read-timings': () => AdminResult<readonly OpTiming[]>;
  'admin-read-values': () => AdminResult<readonly SnapshotValue[]>;
  'admin-list-jobs': () => readonly Job[];
  /** Number of the job. */
  'admin-start-export': () => AdminResult<number>;
  'admin-start-reconcile': () => AdminResult<number>;
  'admin-cancel-job': () => void;
  'admin-make-plan': () => AdminResult<RepairPlan>;
  'admin-start-apply': () => AdminResult<number>;
  'admin-list-runs': () => AdminResult<readonly RunSummary[]>;
  'admin-read-audit': () => AdminResult<readonly AuditRow[]>;
  /** Number of the feed, which its news carries. */
  'admin-follow-feed': () => AdminResult<number>;
  'admin-leave-feed': () => void;
  'admin-check-relay': () => AdminResult<RelayHealth>;
  'admin-get-database': () => DatabaseInfo;
  'admin-try-database': () => AdminResult<DatabaseTrial>;
  'admin-use-database': () => AdminResult<DatabaseInfo>;
  'admin-open-psql': () => AdminResult<DatabaseInfo>;
  'admin-answer': () => void;
}
export type AdminRequestAnswer<Name extends AdminRequestName> = ReturnType<AdminRequestAnswers[Name]>;

/** What the main process asks of an admin page; the page replies by the request `admin-answer`. */
export type AdminQuestion =
  | { readonly kind: 'desktop-carts' }
  | {
      readonly kind: 'desktop-cart';
      readonly cartId: CartId;
      /** As cart windows have it, who remember by it what the relay is known to have; `null` without one. */
      readonly relayUrl: string | null;
    };
export type AnyAdminAnswer = AdminRequestArguments<'admin-answer'>[1];

/** A cart as this desktop has it on its disk. */
export interface DesktopCart {
  readonly ops: readonly RawOp[];
  /** How many of them the relay is not known to have; `null` if that cannot be told. */
  readonly pending: number | null;
  readonly refused: readonly string[];
}

/** What the main process tells an admin page. */
export interface AdminEvents {
  'admin-access-changed': [access: AccessInfo];
  'admin-job-changed': [job: Job];
  'admin-feed-news': [news: FeedNews];
  'admin-database-changed': [database: DatabaseInfo];
  'admin-question': [number: number, question: AdminQuestion];
}
export type AdminEventName = keyof AdminEvents;

/** `window.trolleyAdmin`: all that an admin page can reach of the computer. */
export interface AdminBridge {
  getSetup(): Promise<AdminSetup>;
  setToken(token: string | null): Promise<boolean>;
  /** Opens a window on the cart. */
  openCart(cartId: CartId): Promise<void>;
  /** Saves a text as a file, where the user says. */
  saveFile(name: string, text: string): Promise<ExportOutcome>;
  copyText(text: string): Promise<void>;

  readOverview(): Promise<AdminResult<CartOverview>>;
  readCart(cartId: CartId): Promise<AdminResult<CartSides>>;
  /** Of the cart's operations, each once. */
  readTimings(cartId: CartId): Promise<AdminResult<readonly OpTiming[]>>;
  /** Worth of a cart's snapshots, or of all carts', the oldest first. */
  readValues(cartId: CartId | null): Promise<AdminResult<readonly SnapshotValue[]>>;

  /** The latest of each kind, running or not. */
  listJobs(): Promise<readonly Job[]>;
  startExport(request: ExportRequest): Promise<AdminResult<number>>;
  startReconcile(request: ReconcileRequest): Promise<AdminResult<number>>;
  cancelJob(jobId: number): Promise<void>;
  /** What to do about what a reconciling found: nothing is done yet. */
  makePlan(jobId: number): Promise<AdminResult<RepairPlan>>;
  /** Carries out a plan, with the answers in it. */
  startApply(plan: RepairPlan): Promise<AdminResult<number>>;
  /** The latest runs of reconciling, the newest first. */
  listRuns(): Promise<AdminResult<readonly RunSummary[]>>;
  /** The latest actions of repairs, the newest first. */
  readAudit(): Promise<AdminResult<readonly AuditRow[]>>;

  followFeed(request: FeedRequest): Promise<AdminResult<number>>;
  leaveFeed(feedId: number): Promise<void>;
  checkRelay(): Promise<AdminResult<RelayHealth>>;

  getDatabase(): Promise<DatabaseInfo>;
  /** Connects once and changes nothing. */
  tryDatabase(choice: DatabaseChoice): Promise<AdminResult<DatabaseTrial>>;
  useDatabase(choice: DatabaseChoice): Promise<AdminResult<DatabaseInfo>>;
  /** Opens the embedded database to psql on this computer, or closes it. */
  openToPsql(isOpen: boolean): Promise<AdminResult<DatabaseInfo>>;

  onAccessChanged(listener: (access: AccessInfo) => void): Unsubscribe;
  onJobChanged(listener: (job: Job) => void): Unsubscribe;
  onFeedNews(listener: (news: FeedNews) => void): Unsubscribe;
  onDatabaseChanged(listener: (database: DatabaseInfo) => void): Unsubscribe;
  onQuestion(answer: (question: AdminQuestion) => Promise<AnyAdminAnswer>): Unsubscribe;
}
