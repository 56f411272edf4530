import { clipboard, type WebContents } from 'electron';
import { join } from 'node:path';
import type { CartId } from '../../cart/ids.ts';
import {
  requestSchemas,
  type CartSetup,
  type RequestAnswer,
  type RequestArguments,
  type RequestName,
} from '../../protocol/ipc.ts';
import { readAbout } from './about.ts';
import type { CartAccess } from '../access/cart-access.ts';
import type { CartLibrary } from '../profile/cart-library.ts';
import type { CartWindow } from '../windows/cart-window.ts';
import type { CartWindows } from '../windows/cart-windows.ts';
import { exportFile } from './export-file.ts';
import { handleRequests } from './ipc.ts';
import type { Notices } from '../windows/notices.ts';
import type { OfflineChoice } from '../profile/offline-choice.ts';
import { printPage, savePdf } from '../windows/print-page.ts';
import type { Profile } from '../profile/profile.ts';
import { originOf } from '../access/relay-reach.ts';
import type { SettingsStore } from '../profile/settings-store.ts';

export interface CartRequestOptions {
  readonly profile: Profile;
  readonly windows: CartWindows;
  readonly library: CartLibrary;
  readonly settings: SettingsStore;
  readonly access: CartAccess;
  readonly choice: OfflineChoice;
  readonly notices: Notices;
  /** What went wrong in a page, for the log. */
  readonly log: (level: 'error' | 'warn' | 'info', text: string) => void;
  /** Called when a page listens, from the first time it tells of its tabs. */
  readonly onListening: (window: CartWindow) => void;
  /** Called when a cart is loaded, or cannot be. */
  readonly onLoad: (window: CartWindow, cartId: CartId, load: 'ready' | 'failed') => void;
}

type CartRequestHandlers = {
  readonly [Name in RequestName]: (
    window: CartWindow,
    ...args: RequestArguments<Name>
  ) => RequestAnswer<Name> | Promise<RequestAnswer<Name>>;
};

/** Answers what the pages of cart windows ask. */
export function handleCartRequests(options: CartRequestOptions): void {
  const { profile, windows, library, settings, access, choice, notices, log } = options;
  const placeOf = (cartId: CartId) => ({
    cartId,
    relayUrl: library.get(cartId)?.relayUrl ?? null,
  });
  const openCart = (window: CartWindow, cartId: CartId): CartSetup => {
    const { relayUrl } = library.open(cartId, settings.current.relayUrl);
    const origin = originOf(relayUrl);
    const isReachable = origin === null || window.reach.has(origin);
    return { cartId, relayUrl, access: access.info({ cartId, relayUrl }), isReachable };
  };

  const handlers: CartRequestHandlers = {
    'get-setup': ({ windowId, tabs }) => ({
      ...{ profile: profile.name, user: profile.user, windowId, tabs, offline: choice.isOffline },
    }),
    'open-cart': openCart,
    'report-tabs': (window, tabs) => {
      windows.takeTabs(window, tabs);
      options.onListening(window);
    },
    'open-window': (_window, cartId) => void windows.open({ open: [cartId], shown: cartId }),
    'close-window': ({ browserWindow }) => browserWindow.close(),
    'set-offline': (_window, isOffline) => choice.set(isOffline),
    'report-figures': (_window, cartId, figures) => library.setFigures(cartId, figures),
    'report-load': (window, cartId, load) => options.onLoad(window, cartId, load),
    'edit-text': ({ browserWindow }, command) => browserWindow.webContents[command](),
    'get-token': (_window, cartId) => access.token(placeOf(cartId)),
    'set-token': (_window, cartId, token) => access.set(placeOf(cartId), token),
    'export-file': ({ browserWindow }, file) => exportFile(browserWindow, file),
    'save-pdf': ({ browserWindow }, name) => savePdf(browserWindow, name),
    print: ({ browserWindow }) => printPage(browserWindow),
    'list-carts': () => library.records,
    'add-cart': (_window, { cartId, relayUrl }) => library.add(cartId, relayUrl),
    'file-cart': (_window, cartId, filing) => library.file(cartId, filing),
    'forget-cart': (_window, cartId) => library.forget(cartId),
    'get-settings': () => settings.current,
    'change-settings': (_window, changes) => settings.change(changes),
    notify: (_window, notice) => {
      if (settings.current.notifications) notices.give(notice);
    },
    'copy-text': (_window, text) => clipboard.writeText(text),
    'get-about': () => readAbout(join(import.meta.dirname, '..', 'licences.json')),
    log: ({ windowId }, level, text) => log(level, `page ${windowId}: ${text}`),
    answer: ({ browserWindow }, number, answer) =>
      windows.questions.answer(browserWindow.webContents, number, answer),
  };
  const of = (contents: WebContents) => windows.of(contents);
  handleRequests({ of, path: '/index.html', schemas: requestSchemas }, handlers);
}
