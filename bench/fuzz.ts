import { parseArgs } from 'node:util';
import { fuzzRoom } from '../relay/fuzz/fuzz-room.ts';

/**
 * `npm run fuzz -- [--cases 1000000] [--seed 1]`: messages that nobody should send, to carts in memory. Prints what they
 * came to and how much memory it took; ends with 1 if anybody was harmed. The same seed sends the same messages.
 */
const { values } = parseArgs({
  options: { cases: { type: 'string', default: '1000000' }, seed: { type: 'string' } },
});
const cases = Number(values.cases);
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
if (!Number.isSafeInteger(cases) || cases < 1 || !Number.isSafeInteger(seed)) {
  console.error('--cases is a whole number above 0, --seed a whole number');
  process.exit(2);
}

const rejections: unknown[] = [];
process.on('unhandledRejection', (reason) => rejections.push(reason));
let maxHeap = 0;
const started = performance.now();
const report = await fuzzRoom({
  cases,
  seed,
  onWorld: (done) => {
    maxHeap = Math.max(maxHeap, process.memoryUsage().heapUsed);
    if (done % 100_000 === 0) console.error(`${done} cases`);
  },
});
const sorted = [...report.outcomes].sort((a, b) => b[1] - a[1]);
for (const [outcome, count] of sorted) console.log(`${String(count).padStart(9)}  ${outcome}`);
const megabytes = (bytes: number) => Math.round(bytes / 2 ** 20);
console.log(
  `${report.cases} cases, seed ${report.seed}, in ${Math.round((performance.now() - started) / 1000)} s: ` +
    `${report.outcomes.size} outcomes, ${report.corpus} messages kept, heap at most ${megabytes(maxHeap)} MB, ` +
    `resident ${megabytes(process.memoryUsage().rss)} MB, ${report.faults.length} faults, ${rejections.length} unhandled rejections`,
);
for (const fault of [...report.faults, ...rejections]) console.error(fault);
process.exit(report.faults.length + rejections.length === 0 ? 0 : 1);
