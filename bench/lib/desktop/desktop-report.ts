import { median } from '../report/statistics.ts';
import type { Table } from '../report/table.ts';
import type { Verdict } from '../report/verdict.ts';
import type { DrainTimes } from './drain.ts';
import { p50, p95, type KeyTimes } from './key-to-paint.ts';
import { startRatio, type StartTimes } from './start-time.ts';
import type { WindowMemory } from './window-memory.ts';

/** What was found in one run. */
export interface DesktopReport {
  readonly electron: string;
  /** Processes that wanted to run, at the beginning and the end: much above this run's own 2 or 3, others were at work. */
  readonly load: readonly number[];
  readonly starts: StartTimes;
  readonly bareKeys: KeyTimes;
  readonly keys: readonly (KeyTimes & { readonly rows: number })[];
  readonly memory: readonly (WindowMemory & { readonly rows: number })[];
  readonly drain: DrainTimes;
}

const MAX_START_RATIO = 1.5;
/** Milliseconds from key to paint, 95 of 100, by rows. */
const maxKeyTime: Readonly<Record<number, number>> = { 500: 16, 5_000: 50 };
const MAX_DRAIN_MS = 1_000;

export const desktopTables = ({ starts, bareKeys, keys, memory, drain }: DesktopReport): readonly Table[] => [
  {
    head: ['start to interactive', 'median, ms', 'of bare'],
    rows: [
      ['a bare window', whole(median(starts.bare)), ''],
      ['Trolley', whole(median(starts.trolley)), `${startRatio(starts).toFixed(2)} ×`],
    ],
  },
  {
    head: ['key to paint, ms', '+ p50', '+ p95', 'add p50', 'add p95', 'presented > 16', 'presented > 50'],
    rows: [
      ['a bare window', ...keyCells(bareKeys)],
      ...keys.map((times) => [`${times.rows.toLocaleString('en-US')} rows`, ...keyCells(times)]),
    ],
  },
  {
    head: ['memory, MB', 'main process', 'page'],
    rows: memory.map(({ rows, main, pages }) => [
      `${rows.toLocaleString('en-US')} rows`,
      ...[main, pages].map((bytes) => (bytes / 2 ** 20).toFixed(0)),
    ]),
  },
  {
    head: [`${drain.edits.toLocaleString('en-US')} edits made offline, going online`, 'ms'],
    rows: [
      ['durable on the relay, and the author sees it', whole(drain.durable)],
      ['another desktop shows them', whole(drain.elsewhere)],
    ],
  },
];

const keyCells = ({ stepper, add, slow }: KeyTimes): readonly string[] => [
  ...[p50(stepper), p95(stepper), p50(add), p95(add)].map((time) => time.toFixed(1)),
  ...[slow.over16, slow.over50].map(String),
];

export function desktopVerdicts({ starts, bareKeys, keys, drain }: DesktopReport): readonly Verdict[] {
  const ratio = startRatio(starts);
  const worst = Math.max(drain.durable, drain.elsewhere);
  return [
    {
      target: `start to interactive at most ${MAX_START_RATIO} × that of a bare window`,
      found: `${ratio.toFixed(2)} ×`,
      isMet: ratio <= MAX_START_RATIO,
    },
    ...keys.flatMap(({ rows, stepper, add }) => {
      const bound = maxKeyTime[rows];
      if (bound === undefined) return [];
      const judged = (what: string, times: readonly number[], bare: readonly number[]): Verdict => ({
        target: `${what} at ${rows.toLocaleString('en-US')} rows: key to paint p95, ms, at most ${bound}`,
        found: `${p95(times).toFixed(1)}, ${(p95(times) / p95(bare)).toFixed(1)} × a bare window`,
        isMet: p95(times) <= bound,
      });
      return [judged('+', stepper, bareKeys.stepper), judged('add', add, bareKeys.add)];
    }),
    {
      target: `${drain.edits.toLocaleString('en-US')} offline edits drained and painted, ms, at most ${MAX_DRAIN_MS.toLocaleString('en-US')}`,
      found: whole(worst),
      isMet: worst <= MAX_DRAIN_MS,
    },
  ];
}

const whole = (value: number): string => value.toFixed(0);
