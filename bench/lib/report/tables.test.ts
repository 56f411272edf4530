import { expect, it } from 'vitest';
import type { Metric } from './metric.ts';
import { ratioTable, verdictTable } from './quoted-tables.ts';
import { markdownTable } from './table.ts';
import { tableOf } from './workload-report.ts';

const time: Metric = { key: 'time', label: 'time, ms', digits: 1, isBetter: 'lower', unit: 1000 };
const only: Metric = { key: 'only', label: 'only ours', digits: 0, isBetter: 'higher' };

const own = {
  name: 'trolley',
  rounds: [
    { time: 1000, only: 5 },
    { time: 4000, only: 5 },
    { time: 2000, only: 5 },
  ],
  failures: [],
};
const peer = { name: 'peer', rounds: [{ time: 2000 }, { time: 4000 }, { time: 8000 }], failures: [] };

it('shows the middle of the rounds with their range, and the ratio of the middles', () => {
  expect(tableOf([time], [own, peer])).toEqual({
    head: ['', 'time, ms', 'trolley ÷ its'],
    rows: [
      ['trolley', '2.0 (1.0–4.0)', ''],
      ['peer', '4.0 (2.0–8.0)', '0.50'],
    ],
  });
});

it('says what a server has no figure for, and which of its rounds failed', () => {
  const failed = { ...peer, rounds: [], failures: ['it ended'] };
  expect(tableOf([time], [own, failed]).rows[1]).toEqual(['peer (1 rounds failed)', '–', '–']);
});

it('quotes no times, only rounds divided by each other', () => {
  expect(ratioTable([time, only], [own, peer])).toEqual({
    head: ['trolley ÷ its', 'time'],
    rows: [['peer', '0.50 (0.25–1.00)']],
  });
});

it('says of each target whether it is met', () => {
  const verdicts = [
    { target: 'a', found: '1', isMet: true },
    { target: 'b', found: '2', isMet: false },
  ];
  expect(verdictTable(verdicts).rows).toEqual([
    ['a', '1', 'met'],
    ['b', '2', 'missed'],
  ]);
});

it('writes Markdown with aligned columns', () => {
  const table = { head: ['', 'long head'], rows: [['a row', '1']] };
  expect(markdownTable(table)).toBe(
    ['|       | long head |', '| ----- | --------: |', '| a row |         1 |'].join('\n'),
  );
});
