import { randomBytes } from 'node:crypto';
import * as Y from 'yjs';
import { addLine } from '../../../cart/commands.ts';
import type { CartId, OpId, UserId } from '../../../cart/ids.ts';
import { Replica } from '../../../cart/replica.ts';
import { readLedgerUpdate } from '../../../protocol/ledger-update.ts';
import { LmdbUpdateLog } from '../../../relay/log/lmdb-update-log.ts';

/** Names of one to three lines, as carts have them. */
const tails = [
  '',
  ', ripe',
  ', the large one',
  ', from the market, as many as they have, otherwise the other kind',
];

/** Writes a cart of so many rows, by three people in turn, into a relay's data. The relay must not be running. */
export async function fillCart(dataDir: string, cartId: CartId, rows: number): Promise<void> {
  const doc = new Y.Doc();
  const people = ['ben', 'cara', 'dan'].map(
    (user) => new Replica(doc, { user: user as UserId, clock: Date.now, randomBytes }),
  );
  for (let n = 0; n < rows; n += 1) {
    const replica = people[n % people.length] as Replica;
    const product = { id: `filled-${n}`, name: `Product ${n}${tails[n % tails.length]}` };
    const price = { amount: 100 + (n % 900), currency: 'EUR' } as const;
    const done = replica.perform(addLine(replica.fold, product, price, 1 + (n % 5)));
    if (!done.ok) throw new Error(done.refusal.message);
  }
  const written = readLedgerUpdate(Y.encodeStateAsUpdate(doc));
  if (written.status === 'malformed') throw new Error(written.reason);
  const log = await LmdbUpdateLog.open(dataDir);
  await log.append(
    written.structs.map(({ client, clock, key, bytes }) => ({
      cartId,
      record: { client, clock, opId: key as OpId, storedAt: Date.now(), bytes },
    })),
  );
  await log.close();
}
