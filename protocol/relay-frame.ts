import * as encoding from 'lib0/encoding';
import { frameTypes, syncTypes } from './frames.ts';

const frame = (types: readonly number[], body: Uint8Array): Uint8Array =>
  encoding.encode((encoder) => {
    for (const type of types) encoding.writeVarUint(encoder, type);
    encoding.writeVarUint8Array(encoder, body);
  });

/** "This is what I have; send me the rest." */
export const syncStep1Frame = (stateVector: Uint8Array): Uint8Array =>
  frame([frameTypes.sync, syncTypes.step1], stateVector);

/** The answer to a sync step 1. */
export const syncStep2Frame = (update: Uint8Array): Uint8Array =>
  frame([frameTypes.sync, syncTypes.step2], update);

/** News. */
export const updateFrame = (update: Uint8Array): Uint8Array =>
  frame([frameTypes.sync, syncTypes.update], update);

export const awarenessFrame = (update: Uint8Array): Uint8Array => frame([frameTypes.awareness], update);

/** Says nothing, so that a client knows the connection lives. */
export const keepAliveFrame: Uint8Array = awarenessFrame(Uint8Array.of(0));
