import * as v from 'valibot';
import { isCartId, type CartId, type UserId } from '../cart/ids.ts';
import { isRelayUrl, type JoinLink } from './join-link.ts';
import {
  cartFiguresSchema,
  cartFilingSchema,
  type CartFigures,
  type CartFiling,
  type CartRecord,
} from './library.ts';
import { settingsSchema, type Settings } from './settings.ts';
import { MAX_TOKEN_LENGTH, type TokenClaims } from './token.ts';

/**
 * The contract between a cart window's page and the main process, both ways.
 *
 * To add a request: its arguments in `requestSchemas`, its answer in `RequestAnswers`, a named function in
 * `TrolleyBridge`, and a handler in `electron/page/cart-requests.ts`; the compiler asks for each.
 */

/** The place that a window shows: the list of carts, or one of the carts it has open. */
export type Place = CartId | 'carts';

/** What a window begins with. */
export interface WindowSetup {
  readonly profile: string;
  /** The profile's; a token's user comes before. */
  readonly user: UserId;
  /** Of this window, and again of the one that takes its place at the next start. */
  readonly windowId: string;
  /** The carts it has open, in the order of their tabs, and what is in front. */
  readonly tabs: WindowTabs;
  /** Whether the user has chosen to work offline, at this moment. */
  readonly offline: boolean;
}

/** The carts of a window, in the order of their tabs, and what is in front of them. */
export interface WindowTabs {
  readonly open: readonly CartId[];
  readonly shown: Place;
}

/** What a page needs to open a cart; the cart is then in the profile's library. */
export interface CartSetup {
  readonly cartId: CartId;
  /** Without the cart's name, as in `ws://127.0.0.1:4444/sync`; `null` for a cart of this computer alone. */
  readonly relayUrl: string | null;
  readonly access: AccessInfo;
  /** Whether the page's policy lets it reach that relay; when not, the page is to be read anew first. */
  readonly isReachable: boolean;
}

/** What may be shown of this profile's access to its relay: everything but the token itself. */
export interface AccessInfo {
  /** What the token says, unchecked; `null` when there is none. */
  readonly claims: TokenClaims | null;
  /** How the computer keeps it: in the system's store for secrets, in a mere file, or until the app ends. */
  readonly keeping: 'protected' | 'weak' | 'memory';
}

/** Versions, and the licences of what Trolley is made of. */
export interface About {
  readonly version: string;
  readonly electron: string;
  readonly chromium: string;
  readonly licences: readonly Licence[];
}

export interface Licence {
  readonly name: string;
  readonly version: string;
  /** By its SPDX identifier. */
  readonly licence: string;
  readonly text: string;
}

/** The longest file that a page may save, in characters: more operations than a cart ever holds. */
const MAX_EXPORT_LENGTH = 64 * 1024 * 1024;

/** What became of a file that was to be saved. */
export type ExportOutcome =
  | { readonly status: 'saved' }
  /** The user thought better of it. */
  | { readonly status: 'cancelled' }
  | { readonly status: 'failed'; readonly reason: string };

/**
 * What the menu asks of the window in front.
 *
 * `undo` and `redo` have keys too, which the menu shows but leaves to the page: `listenForCommands` in
 * `renderer/session/commands.ts` brings both together, and keeps out of the way of text fields.
 */
export const menuCommands = [
  'undo',
  'redo',
  // The window.
  'show-carts',
  'new-cart',
  'join-cart',
  'close-tab',
  'reopen-tab',
  'next-tab',
  'previous-tab',
  'show-preferences',
  'show-about',
  // The cart in front.
  'focus-add',
  'rename-cart',
  'duplicate-cart',
  'share-cart',
  'clear-cart',
  'paste-list',
  'import-file',
  'export-csv',
  'export-json',
  'print',
  'save-pdf',
  'check-prices',
  'show-catalogue',
  'show-history',
  'show-access',
  'show-keys',
] as const;
export type MenuCommand = (typeof menuCommands)[number];

const cartId = v.custom<CartId>(isCartId, 'not a cart id');
const relayUrl = v.nullable(v.custom<string>(isRelayUrl, 'not the address of a relay'));
/** As `WindowTabs`. */
export const windowTabsSchema = v.object({
  open: v.pipe(v.array(cartId), v.maxLength(100), v.readonly()),
  shown: v.union([v.literal('carts'), cartId]),
});

/** Arguments of each request a page may make, checked by the main process. */
export const requestSchemas = {
  /** Asked once, first. */
  'get-setup': v.tuple([]),
  /** Opens a cart in this window, or tells of one that is open; also puts an unknown one into the library. */
  'open-cart': v.tuple([cartId]),
  /** What this window has open now, for its title, its commands and the next start. */
  'report-tabs': v.tuple([windowTabsSchema]),
  /** Shows a cart in a window of its own. */
  'open-window': v.tuple([cartId]),
  /** As its cross does: `window.close()` would take the page away unasked. */
  'close-window': v.tuple([]),
  /** For all windows of this instance. */
  'set-offline': v.tuple([v.boolean()]),
  /** What a cart comes to now, for the library and the window's title. */
  'report-figures': v.tuple([cartId, cartFiguresSchema]),
  /** The cart is loaded and can be worked with, or cannot be loaded. */
  'report-load': v.tuple([cartId, v.picklist(['ready', 'failed'])]),
  /** The text field in focus takes its own last edit back. */
  'edit-text': v.tuple([v.picklist(['undo', 'redo'])]),
  /** What lets this window into its relay, for connecting; not to be kept or shown. */
  'get-token': v.tuple([cartId]),
  /** A token for this cart's relay, for all windows of this instance, in the place of the one before; `null` for none. */
  'set-token': v.tuple([cartId, v.nullable(v.pipe(v.string(), v.nonEmpty(), v.maxLength(MAX_TOKEN_LENGTH)))]),
  /** Saves a text as a file, where the user says; `name` is what it is called until then. */
  'export-file': v.tuple([
    v.object({
      title: v.pipe(v.string(), v.maxLength(200)),
      name: v.pipe(v.string(), v.nonEmpty(), v.maxLength(200), v.regex(/^[^/\\:*?"<>|\p{Cc}]+$/u)),
      text: v.pipe(v.string(), v.maxLength(MAX_EXPORT_LENGTH)),
    }),
  ]),
  /** Saves the page as it is to be printed, where the user says, as a PDF of that name. */
  'save-pdf': v.tuple([v.pipe(v.string(), v.nonEmpty(), v.maxLength(200))]),
  /** Opens the system's dialog for printing the page. */
  print: v.tuple([]),
  /** The profile's carts. */
  'list-carts': v.tuple([]),
  /** Puts a cart into the library, new or joined; one that is there already is only taken off its shelf. */
  'add-cart': v.tuple([v.object({ cartId, relayUrl })]),
  /** Files a cart elsewhere. */
  'file-cart': v.tuple([cartId, cartFilingSchema]),
  /** Takes a cart out of the library for good; only from the trash, after its operations are off the disk. */
  'forget-cart': v.tuple([cartId]),
  'get-settings': v.tuple([]),
  'change-settings': v.tuple([v.partial(settingsSchema)]),
  /** Tells of a change while no window of this instance is in front; choosing the notice shows the cart. */
  notify: v.tuple([
    v.object({
      cartId,
      title: v.pipe(v.string(), v.maxLength(200)),
      body: v.pipe(v.string(), v.maxLength(500)),
    }),
  ]),
  /** Puts a text on the clipboard, such as a link. */
  'copy-text': v.tuple([v.pipe(v.string(), v.maxLength(2_000))]),
  /** Versions and licences. */
  'get-about': v.tuple([]),
  /** What went wrong in the page, for the log. */
  log: v.tuple([v.picklist(['error', 'warn', 'info']), v.pipe(v.string(), v.maxLength(10_000))]),
  /** To the question of that number. */
  answer: v.tuple([
    v.pipe(v.number(), v.safeInteger()),
    v.variant('kind', [
      v.object({ kind: v.literal('line'), reply: v.object({ text: v.string(), isLast: v.boolean() }) }),
      v.object({
        kind: v.literal('settle'),
        problem: v.nullable(v.string()),
        /** Its carts with operations that are on this computer only and on their way to a relay, and how many. */
        unsent: v.array(v.object({ cartId, count: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) })),
      }),
    ]),
  ]),
} as const;

export type RequestName = keyof typeof requestSchemas;
export type FileToExport = RequestArguments<'export-file'>[0];
export type RequestArguments<Name extends RequestName> = v.InferOutput<(typeof requestSchemas)[Name]>;

/** What each request gives back. */
export interface RequestAnswers {
  'get-setup': () => WindowSetup;
  'set-offline': () => void;
  'open-cart': () => CartSetup;
  'report-tabs': () => void;
  'open-window': () => void;
  'close-window': () => void;
  'report-figures': () => void;
  'report-load': () => void;
  'edit-text': () => void;
  'get-token': () => string | null;
  /** Whether it was one. */
  'set-token': () => boolean;
  'export-file': () => ExportOutcome;
  'save-pdf': () => ExportOutcome;
  print: () => void;
  'list-carts': () => readonly CartRecord[];
  'add-cart': () => CartRecord;
  'file-cart': () => void;
  'forget-cart': () => void;
  'get-settings': () => Settings;
  'change-settings': () => void;
  notify: () => void;
  'copy-text': () => void;
  'get-about': () => About;
  log: () => void;
  answer: () => void;
}
export type RequestAnswer<Name extends RequestName> = ReturnType<RequestAnswers[Name]>;

/** What the main process asks of a page; the page replies by the request `answer`. */
export type Question =
  /** A line of the line protocol for an open cart, from the command port; answered by its reply. */
  | { readonly kind: 'line'; readonly cartId: CartId; readonly line: string }
  /** The window is about to close: answered when every open cart is saved, or with the reason why one cannot be. */
  | { readonly kind: 'settle' };
export type AnyAnswer = RequestArguments<'answer'>[1];

/** What the main process tells a page. */
export interface WindowEvents {
  'offline-changed': [offline: boolean];
  'access-changed': [cartId: CartId, access: AccessInfo];
  /** The library, after a change of it by whatever window. */
  'carts-changed': [carts: readonly CartRecord[]];
  'settings-changed': [settings: Settings];
  /** Somebody follows a link to a cart: they are asked before it is opened. */
  'join-asked': [link: JoinLink];
  /** A cart is to be shown in this window. */
  'show-cart': [cartId: CartId];
  'menu-command': [command: MenuCommand];
  question: [number: number, question: Question];
}
export type WindowEventName = keyof WindowEvents;

export type Unsubscribe = () => void;

/** `window.trolley`: all that a page can reach of the computer. */
export interface TrolleyBridge {
  getSetup(): Promise<WindowSetup>;
  openCart(cartId: CartId): Promise<CartSetup>;
  reportTabs(tabs: WindowTabs): Promise<void>;
  openWindow(cartId: CartId): Promise<void>;
  closeWindow(): Promise<void>;
  reportFigures(cartId: CartId, figures: CartFigures): Promise<void>;
  reportLoad(cartId: CartId, load: 'ready' | 'failed'): Promise<void>;
  setOffline(offline: boolean): Promise<void>;
  editText(command: 'undo' | 'redo'): Promise<void>;
  getToken(cartId: CartId): Promise<string | null>;
  setToken(cartId: CartId, token: string | null): Promise<boolean>;
  exportFile(file: FileToExport): Promise<ExportOutcome>;
  savePdf(name: string): Promise<ExportOutcome>;
  print(): Promise<void>;
  listCarts(): Promise<readonly CartRecord[]>;
  addCart(cart: { readonly cartId: CartId; readonly relayUrl: string | null }): Promise<CartRecord>;
  fileCart(cartId: CartId, filing: CartFiling): Promise<void>;
  forgetCart(cartId: CartId): Promise<void>;
  getSettings(): Promise<Settings>;
  changeSettings(settings: Partial<Settings>): Promise<void>;
  notify(notice: { readonly cartId: CartId; readonly title: string; readonly body: string }): Promise<void>;
  copyText(text: string): Promise<void>;
  getAbout(): Promise<About>;
  log(level: 'error' | 'warn' | 'info', text: string): Promise<void>;
  /** Calls back when the choice to work offline changes, by whatever window or menu. */
  onOfflineChanged(listener: (offline: boolean) => void): Unsubscribe;
  /** Calls back when there is another token for a cart, or none any more. */
  onAccessChanged(listener: (cartId: CartId, access: AccessInfo) => void): Unsubscribe;
  onCartsChanged(listener: (carts: readonly CartRecord[]) => void): Unsubscribe;
  onSettingsChanged(listener: (settings: Settings) => void): Unsubscribe;
  onJoinAsked(listener: (link: JoinLink) => void): Unsubscribe;
  onShowCart(listener: (cartId: CartId) => void): Unsubscribe;
  onMenuCommand(listener: (command: MenuCommand) => void): Unsubscribe;
  /** Answers questions; each is asked at once, without waiting for the answers to earlier ones. */
  onQuestion(answer: (question: Question) => Promise<AnyAnswer>): Unsubscribe;
}
