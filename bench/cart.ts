import { parseArgs } from 'node:util';
import { viewCart } from '../cart/view.ts';
import { costOfOneMore, largeCart, load, median } from '../cart/testing/large-cart.ts';
import { Random } from '../cart/testing/random.ts';

/**
 * `npm run bench:cart [-- --json]`: what carts of several sizes cost: to load and fold, to change by one
 * operation more, to look at, and to keep.
 */
const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const sizes = [100, 2000, 10_000];
const random = new Random(1);

const timed = (run: () => unknown): number => {
  const begin = performance.now();
  run();
  return performance.now() - begin;
};
const medianOf = (rounds: number, run: () => unknown): number =>
  median(Array.from({ length: rounds }, () => timed(run)));
const round = (value: number, digits: number): number => Number(value.toFixed(digits));

const updates = sizes.map(largeCart);
const replicas = updates.map((update) => load(update, random));
costOfOneMore(replicas, 1000, () => performance.now());
const loaded = updates.map((update) => load(update, random));
const oneMore = costOfOneMore(replicas, 2000, () => performance.now());

const carts = loaded.map((replica, index) => {
  const update = updates[index] as Uint8Array;
  const { fold } = replica;
  const { rows, units } = viewCart(fold, 0);
  return {
    ops: fold.ops.size,
    rows: rows.length,
    units,
    loadAndFoldMs: round(
      medianOf(9, () => load(update, random)),
      2,
    ),
    oneMoreOpMicroseconds: round((oneMore[index] ?? 0) * 1000, 1),
    viewMs: round(
      medianOf(25, () => viewCart(fold, 0)),
      2,
    ),
    bytesPerOp: round(update.length / fold.ops.size, 1),
  };
});
const ratio = round((oneMore.at(-1) ?? 0) / (oneMore[0] ?? 1), 2);

if (values.json) console.log(JSON.stringify({ carts, oneMoreOpRatio: ratio }));
else {
  console.table(carts);
  console.log(`One more operation at ${sizes.at(-1)} costs ${ratio} times what it costs at ${sizes[0]}.`);
}
