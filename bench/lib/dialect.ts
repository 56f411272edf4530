import * as encoding from 'lib0/encoding';
import { frameTypes, SUBPROTOCOL, syncTypes } from '../../protocol/frames.ts';
import { syncStep1Frame, syncStep2Frame, updateFrame } from '../../protocol/relay-frame.ts';
import { readVarUint } from './count-structs.ts';

/** How a kind of server is spoken to. */
export interface Dialect {
  readonly subprotocols: readonly string[];
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

/** What a client has been sent, as far as the load looks at it. Where an update starts, if it is one. */
export type Reading =
  | { readonly type: 'update'; readonly start: number }
  | { readonly type: 'step2' }
  | { readonly type: 'refused' }
  | typeof nothing;

const nothing = { type: 'nothing' } as const;
const refused = { type: 'refused' } as const;
const step2 = { type: 'step2' } as const;

/** Hocuspocus' message type for authentication, and the kind of it that carries a token. */
const AUTHENTICATION = 2;
const TOKEN = 0;

const emptyStateVector = Uint8Array.of(0);

const yWebsocket: Dialect = {
  subprotocols: [],
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
  trolley: { ...yWebsocket, subprotocols: [SUBPROTOCOL], isLedger: true },
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
  if (type !== frameTypes.sync) return nothing;
  const step = message[start + 1];
  if (step === syncTypes.step2) return step2;
  if (step !== syncTypes.update) return nothing;
  const cursor = { message, at: start + 2 };
  readVarUint(cursor);
  return { type: 'update', start: cursor.at };
}
