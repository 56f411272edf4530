import * as encoding from 'lib0/encoding';
import { frameTypes, SUBPROTOCOL, syncTypes } from '../../../protocol/frames.ts';
import { syncStep1Frame, syncStep2Frame, updateFrame } from '../../../protocol/relay-frame.ts';
import { readVarUint } from './count-structs.ts';

/** How a kind of server is spoken to. */
export interface Dialect {
  readonly subprotocols: readonly string[];
  /** How the server says that it has taken an update, if it does. */
  readonly acknowledges: 'durable' | 'each' | 'never';
  /** Whether the server takes ledger operations only; others are sent sets of a `Y.Map`. */
  readonly isLedger: boolean;
  /** Address of a cart, from the server's. */
  address(ws: string, cart: string): string;
  /** What a client says first; the server answers the last of it with a sync step 2. */
  greetings(cart: string): readonly Uint8Array[];
  step2(cart: string, update: Uint8Array): Uint8Array;
  update(cart: string, update: Uint8Array): Uint8Array;
  read(message: Uint8Array): Reading;
}

/**
 * What a client has been sent, as far as a load looks at it. `start` is where its bytes begin: the update's, or
 * the state vector's that says what is durable.
 */
export type Reading =
  | { readonly type: 'update' | 'step2' | 'durable'; readonly start: number }
  /** One message of this client has been taken, in the words of a server that counts them one by one. */
  | typeof acknowledged
  | typeof refused
  | typeof nothing;

const nothing = { type: 'nothing' } as const;
const refused = { type: 'refused' } as const;
const acknowledged = { type: 'acknowledged' } as const;

/** Hocuspocus' message types for authentication, and the kind of it that carries a token; and for what it took. */
const AUTHENTICATION = 2;
const TOKEN = 0;
const SYNC_STATUS = 8;

const emptyStateVector = Uint8Array.of(0);

const yWebsocket: Dialect = {
  subprotocols: [],
  acknowledges: 'never',
  isLedger: false,
  address: (ws, cart) => `${ws}/${cart}`,
  greetings: () => [syncStep1Frame(emptyStateVector)],
  step2: (_cart, update) => syncStep2Frame(update),
  update: (_cart, update) => updateFrame(update),
  read: (message) => readFrame(message, 0),
};

/** Hocuspocus puts the document's name before each message, and wants a token before anything else. */
const hocuspocus: Dialect = {
  subprotocols: [],
  acknowledges: 'each',
  isLedger: false,
  address: (ws) => ws,
  greetings: (cart) => [
    named(cart, Uint8Array.of(AUTHENTICATION, TOKEN, 0)),
    named(cart, syncStep1Frame(emptyStateVector)),
  ],
  step2: (cart, update) => named(cart, syncStep2Frame(update)),
  update: (cart, update) => named(cart, updateFrame(update)),
  // Names are short, so their length takes one byte.
  read: (message) => readFrame(message, 1 + (message[0] ?? 0)),
};

export const dialects = {
  trolley: { ...yWebsocket, subprotocols: [SUBPROTOCOL], acknowledges: 'durable', isLedger: true },
  yWebsocket,
  hocuspocus,
} satisfies Record<string, Dialect>;

export type DialectName = keyof typeof dialects;

const named = (cart: string, frame: Uint8Array): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarString(encoder, cart);
    encoding.writeUint8Array(encoder, frame);
  });

function readFrame(message: Uint8Array, start: number): Reading {
  const type = message[start];
  if (type === frameTypes.refused) return refused;
  if (type === frameTypes.durable) return { type: 'durable', start: bodyStart(message, start + 1) };
  if (type === SYNC_STATUS) return message[start + 1] === 1 ? acknowledged : refused;
  if (type !== frameTypes.sync) return nothing;
  const step = message[start + 1];
  if (step !== syncTypes.step2 && step !== syncTypes.update) return nothing;
  return { type: step === syncTypes.update ? 'update' : 'step2', start: bodyStart(message, start + 2) };
}

/** Behind the length of what follows. */
function bodyStart(message: Uint8Array, at: number): number {
  const cursor = { message, at };
  readVarUint(cursor);
  return cursor.at;
}
