import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { compare } from './lib/compare.ts';
import { contestants } from './lib/contestants.ts';
import { installPeers } from './lib/install-peers.ts';
import { printTable, summarize } from './lib/summary.ts';

/**
 * `npm run bench -- [--updates 80000] [--rounds 3] [--json <file>]`: small updates to 50 carts of four clients, by
 * Trolley's relay (which syncs each to the disk and acknowledges it) and by others that keep them in memory.
 */
const { values } = parseArgs({
  options: {
    updates: { type: 'string', default: '80000' },
    rounds: { type: 'string', default: '3' },
    json: { type: 'string' },
  },
});
const updates = Number(values.updates);
const rounds = Number(values.rounds);
if (![updates, rounds].every((value) => Number.isSafeInteger(value) && value > 0)) {
  console.error('--updates and --rounds are whole numbers above 0');
  process.exit(2);
}

installPeers();
const workload = { carts: 50, clientsPerCart: 4, inFlight: 4, updates };
const all = await compare(contestants, workload, rounds, (name, result) =>
  console.error(`${name}: ${(result.serverCpu / result.updates).toFixed(1)} µs/update`),
);
const summary = summarize(all);
printTable(summary);
if (values.json !== undefined) {
  const machine = { node: process.version, cores: cpus().length };
  const report = { workloads: [{ name: 'W1', ...workload, machine, summary, rounds: all }] };
  writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
}
