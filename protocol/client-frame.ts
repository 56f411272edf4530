import * as decoding from 'lib0/decoding';
import { decodeStateVector, type StateVector } from '../cart/delivery.ts';
import { frameTypes, syncTypes } from './frames.ts';
import { MalformedBytes, requireBytes } from './json-reader.ts';

/** A frame that a client sends. */
export type ClientFrame =
  | { readonly type: 'syncStep1'; readonly stateVector: StateVector }
  | { readonly type: 'syncStep2' | 'update'; readonly update: Uint8Array }
  | { readonly type: 'awareness'; readonly update: Uint8Array }
  | { readonly type: 'queryAwareness' };

/** Reads a whole WebSocket message. Throws on anything else; updates are views on it and not yet checked. */
export function readClientFrame(message: Uint8Array): ClientFrame {
  const decoder = decoding.createDecoder(message);
  const frame = readFrame(decoder);
  if (decoder.pos !== message.length) throw new MalformedBytes('bytes after the end');
  return frame;
}

function readFrame(decoder: decoding.Decoder): ClientFrame {
  const type = decoding.readVarUint(decoder);
  switch (type) {
    case frameTypes.sync:
      return readSync(decoder);
    case frameTypes.awareness:
      return { type: 'awareness', update: readBytes(decoder) };
    case frameTypes.queryAwareness:
      return { type: 'queryAwareness' };
    default:
      throw new MalformedBytes(`no client sends frames of type ${type}`);
  }
}

function readSync(decoder: decoding.Decoder): ClientFrame {
  const type = decoding.readVarUint(decoder);
  switch (type) {
    case syncTypes.step1:
      return { type: 'syncStep1', stateVector: decodeStateVector(readBytes(decoder)) };
    case syncTypes.step2:
      return { type: 'syncStep2', update: readBytes(decoder) };
    case syncTypes.update:
      return { type: 'update', update: readBytes(decoder) };
    default:
      throw new MalformedBytes(`there is no sync message of type ${type}`);
  }
}

/** lib0 would read past the end of a message that lies in a pool. */
function readBytes(decoder: decoding.Decoder): Uint8Array {
  const start = decoder.pos;
  requireBytes(decoder, decoding.readVarUint(decoder), decoder.arr.length);
  decoder.pos = start;
  return decoding.readVarUint8Array(decoder);
}
