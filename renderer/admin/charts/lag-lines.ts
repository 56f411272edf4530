import { numberText, counted } from '../../shared/counting.ts';
import { exactTime } from '../../shared/exact-time.ts';
import type { ChartLine } from '../../shared/chart/chart-line.ts';
import { durationText } from '../parts/duration-text.ts';
import { chartTable, type ChartTable } from './chart-table.ts';
import { isoTime } from './iso-time.ts';
import type { LagBin } from './lag-bins.ts';
import type { LagStretch } from './lag-over-time.ts';
import type { Lag } from './lag.ts';

/** "under 1 ms", "50 ms to 100 ms", "7 days or more". */
function binText({ from, to }: LagBin): string {
  if (from === 0) return `under ${durationText(to)}`;
  return to === Infinity ? `${durationText(from)} or more` : `${durationText(from)} to ${durationText(to)}`;
}

/** As bars, each named by where it begins. */
export const lagBars = (bins: readonly LagBin[]) =>
  bins.map((bin) => ({
    name: bin.from === 0 ? `< ${durationText(bin.to)}` : `≥ ${durationText(bin.from)}`,
    count: bin.count,
    text: `${binText(bin)}: ${counted(bin.count, 'operation')}`,
  }));

export const binTable = (bins: readonly LagBin[], { count }: Lag, of: string): ChartTable =>
  chartTable(
    `How many operations took how long ${of}`,
    bins,
    [
      { title: 'Took', textOf: binText, cellOf: binText },
      {
        ...{ title: 'Operations', isNumber: true },
        textOf: (bin) => numberText(bin.count),
        cellOf: (bin) => bin.count,
      },
      {
        ...{ title: 'Share', isNumber: true },
        textOf: (bin) => percent.format(bin.count / count),
        cellOf: (bin) => bin.count / count,
      },
    ],
    'top',
  );
const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumSignificantDigits: 2 });

/** Each stretch stands at its middle. */
export function lagLines(stretches: readonly LagStretch[]): readonly ChartLine[] {
  const points = (read: (stretch: LagStretch) => number) =>
    stretches.map((stretch) => ({ time: Math.round((stretch.from + stretch.to) / 2), value: read(stretch) }));
  return [
    { name: 'Half within', look: 'solid', points: points(({ median }) => median) },
    { name: '19 of 20 within', look: 'dashed', points: points(({ p95 }) => p95) },
  ];
}

export const stretchTable = (stretches: readonly LagStretch[], of: string): ChartTable =>
  chartTable(`How long operations took ${of}, over time`, stretches, [
    { title: 'From', textOf: ({ from }) => exactTime(from), cellOf: ({ from }) => isoTime(from) },
    { title: 'To', textOf: ({ to }) => exactTime(to), cellOf: ({ to }) => isoTime(to) },
    {
      ...{ title: 'Operations', isNumber: true },
      textOf: ({ count }) => numberText(count),
      cellOf: ({ count }) => count,
    },
    {
      ...{ title: 'Median', isNumber: true },
      textOf: ({ median }) => durationText(median),
      cellOf: ({ median }) => median,
    },
    {
      ...{ title: '95th percentile', isNumber: true },
      textOf: ({ p95 }) => durationText(p95),
      cellOf: ({ p95 }) => p95,
    },
  ]);
