import * as Y from 'yjs';
import * as commands from '../commands.ts';
import type { UserId } from '../ids.ts';
import type { Line } from '../line.ts';
import { Replica } from '../replica.ts';
import { Random } from './random.ts';

const NOON = 1_700_000_000_000;

/** A session of its own on a document. */
function openReplica(doc: Y.Doc, user: string, random: Random): Replica {
  return new Replica(doc, { user: user as UserId, clock: () => NOON, randomBytes: random.bytes });
}

/** One of the lines with units; the same ones again and again for the same random numbers. */
const anyLine = ({ fold }: Replica, random: Random): Line | undefined =>
  [...fold.live][random.below(fold.live.size || 1)];

/**
 * The update of a cart with at least so many operations, written by five people in turn.
 *
 * Of ten acts, three add one of many products, five step, one types a quantity, one removes or annotates.
 */
export function largeCart(ops: number): Uint8Array {
  const random = new Random(ops);
  const doc = new Y.Doc({ guid: 'cart' });
  const replicas = ['ana', 'ben', 'cara', 'dan', 'eve'].map((user) => openReplica(doc, user, random));
  const [first] = replicas as [Replica, ...Replica[]];
  while (first.fold.ops.size < ops) act(random.pick(replicas), random, ops);
  return Y.encodeStateAsUpdate(doc);
}

function act(replica: Replica, random: Random, ops: number): void {
  const { fold } = replica;
  const line = anyLine(replica, random);
  const lines = line ? [line.id] : [];
  const chance = random.below(10);
  if (!line || chance < 3) {
    const number = random.below(Math.ceil(ops / 20));
    const product = { id: `sku-${number}`, name: `Product number ${number}` };
    replica.perform(
      commands.addLine(fold, product, { amount: 100 + number, currency: 'EUR' }, 1 + random.below(5)),
    );
  } else if (chance < 8) replica.perform(commands.stepLines(fold, lines, random.pick([1, 1, 2, -1])));
  else if (chance < 9) replica.perform(commands.setLines(fold, lines, 1 + random.below(9)));
  else if (random.below(2) === 0) replica.perform(commands.removeLines(fold, lines));
  else replica.perform(commands.setNote(fold, lines, 'ripe ones'));
}

/** A replica that has just loaded the cart. */
export function load(update: Uint8Array, random: Random): Replica {
  const doc = new Y.Doc({ guid: 'cart' });
  Y.applyUpdate(doc, update, 'storage');
  return openReplica(doc, 'ana', random);
}

/** Steps one line up or types a quantity on it: one operation more, of a kind that people write most. */
function oneMore(replica: Replica, random: Random): () => void {
  const line = anyLine(replica, random);
  if (!line) throw new Error('the cart is empty');
  return random.below(4) === 0
    ? () => replica.perform(commands.setLines(replica.fold, [line.id], 3))
    : () => replica.perform(commands.stepLines(replica.fold, [line.id], 1));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/**
 * What one more operation costs in each cart, in milliseconds: the median of many, taken in turn, so that
 * whatever else the machine does meanwhile befalls all alike.
 */
export function costOfOneMore(
  replicas: readonly Replica[],
  rounds: number,
  now: () => number,
): readonly number[] {
  const random = new Random(1);
  const times = replicas.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, replica] of replicas.entries()) {
      const run = oneMore(replica, random);
      const begin = now();
      run();
      times[index]?.push(now() - begin);
    }
  }
  return times.map(median);
}
