import { expect, test } from 'vitest';
import type { RelayHealth } from '../../../protocol/admin/relay.ts';
import { conditionOf, metricByLabel, metricOf, perSecond, sinceWhen, withReading } from './relay-readings.ts';

const url = 'http://127.0.0.1:4444';
const answering = (checkedAt: number, metrics: Record<string, number> = {}, isReady = true): RelayHealth => ({
  ...{ status: 'answering', url, isReady, reason: isReady ? null : 'draining', version: '0.1.0' },
  ...{ latencyMs: 3, metrics, checkedAt },
});
const away = (checkedAt: number): RelayHealth => ({
  status: 'unreachable',
  url,
  reason: 'refused',
  checkedAt,
});

test('a relay is ready, not ready, or away', () => {
  expect([answering(1), answering(1, {}, false), away(1)].map(conditionOf)).toEqual([
    'ready',
    'not-ready',
    'away',
  ]);
});

test('how long it has been so begins where it was otherwise, or with the first look', () => {
  expect(sinceWhen([answering(1), away(2), away(3)])).toEqual({ time: 2, isAtLeast: false });
  expect(sinceWhen([away(1), answering(2), answering(3, {}, false)])).toEqual({ time: 3, isAtLeast: false });
  expect(sinceWhen([answering(1), answering(2)])).toEqual({ time: 1, isAtLeast: true });
});

test('labels are added up, or told one by one', () => {
  const reading = answering(1, {
    'trolley_refused_total{reason="malformed"}': 2,
    'trolley_refused_total{reason="gap"}': 5,
    trolley_refused_totally_else: 9,
    trolley_log_bytes: NaN,
  });
  expect(metricOf(reading, 'trolley_refused_total')).toBe(7);
  expect(metricByLabel(reading, 'trolley_refused_total')).toEqual([
    ['gap', 5],
    ['malformed', 2],
  ]);
  expect(metricOf(reading, 'trolley_connections')).toBeNull();
  expect(metricOf(reading, 'trolley_log_bytes')).toBeNull();
  expect(metricOf(away(1), 'trolley_refused_total')).toBeNull();
});

const name = 'trolley_ops_committed_total';
const counted = (...pairs: readonly (readonly [seconds: number, value: number])[]) =>
  pairs.map(([seconds, value]) => answering(seconds * 1_000, { [name]: value }));

test('a rate is taken over the last half minute', () => {
  expect(perSecond(counted([0, 100], [5, 150], [10, 200]), name)).toBe(10);
  expect(perSecond(counted([0, 0], [100, 1_000], [105, 1_010]), name)).toBe(2);
});

test('there is no rate from one reading, or across a time away or a restart', () => {
  expect(perSecond(counted([0, 100]), name)).toBeNull();
  expect(perSecond([], name)).toBeNull();
  expect(perSecond(counted([0, 100], [1, 150]), name)).toBeNull();
  expect(perSecond([...counted([0, 100]), away(5_000), ...counted([10, 200])], name)).toBeNull();
  expect(perSecond(counted([0, 5_000], [5, 10]), name)).toBeNull();
  expect(perSecond(counted([0, 5_000], [5, 10], [10, 30]), name)).toBe(4);
});

test('the oldest readings make room', () => {
  let readings: readonly RelayHealth[] = [];
  for (let time = 0; time < 500; time += 1) readings = withReading(readings, away(time));
  expect(readings).toHaveLength(120);
  expect(readings.at(-1)?.checkedAt).toBe(499);
});
