import fc from 'fast-check';
import { expect, test } from 'vitest';
import { followsAtOnce, HybridClock, isTimestamp, MAX_SKEW_MS, millisecondsOf } from './hlc.ts';

const clockAt = (now: { value: number }) => new HybridClock(() => now.value);

test('a reading is sortable text of fixed width that begins with the wall clock', () => {
  const at = clockAt({ value: 1_700_000_000_123.9 }).next();
  expect(at).toBe('001700000000123-00000');
  expect(isTimestamp(at)).toBe(true);
  expect(millisecondsOf(at)).toBe(1_700_000_000_123);
});

test('readings within one millisecond differ by the counter', () => {
  const clock = clockAt({ value: 5 });
  expect([clock.next(), clock.next()]).toEqual(['000000000000005-00000', '000000000000005-00002']);
});

test('a full counter moves on to the next millisecond', () => {
  const clock = clockAt({ value: 5 });
  clock.observe('000000000000005-99999');
  expect(clock.next()).toBe('000000000000006-00000');
});

test('what is done at once has readings that follow one another, whatever the clock shows by then', () => {
  const now = { value: 5 };
  const clock = clockAt(now);
  clock.next();
  now.value = 9;
  expect([clock.nextAtOnce(), clock.nextAtOnce()]).toEqual([
    '000000000000005-00001',
    '000000000000005-00002',
  ]);
  expect(clock.next()).toBe('000000000000009-00000');
  expect([clock.next(), clock.nextAtOnce()]).toEqual(['000000000000009-00002', '000000000000009-00003']);
});

test('a reading follows another at once when nothing could be between the two', () => {
  const clock = clockAt({ value: 5 });
  const [first, second, after] = [clock.next(), clock.nextAtOnce(), clock.next()] as const;
  expect(followsAtOnce(first, second)).toBe(true);
  expect(followsAtOnce('000000000000005-00009', '000000000000005-00010')).toBe(true);
  expect(followsAtOnce(second, first)).toBe(false);
  expect(followsAtOnce(first, first)).toBe(false);
  // What is done next is another step, even in the same millisecond.
  expect(followsAtOnce(second, after)).toBe(false);
  expect(followsAtOnce('000000000000005-00000', '000000000000006-00001')).toBe(false);
});

test('a clock set back goes on from its latest reading', () => {
  const now = { value: 1000 };
  const clock = clockAt(now);
  const before = clock.next();
  now.value = 10;
  expect(clock.next() > before).toBe(true);
});

test('a reading follows an observed one', () => {
  const clock = clockAt({ value: 1000 });
  clock.observe('000000000001500-00007');
  expect(clock.next()).toBe('000000000001500-00009');
});

test('an older observation changes nothing', () => {
  const clock = clockAt({ value: 1000 });
  clock.next();
  clock.observe('000000000000900-00007');
  expect(clock.next()).toBe('000000000001000-00002');
});

test('a clock far ahead of ours is followed up to the limit and not beyond', () => {
  const clock = clockAt({ value: 0 });
  const text = (ms: number) => `${String(ms).padStart(15, '0')}-00000`;
  clock.observe(text(MAX_SKEW_MS + 1));
  expect(millisecondsOf(clock.next())).toBe(0);
  clock.observe(text(MAX_SKEW_MS));
  // One that is too far ahead does not hide one that is not.
  clock.observe(text(MAX_SKEW_MS + 1));
  expect(millisecondsOf(clock.next())).toBe(MAX_SKEW_MS);
});

test('what was followed while our clock was years ahead binds it no more when that is set right', () => {
  const year = 365 * 86_400_000;
  const now = { value: 10 * year };
  const clock = clockAt(now);
  const text = (ms: number) => `${String(ms).padStart(15, '0')}-00000`;
  clock.observe(text(10 * year));
  now.value = year;
  expect(millisecondsOf(clock.next())).toBe(year);
  clock.observe(text(year + 5));
  expect(clock.next()).toBe(`${text(year + 5).slice(0, 15)}-00002`);

  now.value = 10 * year;
  const issued = clock.next();
  now.value = year;
  expect(clock.next() > issued).toBe(true);
});

test.each([['000000000000005-0000'], ['5-0'], ['000000000000005-00000 '], ['-00000000000005-00000'], [5]])(
  '%j is no reading',
  (text) => {
    expect(isTimestamp(text)).toBe(false);
  },
);

test('readings always grow, whatever the wall clock does and others say', () => {
  const wall = fc.integer({ min: -10, max: 400_000 });
  fc.assert(
    fc.property(fc.array(fc.tuple(wall, fc.option(wall))), (events) => {
      const now = { value: 0 };
      const clock = clockAt(now);
      let latest = '';
      for (const [time, other] of events) {
        now.value = time;
        if (other !== null) clock.observe(`${String(Math.max(0, other)).padStart(15, '0')}-00003`);
        const reading = clock.next();
        expect(isTimestamp(reading)).toBe(true);
        expect(reading > latest).toBe(true);
        latest = reading;
      }
    }),
  );
});
