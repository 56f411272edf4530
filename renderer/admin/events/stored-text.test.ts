import { expect, test } from 'vitest';
import { storedText } from './stored-text.ts';

const at = (text: string): number => Date.parse(text);

test('of today the time is enough, of another day the day is said', () => {
  const now = at('2026-03-02T10:00:00');
  expect(storedText(at('2026-03-02T09:15:20'), now)).toMatch(/9:15:20/);
  expect(storedText(at('2026-03-01T09:15:20'), now)).toMatch(/Mar/);
});
