import { encodeLedgerUpdate, gatherRuns, readLedgerUpdate, type LedgerStruct } from './ledger-update.ts';

/** Room for an update's own headers and those of the frame around it. */
const OVERHEAD = 64;
/** Most bytes that the header of a run takes. */
const RUN_HEADER = 24;

/**
 * Cuts an update into several of at most `maxBytes`, to be sent in this order.
 *
 * A long time offline can gather more operations than one frame may carry. Throws on an update that is not
 * a ledger's, or that has an operation which alone is too long.
 */
export function splitLedgerUpdate(update: Uint8Array, maxBytes: number): readonly Uint8Array[] {
  if (update.length <= maxBytes - OVERHEAD) return [update];
  const read = readLedgerUpdate(update);
  if (read.status === 'malformed') throw new Error(`not a ledger update: ${read.reason}`);
  const parts: LedgerStruct[][] = [[]];
  let size = 0;
  for (const struct of read.structs) {
    const cost = struct.bytes.length + RUN_HEADER;
    if (cost > maxBytes - OVERHEAD) throw new Error('an operation is longer than a frame');
    if (size + cost > maxBytes - OVERHEAD) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)?.push(struct);
    size += cost;
  }
  return parts.map((structs) => encodeLedgerUpdate(gatherRuns(structs)));
}
