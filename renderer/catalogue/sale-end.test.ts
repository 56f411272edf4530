import { expect, test } from 'vitest';
import { parseSaleEnd } from './sale-end.ts';

test('a day alone lasts until it is over here', () => {
  expect(parseSaleEnd('2026-12-24')).toBe(new Date(2026, 11, 25).getTime());
  expect(parseSaleEnd('2028-02-29')).toBe(new Date(2028, 2, 1).getTime());
});

test('a time with a zone is that moment', () => {
  expect(parseSaleEnd('2026-12-24T18:00:00+01:00')).toBe(Date.UTC(2026, 11, 24, 17));
  expect(parseSaleEnd('2026-12-24T18:00Z')).toBe(Date.UTC(2026, 11, 24, 18));
});

test.each(['', '24.12.2026', '2026-13-01', '2026-02-30', '2026-12-24T18:00', '2026-12-24T25:00Z', 'soon'])(
  '%j is no end',
  (text) => expect(parseSaleEnd(text)).toBeNull(),
);
