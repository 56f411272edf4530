import type { StateVector } from '../../cart/delivery.ts';
import { encodeLedgerUpdate, gatherRuns, readLedgerUpdate } from '../../protocol/ledger-update.ts';

/**
 * The part of a ledger's update that a state vector covers.
 *
 * Of each client that is its first operations, so the rest needs nothing that is missing. Throws on bytes that
 * are no ledger's.
 */
export function coveredPart(update: Uint8Array, covered: StateVector): Uint8Array {
  const read = readLedgerUpdate(update, { maxOpBytes: Infinity });
  if (read.status === 'malformed') throw new Error(read.reason);
  const kept = read.structs.filter(({ client, clock }) => clock < (covered.get(client) ?? 0));
  return encodeLedgerUpdate(gatherRuns(kept));
}
