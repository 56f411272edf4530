import { expect, test } from 'vitest';
import type { RelayHealth } from '../../../protocol/admin/relay.ts';
import { latencyLine, latencyText } from './latency.ts';

const url = 'http://127.0.0.1:4444';
const answer = (checkedAt: number, latencyMs: number): RelayHealth => ({
  ...{ status: 'answering', url, isReady: true, reason: null, version: null },
  ...{ latencyMs, metrics: {}, checkedAt },
});
const away = (checkedAt: number): RelayHealth => ({
  status: 'unreachable',
  url,
  reason: 'refused',
  checkedAt,
});

test('answers are summed up, and those that did not come are counted', () => {
  expect(latencyText([answer(0, 3), away(5_000), answer(10_000, 40), answer(60_000, 5)])).toBe(
    'Of 3 answers in 1 min, half took 5 ms or less, the slowest took 40 ms. 1 time there was none.',
  );
  expect(latencyText([answer(0, 3)])).toBe('The first answer took 3 ms.');
  expect(latencyText([away(0), away(5_000)])).toBe('No answer to 2 questions.');
});

test('the line has a gap where there was no answer', () => {
  expect(latencyLine([answer(0, 3), away(5_000)]).points).toEqual([
    { time: 0, value: 3 },
    { time: 5_000, value: null },
  ]);
});
