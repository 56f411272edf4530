import * as encoding from 'lib0/encoding';
import { ByteReader } from '../../protocol/byte-reader.ts';

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

/** Whether an entry is worth reading further. */
export type IsNews = (client: number, clock: number, isGone: boolean) => boolean;

const everything: IsNews = () => true;

/**
 * Reads an awareness update, or those entries of it that are news. Throws on other bytes; whether states are
 * JSON is not checked.
 *
 * Clients repeat what they hear of others, so with many at a cart almost nothing is news: the states of the
 * rest are passed over without being read.
 */
export function readPresence(update: Uint8Array, isNews: IsNews = everything): readonly PresenceEntry[] {
  const reader = new ByteReader(update);
  const entries: PresenceEntry[] = [];
  for (let left = reader.varUint(); left > 0; left--) {
    const client = reader.varUint();
    const clock = reader.varUint();
    const start = reader.at;
    const length = reader.varUint();
    reader.require(length);
    if (isNews(client, clock, isGoneAt(update, reader.at, length))) {
      reader.at = start;
      entries.push({ client, clock, state: reader.text() });
    } else reader.at += length;
  }
  reader.requireEnd();
  return entries;
}

const goneBytes = new TextEncoder().encode(GONE);

function isGoneAt(update: Uint8Array, start: number, length: number): boolean {
  if (length !== goneBytes.length) return false;
  return goneBytes.every((byte, i) => update[start + i] === byte);
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
