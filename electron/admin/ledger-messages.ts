import type { CartId } from '../../cart/ids.ts';
import type { AdminResult, AnyAdminAnswer } from '../../protocol/admin/bridge.ts';
import type { CartOverview, CartSides, OpTiming, SnapshotValue } from '../../protocol/admin/carts.ts';
import type { DatabaseTrial } from '../../protocol/admin/database.ts';
import type {
  AuditRow,
  ExportRequest,
  Job,
  ReconcileRequest,
  RunSummary,
} from '../../protocol/admin/jobs.ts';
import type { FeedNews, FeedRequest, RelayHealth } from '../../protocol/admin/relay.ts';
import type { RepairPlan } from '../../protocol/repair-plan.ts';
import type { DatabaseSettings } from '../../ledger/admin/database-settings.ts';
import type { DesktopQuestion } from '../../ledger/admin/desktop-source.ts';

/** What passes between the main process and the ledger process. Both are ours, so nothing is checked. */

/** What the ledger process works with, sent first. */
export interface LedgerSettings {
  readonly relayUrl: string | null;
  readonly token: string | null;
  readonly database: DatabaseSettings;
  readonly doneBy: string;
  /** Numbers of jobs and feeds begin here, so that a process after another does not repeat them. */
  readonly firstNumber: number;
}

/** What can be asked of the ledger process. */
export interface LedgerCalls {
  readOverview(): Promise<AdminResult<CartOverview>>;
  readCart(cartId: CartId): Promise<AdminResult<CartSides>>;
  readTimings(cartId: CartId): Promise<AdminResult<readonly OpTiming[]>>;
  readValues(cartId: CartId | null): Promise<AdminResult<readonly SnapshotValue[]>>;
  startExport(request: ExportRequest): Promise<AdminResult<number>>;
  startReconcile(request: ReconcileRequest): Promise<AdminResult<number>>;
  makePlan(jobId: number): Promise<AdminResult<RepairPlan>>;
  startApply(plan: RepairPlan): Promise<AdminResult<number>>;
  listRuns(): Promise<AdminResult<readonly RunSummary[]>>;
  readAudit(): Promise<AdminResult<readonly AuditRow[]>>;
  followFeed(request: FeedRequest): Promise<AdminResult<number>>;
  checkRelay(): Promise<AdminResult<RelayHealth>>;
  tryDatabase(settings: DatabaseSettings): Promise<AdminResult<DatabaseTrial>>;
  useDatabase(settings: DatabaseSettings): Promise<AdminResult<null>>;
  openToPsql(isOpen: boolean): Promise<AdminResult<string | null>>;
}
export type LedgerCallName = keyof LedgerCalls;

export type ToLedger =
  | { readonly kind: 'begin'; readonly settings: LedgerSettings }
  | { readonly kind: 'token'; readonly token: string | null }
  | {
      readonly kind: 'call';
      readonly number: number;
      readonly name: LedgerCallName;
      readonly args: readonly unknown[];
    }
  | { readonly kind: 'cancel-job'; readonly jobId: number }
  | { readonly kind: 'leave-feed'; readonly feedId: number }
  | { readonly kind: 'leave-feeds' }
  /** `null`: nobody answers. */
  | { readonly kind: 'answer'; readonly number: number; readonly answer: AnyAdminAnswer | null }
  /** The process closes the database and ends. */
  | { readonly kind: 'end' };

export type FromLedger =
  | { readonly kind: 'reply'; readonly number: number; readonly result: AdminResult<unknown> }
  /** A bug of ours. */
  | { readonly kind: 'failure'; readonly number: number; readonly message: string }
  | { readonly kind: 'job'; readonly job: Job }
  | { readonly kind: 'feed'; readonly news: FeedNews }
  | { readonly kind: 'question'; readonly number: number; readonly question: DesktopQuestion };
