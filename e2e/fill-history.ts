import { randomBytes } from 'node:crypto';
import * as Y from 'yjs';
import { addLine, removeLines, setLines, stepLines } from '../cart/commands.ts';
import type { CartId, OpId, UserId } from '../cart/ids.ts';
import { Replica } from '../cart/replica.ts';
import { readLedgerUpdate } from '../protocol/ledger-update.ts';
import { LmdbUpdateLog } from '../relay/log/lmdb-update-log.ts';

/** One change by one of five people each minute. */
const MINUTE = 60_000;
const PEOPLE = ['Ana', 'Ben', 'Cleo', 'Dan', 'Eve'];

/** Writes a cart of so many operations, and some 400 rows, into a relay's data. The relay must not be running. */
export async function fillHistory(dataDir: string, cartId: CartId, count: number): Promise<void> {
  let now = Date.now() - count * MINUTE;
  const doc = new Y.Doc();
  const replicas = PEOPLE.map(
    (user) => new Replica(doc, { user: user as UserId, clock: () => now, randomBytes }),
  );
  for (let n = 0; n < count; n += 1) {
    act(replicas[n % replicas.length] as Replica, n);
    now += MINUTE;
  }
  const written = readLedgerUpdate(Y.encodeStateAsUpdate(doc));
  if (written.status === 'malformed') throw new Error(written.reason);
  const log = await LmdbUpdateLog.open(dataDir);
  try {
    await log.append(
      written.structs.map(({ client, clock, key, bytes }) => ({
        cartId,
        record: { client, clock, opId: key as OpId, storedAt: Date.now(), bytes },
      })),
    );
  } finally {
    await log.close();
  }
}

/** Exactly one operation: adds now and then, mostly steps, sometimes types or removes. */
function act(replica: Replica, n: number): void {
  const { fold } = replica;
  const live = [...fold.live];
  const line = live[(n * 7919) % (live.length || 1)];
  const product = { id: `p${n}`, name: `Product ${n % 500}` };
  const command =
    !line || (n % 5 === 0 && live.length < 400)
      ? addLine(fold, product, { amount: 100 + (n % 900), currency: 'EUR' }, 1 + (n % 4))
      : n % 31 === 0
        ? removeLines(fold, [line.id])
        : n % 11 === 0
          ? setLines(fold, [line.id], 1 + (n % 9))
          : stepLines(fold, [line.id], 1);
  const done = replica.perform(command);
  if (!done.ok || done.value.length !== 1) throw new Error('an act is one operation');
}
