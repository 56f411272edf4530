import { app } from 'electron';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { CartId } from '../../cart/ids.ts';
import { httpAddressOf } from '../../ledger/sources/relay-address.ts';
import type { Profile } from '../profile/profile.ts';
import type { RelayAccess } from '../access/relay-access.ts';
import { SecretStore } from '../access/secret-store.ts';
import type { Vault } from '../access/vault.ts';
import { handleAdminRequests } from './admin-requests.ts';
import { AdminWindows } from './admin-windows.ts';
import { DatabaseChoiceStore } from './database-choice-store.ts';
import { hasAdminAccess } from './has-admin-access.ts';
import { LedgerHost } from './ledger-host.ts';

export interface AdminOptions {
  readonly profile: Profile;
  /** Of its WebSockets, as in `ws://127.0.0.1:4444/sync`. */
  readonly relayUrl: string | null;
  readonly access: RelayAccess;
  readonly vault: Vault;
  readonly openCart: (cartId: CartId) => void;
}

/** Puts the admin view together; gives its window. When the app is ready. */
export function openAdmin({ profile, relayUrl, access, vault, openCart }: AdminOptions): AdminWindows {
  const windows = new AdminWindows(profile.name);
  const place = (name: string) => join(app.getPath('userData'), name);
  const onProblem = (message: string) => void process.stderr.write(`${message}\n`);
  const what = 'the password of the database';
  const passwords = new SecretStore({ file: place('database-passwords.json'), vault, what, onProblem });
  const kept = { file: place('database.json'), directory: place('ledger'), passwords, onProblem };
  const choice = new DatabaseChoiceStore(kept);
  const psql: { url: string | null } = { url: null };
  const http = relayUrl === null ? null : httpAddressOf(relayUrl);
  const host = new LedgerHost({
    settings: () => ({
      relayUrl: http,
      token: access.token,
      database: choice.settings,
      doneBy: access.info.claims?.sub ?? accountName(profile),
    }),
    askDesktop: (question) =>
      windows.ask(question.kind === 'desktop-cart' ? { ...question, relayUrl } : question),
    onJob: (job) => {
      if (hasAdminAccess(access)) windows.tell('admin-job-changed', job);
    },
    onFeedNews: (news) => windows.tell('admin-feed-news', news),
    onLost: () => {
      psql.url = null;
      windows.tell('admin-database-changed', choice.info(null));
    },
  });
  windows.onPageGone = () => host.tell({ kind: 'leave-feeds' });
  access.onChange(() => {
    host.tell({ kind: 'token', token: access.token });
    if (!hasAdminAccess(access)) host.tell({ kind: 'leave-feeds' });
    windows.tell('admin-access-changed', access.info);
  });
  handleAdminRequests({
    ...{ profile: profile.name, relayUrl: http, access, windows, host, choice, psql, openCart },
  });
  endWith(host);
  return windows;
}

/** The app ends when the database is closed. */
function endWith(host: LedgerHost): void {
  app.on('will-quit', (event) => {
    if (!host.isRunning) return;
    event.preventDefault();
    void host.close().finally(() => app.quit());
  });
}

/** Whoever works on this computer, for the records. */
function accountName({ user }: Profile): string {
  try {
    return userInfo().username;
  } catch {
    return user; // An account without an entry in the system's list of users.
  }
}
