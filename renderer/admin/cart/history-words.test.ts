import { expect, test } from 'vitest';
import { endOfMinute, localMinute } from './history-words.ts';

test('a minute that is picked reaches to its end, and is shown as it was picked', () => {
  const end = endOfMinute('2026-03-01T09:05');
  expect(end).toBe(new Date(2026, 2, 1, 9, 5, 59, 999).getTime());
  expect(localMinute(end ?? 0)).toBe('2026-03-01T09:05');
});

test('half a date is none', () => {
  expect(endOfMinute('')).toBeNull();
  expect(endOfMinute('2026-13-45T99:99')).toBeNull();
});
