import * as v from 'valibot';
import type { CartId, UserId } from '../cart/ids.ts';
import { MAX_TEXT } from '../cart/op.ts';
import { MAX_TOKEN_LENGTH, type TokenClaims } from './token.ts';

/**
 * The contract between a cart window's page and the main process, both ways.
 *
 * To add a request: its arguments in `requestSchemas`, its answer in `RequestAnswers`, a named function in
 * `TrolleyBridge`, and a handler in `electron/ipc.ts`; the compiler asks for each.
 */

/** What a window is for; fixed for as long as it is open, but for `offline`. */
export interface WindowSetup {
  readonly profile: string;
  /** The profile's; a token's user comes before. */
  readonly user: UserId;
  readonly cartId: CartId;
  /** Without the cart's name, as in `ws://127.0.0.1:4444/sync`; `null` when there is none. */
  readonly relayUrl: string | null;
  /** Whether the user has chosen to work offline, at this moment. */
  readonly offline: boolean;
  readonly access: AccessInfo;
}

/** What may be shown of this profile's access to its relay: everything but the token itself. */
export interface AccessInfo {
  /** What the token says, unchecked; `null` when there is none. */
  readonly claims: TokenClaims | null;
  /** How the computer keeps it: in the system's store for secrets, in a mere file, or until the app ends. */
  readonly keeping: 'protected' | 'weak' | 'memory';
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
  'focus-add',
  'rename-cart',
  'clear-cart',
  'show-history',
  'show-access',
] as const;
export type MenuCommand = (typeof menuCommands)[number];

/** Arguments of each request a page may make, checked by the main process. */
export const requestSchemas = {
  /** Asked once, first. */
  'get-setup': v.tuple([]),
  /** For all windows of this instance. */
  'set-offline': v.tuple([v.boolean()]),
  /** The cart's title, for the window's. */
  'set-title': v.tuple([v.pipe(v.string(), v.maxLength(MAX_TEXT.name))]),
  /** The cart is loaded and can be worked with, or cannot be loaded. */
  'report-load': v.tuple([v.picklist(['ready', 'failed'])]),
  /** The text field in focus takes its own last edit back. */
  'edit-text': v.tuple([v.picklist(['undo', 'redo'])]),
  /** What lets this window into its relay, for connecting; not to be kept or shown. */
  'get-token': v.tuple([]),
  /** A token for all windows of this instance, in the place of the one before; `null` for none. */
  'set-token': v.tuple([v.nullable(v.pipe(v.string(), v.nonEmpty(), v.maxLength(MAX_TOKEN_LENGTH)))]),
  /** Saves a text as a file, where the user says. */
  'export-file': v.tuple([v.pipe(v.string(), v.maxLength(MAX_EXPORT_LENGTH))]),
  /** To the question of that number. */
  answer: v.tuple([
    v.pipe(v.number(), v.safeInteger()),
    v.variant('kind', [
      v.object({ kind: v.literal('line'), reply: v.object({ text: v.string(), isLast: v.boolean() }) }),
      v.object({ kind: v.literal('settle'), problem: v.nullable(v.string()) }),
    ]),
  ]),
} as const;

export type RequestName = keyof typeof requestSchemas;
export type RequestArguments<Name extends RequestName> = v.InferOutput<(typeof requestSchemas)[Name]>;

/** What each request gives back. */
export interface RequestAnswers {
  'get-setup': () => WindowSetup;
  'set-offline': () => void;
  'set-title': () => void;
  'report-load': () => void;
  'edit-text': () => void;
  'get-token': () => string | null;
  /** Whether it was one. */
  'set-token': () => boolean;
  'export-file': () => ExportOutcome;
  answer: () => void;
}
export type RequestAnswer<Name extends RequestName> = ReturnType<RequestAnswers[Name]>;

/** What the main process asks of a page; the page replies by the request `answer`. */
export type Question =
  /** A line of the line protocol, from the command port; answered by its reply. */
  | { readonly kind: 'line'; readonly line: string }
  /** The window is about to close: answered when everything is saved, or with the reason why it cannot be. */
  | { readonly kind: 'settle' };
export type AnyAnswer = RequestArguments<'answer'>[1];

/** What the main process tells a page. */
export interface WindowEvents {
  'offline-changed': [offline: boolean];
  'access-changed': [access: AccessInfo];
  'menu-command': [command: MenuCommand];
  question: [number: number, question: Question];
}
export type WindowEventName = keyof WindowEvents;

export type Unsubscribe = () => void;

/** `window.trolley`: all that a page can reach of the computer. */
export interface TrolleyBridge {
  getSetup(): Promise<WindowSetup>;
  setOffline(offline: boolean): Promise<void>;
  setTitle(title: string): Promise<void>;
  reportLoad(load: 'ready' | 'failed'): Promise<void>;
  editText(command: 'undo' | 'redo'): Promise<void>;
  getToken(): Promise<string | null>;
  setToken(token: string | null): Promise<boolean>;
  exportFile(text: string): Promise<ExportOutcome>;
  /** Calls back when the choice to work offline changes, by whatever window or menu. */
  onOfflineChanged(listener: (offline: boolean) => void): Unsubscribe;
  /** Calls back when there is another token, or none any more. */
  onAccessChanged(listener: (access: AccessInfo) => void): Unsubscribe;
  onMenuCommand(listener: (command: MenuCommand) => void): Unsubscribe;
  /** Answers questions; each is asked at once, without waiting for the answers to earlier ones. */
  onQuestion(answer: (question: Question) => Promise<AnyAnswer>): Unsubscribe;
}
