import { randomBytes } from 'node:crypto';
import * as Y from 'yjs';
import { addLine } from '../cart/commands.ts';
import type { CartId, OpId, UserId } from '../cart/ids.ts';
import { Replica } from '../cart/replica.ts';
import { readLedgerUpdate } from '../protocol/ledger-update.ts';
import { LmdbUpdateLog } from '../relay/log/lmdb-update-log.ts';
import type { LogEntry } from '../relay/log/update-log.ts';

/** Carts that are appended at a time. */
const BATCH = 1_000;

/** `cart-00042`, so that their order by name is their order. */
export const nameOf = (n: number): CartId => `cart-${String(n).padStart(5, '0')}` as CartId;

/** Writes so many carts of one line each into a relay's data; the dearer, the later. The relay must not be running. */
export async function fillRelay(dataDir: string, carts: number): Promise<void> {
  const log = await LmdbUpdateLog.open(dataDir);
  try {
    for (let from = 0; from < carts; from += BATCH) {
      const count = Math.min(BATCH, carts - from);
      await log.append(Array.from({ length: count }, (_, n) => writeCart(from + n)).flat());
    }
  } finally {
    await log.close();
  }
}

function writeCart(n: number): LogEntry[] {
  const doc = new Y.Doc();
  const replica = new Replica(doc, { user: 'ana' as UserId, clock: Date.now, randomBytes });
  const product = { id: `p${n}`, name: `Product ${n}` };
  const command = addLine(replica.fold, product, { amount: 100 + n, currency: 'EUR' }, 1);
  const done = replica.perform(command);
  if (!done.ok) throw new Error(done.refusal.message);
  const written = readLedgerUpdate(Y.encodeStateAsUpdate(doc));
  if (written.status === 'malformed') throw new Error(written.reason);
  return written.structs.map(({ client, clock, key, bytes }) => ({
    cartId: nameOf(n),
    record: { client, clock, opId: key as OpId, storedAt: Date.now(), bytes },
  }));
}
