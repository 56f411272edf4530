import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import * as v from 'valibot';
import {
  requestSchemas,
  type RequestAnswer,
  type RequestArguments,
  type RequestName,
  type WindowEventName,
  type WindowEvents,
} from '../protocol/ipc.ts';
import { APP_ORIGIN } from './app-protocol.ts';
import type { CartWindow, CartWindows } from './cart-windows.ts';

/** One for each request; called with the window it came from. */
export type RequestHandlers = {
  readonly [Name in RequestName]: (
    window: CartWindow,
    ...args: RequestArguments<Name>
  ) => RequestAnswer<Name> | Promise<RequestAnswer<Name>>;
};

/**
 * Answers the pages' requests.
 *
 * A request counts only from the top frame of a window of ours that shows our own page, and with the
 * arguments of the contract. Anything else is no mistake of a user's, so it throws.
 */
export function handleRequests(windows: CartWindows, handlers: RequestHandlers): void {
  for (const name of Object.keys(requestSchemas) as RequestName[]) {
    const handle = handlers[name] as (window: CartWindow, ...args: unknown[]) => unknown;
    ipcMain.handle(name, (event, ...args: unknown[]) =>
      handle(senderOf(windows, event), ...v.parse(requestSchemas[name], args)),
    );
  }
}

function senderOf(windows: CartWindows, { sender, senderFrame }: IpcMainInvokeEvent): CartWindow {
  const window = windows.of(sender);
  const isOurPage =
    senderFrame?.origin === APP_ORIGIN && senderFrame.parent === null && senderFrame === sender.mainFrame;
  if (!window || !isOurPage) throw new Error('a request from an unknown place');
  return window;
}

/** Tells a page something. */
export function tell<Name extends WindowEventName>(
  contents: WebContents,
  name: Name,
  ...args: WindowEvents[Name]
): void {
  if (!contents.isDestroyed()) contents.send(name, ...args);
}
