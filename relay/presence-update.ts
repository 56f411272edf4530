import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { readText } from '../protocol/json-reader.ts';

/** One client's presence, as y-protocols' awareness has it. */
export interface PresenceEntry {
  /** The Yjs client id. */
  readonly client: number;
  /** Counts the client's changes of its own presence. */
  readonly clock: number;
  /** JSON text; `null` says that the client has gone. */
  readonly state: string;
}

export const GONE = 'null';

/** Reads an awareness update. Throws on other bytes; whether states are JSON is not checked. */
export function readPresence(update: Uint8Array): readonly PresenceEntry[] {
  const decoder = decoding.createDecoder(update);
  const entries: PresenceEntry[] = [];
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    const client = decoding.readVarUint(decoder);
    const clock = decoding.readVarUint(decoder);
    entries.push({ client, clock, state: readText(decoder, update.length) });
  }
  if (decoder.pos !== update.length) throw new Error('bytes after the end');
  return entries;
}

export const encodePresence = (entries: readonly PresenceEntry[]): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, entries.length);
    for (const { client, clock, state } of entries) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarString(encoder, state);
    }
  });
