import { clipboard, type BrowserWindow, type WebContents } from 'electron';
import type { CartId } from '../../cart/ids.ts';
import { ok, refuse } from '../../cart/result.ts';
import {
  adminRequestSchemas,
  type AdminRequestAnswer,
  type AdminRequestArguments,
  type AdminRequestName,
  type AdminResult,
} from '../../protocol/admin/bridge.ts';
import type { DatabaseChoice, DatabaseInfo } from '../../protocol/admin/database.ts';
import { exportFile } from '../page/export-file.ts';
import { handleRequests } from '../page/ipc.ts';
import type { RelayAccess } from '../access/relay-access.ts';
import type { AdminWindows } from './admin-windows.ts';
import type { DatabaseChoiceStore } from './database-choice-store.ts';
import { hasAdminAccess, NO_ACCESS } from './has-admin-access.ts';
import type { LedgerHost } from './ledger-host.ts';

export interface AdminRequestOptions {
  readonly profile: string;
  /** As in `http://127.0.0.1:4444`. */
  readonly relayUrl: string | null;
  readonly access: RelayAccess;
  readonly windows: AdminWindows;
  readonly host: LedgerHost;
  readonly choice: DatabaseChoiceStore;
  /** The way into the embedded database, while it is open. */
  readonly psql: { url: string | null };
  readonly openCart: (cartId: CartId) => void;
}

type AdminRequestHandlers = {
  readonly [Name in AdminRequestName]: (
    window: BrowserWindow,
    ...args: AdminRequestArguments<Name>
  ) => AdminRequestAnswer<Name> | Promise<AdminRequestAnswer<Name>>;
};

/** Answers what the page of the admin window asks. Who is no administrator is told so, and nothing else. */
export function handleAdminRequests(options: AdminRequestOptions): void {
  const { profile, relayUrl, access, windows, host, choice, psql, openCart } = options;
  const isAllowed = () => hasAdminAccess(access);
  const info = () => choice.info(psql.url);
  const guard = async <T>(run: () => Promise<AdminResult<T>>): Promise<AdminResult<T>> =>
    isAllowed() ? run() : refuse('no_access', NO_ACCESS);
  const changed = (): AdminResult<DatabaseInfo> => {
    windows.tell('admin-database-changed', info());
    return ok(info());
  };

  const useDatabase = async (wanted: DatabaseChoice): Promise<AdminResult<DatabaseInfo>> => {
    const settings = choice.settingsFor(wanted);
    if (!settings.ok) return settings;
    // A process that has not begun will begin with what is chosen then.
    const used = host.isRunning ? await host.call('useDatabase', settings.value) : ok(null);
    if (!used.ok) return used;
    choice.use(settings.value);
    psql.url = null;
    return changed();
  };
  const openToPsql = async (isOpen: boolean): Promise<AdminResult<DatabaseInfo>> => {
    const opened = await host.call('openToPsql', isOpen);
    if (!opened.ok) return opened;
    psql.url = opened.value;
    return changed();
  };

  const handlers: AdminRequestHandlers = {
    'admin-get-setup': () => ({ profile, relayUrl, access: access.info }),
    'admin-set-token': (_window, token) => access.set(token),
    'admin-open-cart': (_window, cartId) => openCart(cartId),
    'admin-save-file': (window, name, text) => exportFile(window, { title: 'Save', name, text }),
    'admin-copy-text': (_window, text) => clipboard.writeText(text),
    'admin-read-overview': () => guard(() => host.call('readOverview')),
    'admin-read-cart': (_window, cartId) => guard(() => host.call('readCart', cartId)),
    'admin-read-timings': (_window, cartId) => guard(() => host.call('readTimings', cartId)),
    'admin-read-values': (_window, cartId) => guard(() => host.call('readValues', cartId)),
    'admin-list-jobs': () => (isAllowed() ? host.jobs : []),
    'admin-start-export': (_window, request) => guard(() => host.call('startExport', request)),
    'admin-start-reconcile': (_window, request) => guard(() => host.call('startReconcile', request)),
    'admin-cancel-job': (_window, jobId) => host.tell({ kind: 'cancel-job', jobId }),
    'admin-make-plan': (_window, jobId) => guard(() => host.call('makePlan', jobId)),
    'admin-start-apply': (_window, plan) => guard(() => host.call('startApply', plan)),
    'admin-list-runs': () => guard(() => host.call('listRuns')),
    'admin-read-audit': () => guard(() => host.call('readAudit')),
    'admin-follow-feed': (_window, request) => guard(() => host.call('followFeed', request)),
    'admin-leave-feed': (_window, feedId) => host.tell({ kind: 'leave-feed', feedId }),
    'admin-check-relay': () => guard(() => host.call('checkRelay')),
    'admin-get-database': info,
    'admin-try-database': (_window, wanted) =>
      guard(async () => {
        const settings = choice.settingsFor(wanted);
        return settings.ok ? host.call('tryDatabase', settings.value) : settings;
      }),
    'admin-use-database': (_window, wanted) => guard(() => useDatabase(wanted)),
    'admin-open-psql': (_window, isOpen) => guard(() => openToPsql(isOpen)),
    'admin-answer': (window, number, answer) => windows.answer(window, number, answer),
  };
  const of = (contents: WebContents) => windows.of(contents);
  handleRequests({ of, path: '/admin.html', schemas: adminRequestSchemas }, handlers);
}
