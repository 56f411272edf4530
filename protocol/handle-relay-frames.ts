import * as decoding from 'lib0/decoding';
import type { WebsocketProvider } from 'y-websocket';
import { decodeStateVector, type StateVector } from '../cart/delivery.ts';
import {
  decodeDurable,
  decodeHello,
  decodeRefused,
  frameTypes,
  syncTypes,
  type Hello,
  type Refusal,
} from './frames.ts';
import { readLedgerUpdate } from './ledger-update.ts';

/** What there is to know from the frames of a relay, beyond what y-websocket does with them. */
export interface RelayFrames {
  /** The relay's first word on a connection. */
  readonly onHello: (hello: Hello) => void;
  /** The relay's sync step 1 has been answered: it holds this much. */
  readonly onHeld: (stateVector: StateVector) => void;
  readonly onDurable: (stateVector: StateVector) => void;
  readonly onRefused: (refusal: Refusal) => void;
  /** An update that is none of a ledger's, or bytes that are nothing; left out either way. */
  readonly onUnreadable: (problem: 'bad-update' | 'bad-frame') => void;
}

type Handler = WebsocketProvider['messageHandlers'][number];

/** Reads Trolley's own frames, and keeps out of the document what is not part of a ledger. */
export function handleRelayFrames(provider: WebsocketProvider, frames: RelayFrames): void {
  const handlers = provider.messageHandlers;
  const sync = handlers[frameTypes.sync];
  if (!sync) throw new Error('y-websocket handles no sync messages');

  /** One bad frame is said to be so, and the connection goes on with the next. */
  const guard =
    (handler: Handler): Handler =>
    (...frame) => {
      try {
        handler(...frame);
      } catch {
        frames.onUnreadable('bad-frame');
      }
    };
  handlers[frameTypes.sync] = guard((encoder, decoder, ...rest) => {
    const ahead = decoding.clone(decoder);
    const type = decoding.readVarUint(ahead);
    const payload = decoding.readVarUint8Array(ahead);
    if (type !== syncTypes.step1 && readLedgerUpdate(payload).status === 'malformed') {
      frames.onUnreadable('bad-update');
      return;
    }
    sync(encoder, decoder, ...rest);
    if (type === syncTypes.step1) frames.onHeld(decodeStateVector(payload));
  });
  handlers[frameTypes.hello] = guard((_encoder, decoder) => frames.onHello(decodeHello(decoder)));
  handlers[frameTypes.durable] = guard((_encoder, decoder) =>
    frames.onDurable(decodeStateVector(decodeDurable(decoder))),
  );
  handlers[frameTypes.refused] = guard((_encoder, decoder) => frames.onRefused(decodeRefused(decoder)));
}
