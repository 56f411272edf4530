import { expect, test } from 'vitest';
import { parseMetrics } from './parse-metrics.ts';

test('samples are read by their name and labels, and everything else is passed over', () => {
  const page = [
    '# HELP a_total Of a thing.',
    '# TYPE a_total counter',
    'a_total 7',
    'b{route="/carts/:id",status="200"} 1.5 1700000000000',
    'c{text="a } and a space"} 2e3',
    'd NaN',
    'e +Inf',
    '',
    'no sample at all',
  ].join('\n');
  expect(parseMetrics(page)).toEqual({
    a_total: 7,
    'b{route="/carts/:id",status="200"}': 1.5,
    'c{text="a } and a space"}': 2000,
  });
});
