import type { CartId, OpId } from '../../cart/ids.ts';
import type { LogEntry } from '../log/update-log.ts';

export interface LogBatchOptions {
  readonly cartId: CartId;
  /** Clock of the first. */
  readonly from: number;
  readonly count: number;
  /** Of each. */
  readonly bytes: number;
}

/** Operations of one client, one after the other, which nobody reads. */
export const logBatch = ({ cartId, from, count, bytes }: LogBatchOptions): LogEntry[] =>
  Array.from({ length: count }, (_, i) => ({
    cartId,
    record: {
      client: 1,
      clock: from + i,
      opId: `0123456789abcdef.${from + i + 1}` as OpId,
      storedAt: 0,
      bytes: new Uint8Array(bytes).fill(7),
    },
  }));
