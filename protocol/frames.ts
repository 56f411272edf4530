import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as v from 'valibot';

/** First varuint of each WebSocket message; 0, 1 and 3 are y-protocols', the rest Trolley's. */
export const frameTypes = {
  sync: 0,
  awareness: 1,
  queryAwareness: 3,
  durable: 100,
  refused: 101,
  hello: 102,
} as const;

/** Second varuint of a sync message, as in y-protocols. */
export const syncTypes = { step1: 0, step2: 1, update: 2 } as const;

/** A client that offers this subprotocol, and is answered with it, receives frames 100 and 101. */
export const SUBPROTOCOL = 'trolley.v1';

/** Codes of frame 101. */
export const refusalCodes = [
  /** Not a well-formed ledger operation; resending will not help. */
  'malformed',
  /** An operation id or a (client, clock) that is taken by other content. */
  'conflict',
  /** Operations before this one are missing; the relay's sync step 1 follows. */
  'gap',
  /** The relay cannot store just now; the relay's sync step 1 follows when it can. */
  'storage',
  /** Not allowed to write here, or not in somebody else's name. */
  'forbidden',
  /** Its timestamp is too far ahead of the relay's clock; see frame 102. */
  'clock',
  /** More than this client, user or cart may hold or send. */
  'quota',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** Body of frame 101: an update that was not accepted. */
export interface Refusal {
  readonly code: RefusalCode;
  /** For people and logs. */
  readonly reason: string;
}

/** How the reason ends when it is the cart that is full: nothing more goes into it, whoever sends it. */
export const CART_FULL = 'the cart is full';

export const isOfFullCart = ({ code, reason }: Refusal): boolean =>
  code === 'quota' && reason.endsWith(CART_FULL);

const refusalSchema = v.object({ code: v.picklist(refusalCodes), reason: v.string() });

/** Frame 100, whole message: every operation up to the clocks of this Yjs state vector is durable. */
export function encodeDurable(stateVector: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, frameTypes.durable);
    encoding.writeVarUint8Array(encoder, stateVector);
  });
}

/** The state vector of frame 100; the decoder stands behind the frame type. */
export const decodeDurable = (decoder: decoding.Decoder): Uint8Array => decoding.readVarUint8Array(decoder);

/** Frame 101, whole message. */
export function encodeRefused(refusal: Refusal): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, frameTypes.refused);
    encoding.writeVarString(encoder, JSON.stringify(refusal));
  });
}

/** The body of frame 101; the decoder stands behind the frame type. Throws on anything else. */
export const decodeRefused = (decoder: decoding.Decoder): Refusal =>
  v.parse(refusalSchema, JSON.parse(decoding.readVarString(decoder)));

/** Body of frame 102, the first that a client with receipts is sent. */
export interface Hello {
  /** The relay's clock, milliseconds since 1970. */
  readonly time: number;
  /** Identifies the relay's log: another one means that its data was restored from a backup, or is new. */
  readonly generation: string;
}

const helloSchema = v.object({ time: v.number(), generation: v.string() });

/** Frame 102, whole message. */
export function encodeHello(hello: Hello): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, frameTypes.hello);
    encoding.writeVarString(encoder, JSON.stringify(hello));
  });
}

/** The body of frame 102; the decoder stands behind the frame type. Throws on anything else. */
export const decodeHello = (decoder: decoding.Decoder): Hello =>
  v.parse(helloSchema, JSON.parse(decoding.readVarString(decoder)));
