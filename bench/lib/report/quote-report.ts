import { relativeTable, seriesPanel, type SeriesReport } from '../growth/growth-report.ts';
import { allSeries } from '../growth/run-growth.ts';
import { desktopTables, desktopVerdicts, type DesktopReport } from '../desktop/desktop-report.ts';
import type { RelayProfile } from '../profile/profile-relay.ts';
import type { SoakReport } from '../soak/run-soak.ts';
import type { Scale } from '../workloads/workload.ts';
import { workloads } from '../workloads/workloads.ts';
import type { Machine } from './machine.ts';
import { plotSvg } from './plot.ts';
import { ratioTable, verdictTable } from './quoted-tables.ts';
import { markdownTable, type Table } from './table.ts';
import { tableOf, type WorkloadReport } from './workload-report.ts';

/** Everything that one run of the benchmark found. */
export interface BenchReport {
  readonly takenAt: string;
  readonly machine: Machine;
  readonly scale: Scale;
  readonly workloads: readonly WorkloadReport[];
  readonly growth: readonly SeriesReport[];
  readonly soak: SoakReport | null;
  readonly profile: RelayProfile | null;
  readonly desktop: DesktopReport | null;
}

/** What the documentation says of each part that was run, by the name of its place. */
export function quoteReport(report: BenchReport): Readonly<Record<string, string>> {
  const { soak, profile, desktop } = report;
  return {
    ...Object.fromEntries(report.workloads.map((part) => [part.id, quoteWorkload(part)])),
    ...Object.fromEntries(report.growth.map((part) => [part.id, quoteSeries(part)])),
    ...(soak ? { soak: markdownTable(verdictTable(soak.verdicts)) } : {}),
    ...(desktop ? { desktop: quoteDesktop(desktop) } : {}),
    ...(profile ? { profile: markdownTable(profileTable(profile)) } : {}),
  };
}

export const growthPlot = ({ growth }: BenchReport): string =>
  plotSvg(
    'What the relay costs as things become more',
    growth.map((part) => seriesPanel(seriesOf(part), part)),
  );

function quoteWorkload({ id, results, verdicts }: WorkloadReport): string {
  const workload = workloads.find((candidate) => candidate.id === id);
  if (!workload) throw new Error(`no workload "${id}"`);
  const { metrics } = workload;
  const table = metrics.every(({ isQuotable }) => isQuotable)
    ? tableOf(metrics, results)
    : ratioTable(metrics, results);
  return [workload.definition, markdownTable(table), markdownTable(verdictTable(verdicts))].join('\n\n');
}

function quoteSeries(report: SeriesReport): string {
  const series = seriesOf(report);
  const of = `Times are relative to those at ${series.reference.toLocaleString('en-US')}.`;
  const tables = [relativeTable(series, report), verdictTable(report.verdicts)];
  const shown = tables.filter(({ rows }) => rows.length > 0).map(markdownTable);
  return [`${series.definition} ${of}`, ...shown].join('\n\n');
}

const quoteDesktop = (report: DesktopReport): string =>
  [...desktopTables(report), verdictTable(desktopVerdicts(report))].map(markdownTable).join('\n\n');

function seriesOf({ id }: SeriesReport) {
  const series = allSeries.find((candidate) => candidate.id === id);
  if (!series) throw new Error(`no series "${id}"`);
  return series;
}

/** Parts of the main thread's time, which other machines share sooner than the times themselves. */
function profileTable({ groups }: RelayProfile): Table {
  const sum = groups.reduce((total, { perUpdate }) => total + perUpdate, 0);
  return {
    head: ['main thread, W1', 'of its time'],
    rows: groups.map(({ group, perUpdate }) => [group, `${((perUpdate / sum) * 100).toFixed(0)} %`]),
  };
}
