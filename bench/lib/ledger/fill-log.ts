import { randomBytes } from 'node:crypto';
import * as Y from 'yjs';
import { addLine, removeLines, stepLines } from '../../../cart/commands.ts';
import type { CartId, OpId, UserId } from '../../../cart/ids.ts';
import { Replica } from '../../../cart/replica.ts';
import { readLedgerUpdate } from '../../../protocol/ledger-update.ts';
import { LmdbUpdateLog } from '../../../relay/log/lmdb-update-log.ts';
import type { LogEntry } from '../../../relay/log/update-log.ts';

export interface Shop {
  readonly carts: number;
  /** In each cart. */
  readonly opsPerCart: number;
}

/** Carts that are appended at a time. */
const BATCH = 50;

/** Writes so many carts into a new data directory, which a relay can then be started on. */
export async function fillLog(directory: string, { carts, opsPerCart }: Shop): Promise<void> {
  const log = await LmdbUpdateLog.open(directory);
  try {
    for (let from = 0; from < carts; from += BATCH) {
      const count = Math.min(BATCH, carts - from);
      const names = Array.from({ length: count }, (_, n) => `shop-${from + n}` as CartId);
      await log.append(names.flatMap((cartId) => writeCart(cartId, opsPerCart)));
    }
  } finally {
    await log.close();
  }
}

/** A cart that two people have filled, stepped and tidied, half of it each. */
function writeCart(cartId: CartId, ops: number): LogEntry[] {
  const doc = new Y.Doc();
  const people = ['ana', 'ben'].map((user) => {
    const own = new Y.Doc();
    own.on('update', (update: Uint8Array) => Y.applyUpdate(doc, update));
    return new Replica(own, { user: user as UserId, clock: Date.now, randomBytes });
  });
  for (let n = 0; n < ops; n += 1) shop(people[n % people.length] as Replica, n);
  const written = readLedgerUpdate(Y.encodeStateAsUpdate(doc));
  if (written.status === 'malformed') throw new Error(written.reason);
  const storedAt = Date.now();
  return written.structs.map(({ client, clock, key, bytes }) => ({
    cartId,
    record: { client, clock, opId: key as OpId, storedAt, bytes },
  }));
}

/** One operation: seven of ten add something, two step the latest line, one takes it out. */
function shop(replica: Replica, n: number): void {
  const { fold } = replica;
  const latest = [...fold.lines.keys()].at(-1);
  const kind = Math.floor(n / 2) % 10;
  const product = { id: `p${n}`, name: `Product ${n}` };
  const add = () => addLine(fold, product, { amount: 100 + n, currency: 'EUR' }, 1);
  const lines = latest === undefined ? [] : [latest];
  const command =
    kind === 4 || kind === 7 ? stepLines(fold, lines, 1) : kind === 9 ? removeLines(fold, lines) : add();
  const done = replica.perform(command.ok && command.value.length === 1 ? command : add());
  if (!done.ok) throw new Error(done.refusal.message);
}
