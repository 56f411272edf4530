import type { WebContents } from 'electron';
import {
  requestSchemas,
  type RequestAnswer,
  type RequestArguments,
  type RequestName,
} from '../protocol/ipc.ts';
import type { CartWindow, CartWindows } from './cart-windows.ts';
import { handleRequests } from './ipc.ts';

export type CartRequestHandlers = {
  readonly [Name in RequestName]: (
    window: CartWindow,
    ...args: RequestArguments<Name>
  ) => RequestAnswer<Name> | Promise<RequestAnswer<Name>>;
};

/** Answers what the pages of cart windows ask. */
export const handleCartRequests = (windows: CartWindows, handlers: CartRequestHandlers): void =>
  handleRequests(
    { of: (contents: WebContents) => windows.of(contents), path: '/index.html', schemas: requestSchemas },
    handlers,
  );
