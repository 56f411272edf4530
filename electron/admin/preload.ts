import { contextBridge } from 'electron';
import type {
  AdminBridge,
  AdminEvents,
  AdminRequestAnswer,
  AdminRequestArguments,
  AdminRequestName,
} from '../../protocol/admin/bridge.ts';
import { requesterOf, subscriberOf } from '../page/page-calls.ts';

const request = requesterOf<
  { [Name in AdminRequestName]: AdminRequestArguments<Name> },
  { [Name in AdminRequestName]: AdminRequestAnswer<Name> }
>();
const subscribe = subscriberOf<AdminEvents>();

/** Runs before the page, in a sandbox: gives it the functions of `AdminBridge` and nothing of Electron. */
const bridge: AdminBridge = {
  getSetup: () => request('admin-get-setup'),
  setToken: (token) => request('admin-set-token', token),
  openCart: (cartId) => request('admin-open-cart', cartId),
  saveFile: (name, text) => request('admin-save-file', name, text),
  copyText: (text) => request('admin-copy-text', text),
  readOverview: () => request('admin-read-overview'),
  readCart: (cartId) => request('admin-read-cart', cartId),
  readTimings: (cartId) => request('admin-read-timings', cartId),
  readValues: (cartId) => request('admin-read-values', cartId),
  listJobs: () => request('admin-list-jobs'),
  startExport: (wanted) => request('admin-start-export', wanted),
  startReconcile: (wanted) => request('admin-start-reconcile', wanted),
  cancelJob: (jobId) => request('admin-cancel-job', jobId),
  makePlan: (jobId) => request('admin-make-plan', jobId),
  startApply: (plan) => request('admin-start-apply', plan),
  listRuns: () => request('admin-list-runs'),
  readAudit: () => request('admin-read-audit'),
  followFeed: (wanted) => request('admin-follow-feed', wanted),
  leaveFeed: (feedId) => request('admin-leave-feed', feedId),
  checkRelay: () => request('admin-check-relay'),
  getDatabase: () => request('admin-get-database'),
  tryDatabase: (choice) => request('admin-try-database', choice),
  useDatabase: (choice) => request('admin-use-database', choice),
  openToPsql: (isOpen) => request('admin-open-psql', isOpen),
  onAccessChanged: (listener) => subscribe('admin-access-changed', listener),
  onJobChanged: (listener) => subscribe('admin-job-changed', listener),
  onFeedNews: (listener) => subscribe('admin-feed-news', listener),
  onDatabaseChanged: (listener) => subscribe('admin-database-changed', listener),
  onQuestion: (answer) =>
    subscribe('admin-question', (number, question) => {
      void answer(question).then((given) => request('admin-answer', number, given));
    }),
};
contextBridge.exposeInMainWorld('trolleyAdmin', bridge);
