import { decodeStateVector, type StateVector } from '../cart/delivery.ts';
import { ByteReader, MalformedBytes } from './byte-reader.ts';
import { frameTypes, syncTypes } from './frames.ts';

/** A frame that a client sends. */
export type ClientFrame =
  | { readonly type: 'syncStep1'; readonly stateVector: StateVector }
  | { readonly type: 'syncStep2' | 'update'; readonly update: Uint8Array }
  | { readonly type: 'awareness'; readonly update: Uint8Array }
  | { readonly type: 'queryAwareness' };

/** Reads a whole WebSocket message. Throws on anything else; updates are views on it and not yet checked. */
export function readClientFrame(message: Uint8Array): ClientFrame {
  const reader = new ByteReader(message);
  const frame = readFrame(reader);
  reader.requireEnd();
  return frame;
}

function readFrame(reader: ByteReader): ClientFrame {
  const type = reader.varUint();
  switch (type) {
    case frameTypes.sync:
      return readSync(reader);
    case frameTypes.awareness:
      return { type: 'awareness', update: reader.block() };
    case frameTypes.queryAwareness:
      return { type: 'queryAwareness' };
    default:
      throw new MalformedBytes(`no client sends frames of type ${type}`);
  }
}

function readSync(reader: ByteReader): ClientFrame {
  const type = reader.varUint();
  switch (type) {
    case syncTypes.step1:
      return { type: 'syncStep1', stateVector: decodeStateVector(reader.block()) };
    case syncTypes.step2:
      return { type: 'syncStep2', update: reader.block() };
    case syncTypes.update:
      return { type: 'update', update: reader.block() };
    default:
      throw new MalformedBytes(`there is no sync message of type ${type}`);
  }
}
