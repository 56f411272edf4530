import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { attackRelay, faultsOf, type AttackResult } from '../relay/attack/attack-relay.ts';
import { attacksOnAccess } from '../relay/attack/attacks-on-access.ts';
import { attacksOnBytes } from '../relay/attack/attacks-on-bytes.ts';
import { attacksOnCapacity } from '../relay/attack/attacks-on-capacity.ts';
import { attacksOnHistory } from '../relay/attack/attacks-on-history.ts';

/**
 * `npm run attack -- [--only <words>] [-- <arguments of the relay>]`: every attack of `docs/security.md`, one after the
 * other, on a relay where others shop meanwhile. Prints what each came to and how the others fared; ends with 1 if
 * any did harm. `--only` runs those whose name has these words.
 */
const { values, positionals } = parseArgs({ options: { only: { type: 'string' } }, allowPositionals: true });
const all = [...attacksOnBytes, ...attacksOnHistory, ...attacksOnAccess, ...attacksOnCapacity];
const attacks = all.filter(({ name }) => name.includes(values.only ?? ''));
if (attacks.length === 0) {
  console.error(
    `no attack is called "${values.only}"; there are:\n${all.map(({ name }) => name).join('\n')}`,
  );
  process.exit(2);
}

const programs = dirname(process.argv[1] ?? '');
const directory = await mkdtemp(join(tmpdir(), 'trolley-attack-'));
const started = performance.now();
const report = await attackRelay({
  command: join(programs, '../cli/main.js'),
  honest: join(programs, 'honest.js'),
  directory,
  attacks,
  randomBytes,
  args: positionals,
  onAttack: print,
});
const { honest, memory, named } = report;
console.log(
  `\nhonest: ${honest.written} edits, ${honest.lost.length} lost, ${honest.troubles.length} troubles, p99 ${honest.p99} ms (< 250), ${honest.worstP99} ms during the attack that took most`,
);
console.log(`relay: ${memory} MB at most (< 512), ${named} lines of its log name the attacker`);
const faults = faultsOf(report);
console.log(
  `${attacks.length} attacks in ${Math.round((performance.now() - started) / 1000)} s: ` +
    (faults.length === 0 ? 'nobody was harmed' : `${faults.length} faults`),
);
for (const fault of faults.slice(0, 50)) console.error(`  ${fault}`);
await rm(directory, { recursive: true });
process.exit(faults.length === 0 ? 0 : 1);

function print({ name, finding, milliseconds, honest: { p99 } }: AttackResult): void {
  const [verdict, evidence] =
    typeof finding === 'string' ? ['HARM', finding] : [finding.verdict, finding.evidence];
  console.log(`${verdict.padEnd(9)} ${name}: ${evidence}  [${milliseconds} ms, honest p99 ${p99} ms]`);
}
