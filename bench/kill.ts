import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { isClean, killRelay } from '../relay/kill/kill-harness.ts';

/**
 * `npm run kill-relay -- --kills 100`: kills a relay under load that often, at random moments and at every
 * named point in turn, and counts what it had promised and then lost. Prints a JSON line after each restart; ends with 1 if anything is not as it was.
 */
const { values } = parseArgs({ options: { kills: { type: 'string', default: '100' } } });
const kills = Number(values.kills);
if (!Number.isSafeInteger(kills) || kills < 1) {
  console.error('--kills is a whole number above 0');
  process.exit(2);
}

const here = dirname(process.argv[1] ?? '');
const dataDir = await mkdtemp(join(tmpdir(), 'trolley-kill-'));
const report = await killRelay({
  command: join(here, '../cli/main.js'),
  crashingCommand: join(here, 'crashing-relay.js'),
  dataDir,
  kills,
  random: Math.random,
  randomBytes,
  onRound: (round) => console.log(JSON.stringify(round)),
});
const { acked, lost, doubled, changed, invented } = report;
console.log(`${report.kills} kills: ${JSON.stringify({ acked, lost, doubled, changed, invented })}`);
if (isClean(report)) {
  await rm(dataDir, { recursive: true });
} else {
  console.error(`not as promised; the data is kept in ${dataDir}`);
  process.exitCode = 1;
}
