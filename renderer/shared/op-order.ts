import { isTimestamp, type Timestamp } from '../../cart/hlc.ts';
import { compareText } from '../../cart/place.ts';
import type { RawOp } from '../../protocol/http.ts';

const BEGINNING: Timestamp = '000000000000000-00000';

/** When an operation was made; what is malformed may not say, and then comes before everything. */
export const timeOf = (op: RawOp): Timestamp => (isTimestamp(op['at']) ? op['at'] : BEGINNING);

/** Earlier first: by time, then by id, as in the history of a cart and in its time travel by the command line. */
export const compareOps = (a: RawOp, b: RawOp): number =>
  compareText(timeOf(a), timeOf(b)) || compareText(a.id, b.id);
