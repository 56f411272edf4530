import { opsById } from '../../cart/digest.ts';
import type { HistoryEntry } from '../../cart/history.ts';
import type { CartId, OpId, UserId } from '../../cart/ids.ts';
import { describeEntry, tellingOf } from '../shared/describe.ts';

/** The file is read by others, too, so nobody in it is "you". */
const NOBODY = '' as UserId;

export interface UnsentExport {
  readonly cartId: CartId;
  readonly user: UserId;
  readonly relayUrl: string | null;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly ops: ReadonlyMap<OpId, unknown>;
  /** The whole history: what is told of an entry may refer to an earlier one. */
  readonly history: readonly HistoryEntry[];
}

/**
 * A file of what nobody else has: what it meant, for people, and the operations themselves, as the raw views
 * list them, for whoever puts them back.
 */
export function unsentExport({ cartId, user, relayUrl, now, ops, history }: UnsentExport): string {
  const telling = tellingOf(history, NOBODY);
  const changes = history
    .filter(({ id }) => ops.has(id))
    .map((entry) => ({
      time: new Date(entry.time).toISOString(),
      by: entry.by,
      what: describeEntry(entry, telling),
    }));
  const file = {
    about: 'Changes to a shared cart that had not reached the others when this file was saved.',
    format: 'trolley-unsent-1',
    ...{ cartId, user, relay: relayUrl, savedAt: new Date(now).toISOString(), changes, ops: opsById(ops) },
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
