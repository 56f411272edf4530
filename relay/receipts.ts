import * as Y from 'yjs';
import type { LogRecord } from './update-log.ts';

/** The state vector of the clients that these records moved, up to and including them. */
export function durableMarks(records: readonly LogRecord[]): Uint8Array {
  const marks = new Map<number, number>();
  for (const { client, clock } of records) marks.set(client, Math.max(marks.get(client) ?? 0, clock + 1));
  return Y.encodeStateVector(marks);
}
