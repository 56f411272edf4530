import { compareEntries, newEntry, type Entry } from '../../cart/entry.ts';
import { isOpId } from '../../cart/ids.ts';
import { parseOp } from '../../cart/op.ts';
import type { RawOp } from '../../protocol/http.ts';

/** The operations that count, in order of time; what a fold leaves out is left out. */
export function replayEntries(ops: readonly RawOp[]): readonly Entry[] {
  const entries: Entry[] = [];
  for (const { id, ...value } of ops) {
    if (!isOpId(id)) continue;
    const parsed = parseOp(id, value);
    if (parsed.status === 'known') entries.push(newEntry(id, parsed.op));
  }
  return entries.sort(compareEntries);
}
