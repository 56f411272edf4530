import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import * as v from 'valibot';
import { APP_ORIGIN } from './app-protocol.ts';

type RequestSchemas = Readonly<Record<string, v.GenericSchema<unknown, readonly unknown[]>>>;

/** Windows of one kind, and what their pages may ask. */
export interface Pages<Window, Schemas extends RequestSchemas> {
  /** The window to which a page belongs, if it is one of these. */
  readonly of: (contents: WebContents) => Window | null;
  /** The page that they show, as in `/index.html`. */
  readonly path: string;
  /** Arguments of each request. */
  readonly schemas: Schemas;
}

/** One for each request; called with the window it came from. What kinds of window there are says it exactly. */
type Handlers<Window, Schemas extends RequestSchemas> = {
  readonly [Name in keyof Schemas]: (window: Window, ...args: never[]) => unknown;
};

/**
 * Answers requests of the pages of one kind of window.
 *
 * A request counts only from the top frame of such a window that shows its own page, and with the arguments of
 * the contract. Anything else is no mistake of a user's, so it throws.
 */
export function handleRequests<Window, Schemas extends RequestSchemas>(
  pages: Pages<Window, Schemas>,
  handlers: Handlers<Window, Schemas>,
): void {
  for (const [name, schema] of Object.entries(pages.schemas)) {
    const handle = handlers[name] as (window: Window, ...args: readonly unknown[]) => unknown;
    ipcMain.handle(name, (event, ...args: unknown[]) =>
      handle(senderOf(pages, event), ...v.parse(schema, args)),
    );
  }
}

function senderOf<Window, Schemas extends RequestSchemas>(
  { of, path }: Pages<Window, Schemas>,
  { sender, senderFrame }: IpcMainInvokeEvent,
): Window {
  const window = of(sender);
  const isOurPage =
    senderFrame?.origin === APP_ORIGIN &&
    senderFrame.parent === null &&
    senderFrame === sender.mainFrame &&
    URL.parse(senderFrame.url)?.pathname === path;
  if (!window || !isOurPage) throw new Error('a request from an unknown place');
  return window;
}

/** Tells pages of one kind of window something. */
export const tellerOf =
  <Events extends { readonly [Name in keyof Events]: readonly unknown[] }>() =>
  <Name extends keyof Events & string>(contents: WebContents, name: Name, ...args: Events[Name]): void => {
    if (!contents.isDestroyed()) contents.send(name, ...args);
  };
