import { expect, test } from 'vitest';
import { timeTicks } from './time-ticks.ts';

const at = (text: string): number => Date.parse(text);

test('minutes are clock times, and midnight is the new day', () => {
  const ticks = timeTicks(at('2026-03-01T22:30:00'), at('2026-03-02T01:30:00'), 600, 'en-GB');
  expect(ticks.map(({ text }) => text)).toContain('23:00');
  expect(ticks.find((tick) => tick.at === at('2026-03-02T00:00:00'))?.text).toBe('2 Mar');
});

test('days, months and years are written as such', () => {
  const textsOf = (from: string, to: string) =>
    timeTicks(at(from), at(to), 600, 'en-GB').map(({ text }) => text);
  expect(textsOf('2026-03-01T00:00:00', '2026-03-09T00:00:00')).toContain('3 Mar');
  expect(textsOf('2026-01-01T00:00:00', '2026-12-31T00:00:00')).toContain('Apr 2026');
  expect(textsOf('2000-01-01T00:00:00', '2026-01-01T00:00:00')).toContain('2010');
});

test('marks lie within, and one moment alone does not break it', () => {
  const [from, to] = [at('2026-03-01T10:00:00'), at('2026-03-01T10:00:07')];
  for (const tick of timeTicks(from, to, 400)) {
    expect(tick.at).toBeGreaterThanOrEqual(from);
    expect(tick.at).toBeLessThanOrEqual(to);
  }
  expect(() => timeTicks(from, from, 400)).not.toThrow();
});

test.each(['en-US', 'en-GB', 'de-DE'])('texts in %s have room beside each other', (locale) => {
  const from = at('2026-03-01T10:00:00');
  for (const span of [5_000, 600_000, 3 * 3_600_000, 9 * 86_400_000, 400 * 86_400_000]) {
    for (const width of [300, 700, 1_300]) {
      const ticks = timeTicks(from, from + span, width, locale);
      const apart = (((ticks[1]?.at ?? Infinity) - (ticks[0]?.at ?? 0)) / span) * width;
      expect(apart).toBeGreaterThan(Math.max(...ticks.map(({ text }) => text.length)) * 7);
    }
  }
});
