import { isTimestamp, millisecondsOf } from '../../cart/hlc.ts';
import type { CartId, OpId } from '../../cart/ids.ts';
import type { OpTiming } from '../../protocol/admin/carts.ts';
import type { Database } from '../database/database.ts';
import { readEventSource } from '../sources/event-source.ts';
import type { RelayHttp } from '../sources/relay-http.ts';

/** When a place had an operation, and what the operation says of when it was made. */
interface Moment {
  readonly id: OpId;
  readonly at: unknown;
  /** Milliseconds since 1970. */
  readonly hadAt: number;
}

/** When each operation of a cart was made, stored by the relay and exported; sorted by when it was made. */
export async function readTimings(
  cartId: CartId,
  relay: RelayHttp,
  database: Database | null,
): Promise<readonly OpTiming[]> {
  const [stored, exported] = await Promise.all([
    readStored(cartId, relay),
    database ? readExported(cartId, database) : [],
  ]);
  const timings = new Map<OpId, OpTiming>();
  for (const { id, at, hadAt } of stored) {
    timings.set(id, { id, madeAt: madeAt(at, hadAt), storedAt: hadAt, exportedAt: null });
  }
  for (const { id, at, hadAt } of exported) {
    const known = timings.get(id) ?? { id, madeAt: madeAt(at, hadAt), storedAt: null };
    timings.set(id, { ...known, exportedAt: hadAt });
  }
  return [...timings.values()].sort((a, b) => a.madeAt - b.madeAt);
}

/** An operation that does not say was made when it was first seen, at the latest. */
const madeAt = (at: unknown, hadAt: number): number => (isTimestamp(at) ? millisecondsOf(at) : hadAt);

async function readStored(cartId: CartId, relay: RelayHttp): Promise<readonly Moment[]> {
  const moments: Moment[] = [];
  await readEventSource({
    ...{ relay, cartId, from: 0, isFollowing: false, signal: new AbortController().signal },
    onOp: ({ id, op, storedAt }) => {
      moments.push({ id, at: op['at'], hadAt: Date.parse(storedAt) });
      return Promise.resolve();
    },
    sleep: () => Promise.resolve(),
  });
  return moments;
}

async function readExported(cartId: CartId, database: Database): Promise<readonly Moment[]> {
  const rows = await database.query<{ id: OpId; at: string | null; exported: Date }>(
    `select op_id as id, body->>'at' as at, exported_at as exported from trolley.op where cart_id = $1`,
    [cartId],
  );
  return rows.map(({ id, at, exported }) => ({ id, at, hadAt: exported.getTime() }));
}
