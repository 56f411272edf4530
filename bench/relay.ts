import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { desktopTables, desktopVerdicts, type DesktopReport } from './lib/desktop/desktop-report.ts';
import { runDesktop } from './lib/desktop/run-desktop.ts';
import { seriesTable, type SeriesReport } from './lib/growth/growth-report.ts';
import { allSeries, runSeries } from './lib/growth/run-growth.ts';
import { readOptions, USAGE, type BenchOptions } from './lib/options.ts';
import { places } from './lib/places.ts';
import { profileRelay, type RelayProfile } from './lib/profile/profile-relay.ts';
import { describeMachine } from './lib/report/machine.ts';
import { printProfile, printTable, printVerdicts } from './lib/report/print.ts';
import { fillMarked } from './lib/report/fill-marked.ts';
import { growthPlot, quoteReport, type BenchReport } from './lib/report/quote-report.ts';
import { reportWorkload, tableOf, type WorkloadReport } from './lib/report/workload-report.ts';
import { installPeers } from './lib/servers/install-peers.ts';
import { runSoak, type SoakReport } from './lib/soak/run-soak.ts';
import { runWorkload } from './lib/workloads/run-workload.ts';
import { workloads } from './lib/workloads/workloads.ts';

/** `npm run bench`: the relay against others, against growth and against time, and the desktop; see `--help`. */
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(USAGE);
  process.exit(0);
}
const read = readOptions(
  args,
  workloads.map(({ id }) => id),
);
if ('error' in read) {
  console.error(`${read.error}\n\n${USAGE}`);
  process.exit(2);
}
const options: BenchOptions = read;
const { parts, scale, rounds } = options;
const has = (part: string): boolean => parts.includes(part);
const onRound = (name: string, outcome: object | string): void =>
  console.error(`  ${name}: ${typeof outcome === 'string' ? `failed: ${outcome}` : JSON.stringify(outcome)}`);

const compared: WorkloadReport[] = [];
const growth: SeriesReport[] = [];
let soak: SoakReport | null = null;
let profile: RelayProfile | null = null;
let desktop: DesktopReport | null = null;

const chosen = workloads.filter(({ id }) => has(id));
if (chosen.length > 0) installPeers();
for (const workload of chosen) {
  console.log(`\n${workload.title}`);
  const results = await runWorkload(workload, { scale, rounds: rounds ?? workload.rounds, onRound });
  const report = reportWorkload(workload, results);
  printTable(tableOf(workload.metrics, results));
  printVerdicts(report.verdicts);
  compared.push(report);
  save();
}

for (const series of has('growth') ? allSeries : []) {
  console.log(`\nGrowth: ${series.title}`);
  const report = await runSeries(series, { scale, rounds: rounds ?? 3, onRound });
  printTable(seriesTable(series, report));
  printVerdicts(report.verdicts);
  growth.push(report);
  save();
}

if (has('soak')) {
  console.log(`\nSoak: ${options.minutes} minutes`);
  soak = await runSoak({
    minutes: options.minutes,
    scale,
    onSample: ({ at, anonymous, resident }) =>
      console.error(`  ${at.toFixed(0)} s: ${mebibytes(anonymous)} MB, with files ${mebibytes(resident)} MB`),
  });
  printVerdicts(soak.verdicts);
  save();
}

if (has('profile')) {
  profile = await profileRelay(options.updates, 45);
  printProfile(profile);
  save();
}

if (has('desktop')) {
  console.log('\nThe desktop');
  desktop = await runDesktop(scale, (line) => console.error(`  ${line}`));
  for (const table of desktopTables(desktop)) {
    console.log('');
    printTable(table);
  }
  console.log('');
  const found = desktopVerdicts(desktop);
  printVerdicts(found);
  if (found.some(({ isMet }) => !isMet)) process.exitCode = 1;
  save();
}

const verdicts = [
  ...compared,
  ...growth,
  ...(soak ? [soak] : []),
  ...(desktop ? [{ verdicts: desktopVerdicts(desktop) }] : []),
].flatMap((part) => part.verdicts);
if (verdicts.length > 0) {
  const met = verdicts.filter(({ isMet }) => isMet).length;
  console.log(`\n${met} of ${verdicts.length} targets met`);
}

/** After each part, since the next may take long or fail. */
function save(): void {
  const report: BenchReport = {
    takenAt: new Date().toISOString(),
    machine: describeMachine(),
    ...{ scale, workloads: compared, growth, soak, profile, desktop },
  };
  if (options.json !== null) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
  if (!options.writesDocs) return;
  const file = join(places.docs, 'performance.md');
  writeFileSync(file, fillMarked(readFileSync(file, 'utf8'), quoteReport(report)));
  if (growth.length > 0) writeFileSync(join(places.docs, 'performance-growth.svg'), growthPlot(report));
}

function mebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}
