import { expect, test } from 'vitest';
import type { RelayHealth } from '../../../protocol/admin/relay.ts';
import { bytesText } from './bytes-text.ts';
import { relayFigures } from './relay-figures.ts';
import { conditionWords } from './relay-words.ts';

const answering = (checkedAt: number, metrics: Record<string, number>, isReady = true): RelayHealth => ({
  ...{ status: 'answering', url: 'http://127.0.0.1:4444', isReady, reason: isReady ? null : 'because' },
  ...{ version: '0.1.0', latencyMs: 3, metrics, checkedAt },
});
const away: RelayHealth = { status: 'unreachable', url: '', reason: 'refused', checkedAt: 9_000 };

const figure = (readings: readonly RelayHealth[], metric: string) =>
  relayFigures(readings)
    .flatMap(({ figures }) => figures)
    .find((each) => each.metric === metric);

test('a counter is told with how fast it grows', () => {
  const metric = 'trolley_ops_committed_total';
  const readings = [answering(0, { [metric]: 1_000 }), answering(5_000, { [metric]: 1_500 })];
  expect(figure(readings, metric)).toMatchObject({ text: '1,500', more: '100 a second' });
});

test('what the relay does not say is not shown as nothing', () => {
  expect(figure([answering(0, {})], 'trolley_connections')?.text).toBeNull();
  expect(figure([answering(0, { trolley_log_bytes: NaN })], 'trolley_log_bytes')?.text).toBeNull();
});

test('the last figures stay when the relay goes away', () => {
  expect(figure([answering(0, { trolley_connections: 4 }), away], 'trolley_connections')?.text).toBe('4');
  expect(relayFigures([away])).toEqual([]);
});

test('refusals are told by their reasons, and are bad while they go on', () => {
  const metric = 'trolley_refused_total';
  const readings = [
    answering(0, { [`${metric}{reason="gap"}`]: 2 }),
    answering(5_000, { [`${metric}{reason="gap"}`]: 5, [`${metric}{reason="forged"}`]: 1 }),
  ];
  expect(figure(readings, metric)).toMatchObject({ text: '6', more: 'gap 5, forged 1', isBad: true });
  expect(figure(readings.slice(0, 1), metric)).toMatchObject({ text: '2', isBad: false });
  expect(figure([answering(0, {})], metric)).toMatchObject({ text: '0', more: null });
});

test('a log that cannot be written is bad, and the relay says so', () => {
  const broken = answering(0, { trolley_log_writable: 0 }, false);
  expect(figure([broken], 'trolley_log_writable')).toMatchObject({ text: 'no', isBad: true });
  expect(conditionWords(broken)).toMatchObject({ title: 'Cannot store changes', reason: 'because' });
  expect(conditionWords(answering(0, {}, false)).title).toBe('Answers, but is not ready');
  expect(conditionWords(away)).toMatchObject({ title: 'Away', reason: 'refused' });
});

test('lengths of time are told from seconds', () => {
  const readings = [
    answering(90_000, {
      process_start_time_seconds: 30,
      trolley_commit_duration_seconds_sum: 3,
      trolley_commit_duration_seconds_count: 1_000,
    }),
  ];
  expect(figure(readings, 'process_start_time_seconds')?.text).toBe('1 min');
  expect(figure(readings, 'trolley_commit_duration_seconds')?.text).toBe('3 ms');
});

test.each([
  [0, '0 byte'],
  [999, '999 byte'],
  [1_340_000, '1.3 MB'],
  [52_000_000_000, '52 GB'],
])('%d bytes are %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});
