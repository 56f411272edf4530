import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareText, defaultPlace, placeBetween } from './place.ts';
import { Random } from './testing/random.ts';
import { entryOf } from './testing/entries.ts';
import { apple, euro } from './testing/people.ts';

const place = fc.string({
  unit: fc.constantFrom('0', '0', '1', '9', 'a', 'i', 'z'),
  minLength: 1,
  maxLength: 6,
});

/** Nothing lies between a key and the same with zeros behind it. */
const hasRoom = (before: string | null, after: string | null) =>
  after === null || !(after.startsWith(before ?? '') && /^0*$/.test(after.slice((before ?? '').length)));

test('between two keys is another, of the same alphabet', () => {
  fc.assert(
    fc.property(fc.option(place), fc.option(place), (one, other) => {
      const isTurned = one !== null && other !== null && one > other;
      const [before, after] = isTurned ? [other, one] : [one, other];
      fc.pre(before === null || after === null || before < after);
      const between = placeBetween(before, after);
      expect(between).toMatch(/^[0-9a-z]+$/);
      if (!hasRoom(before, after)) expect(between).toBe(after);
      else {
        if (before !== null) expect(between > before).toBe(true);
        if (after !== null) expect(between < after).toBe(true);
      }
    }),
    { numRuns: 5000 },
  );
});

test('a list stays in order through many moves, and its keys stay short', () => {
  const random = new Random(7);
  const keys = ['i'];
  for (let count = 0; count < 2000; count += 1) {
    const gap = random.below(keys.length + 1);
    keys.splice(gap, 0, placeBetween(keys[gap - 1] ?? null, keys[gap] ?? null));
  }
  expect(keys).toEqual([...new Set(keys)].sort(compareText));
  expect(Math.max(...keys.map((key) => key.length))).toBeLessThan(20);
});

test('always moving to the top takes a character for some five moves', () => {
  let top = 'i';
  for (let count = 0; count < 100; count += 1) top = placeBetween(null, top);
  expect(top.length).toBeLessThan(40);
});

test.each([
  ['b', 'a'],
  ['a', 'a'],
])('between %j and %j throws', (before, after) => {
  expect(() => placeBetween(before, after)).toThrow(RangeError);
});

test('until somebody moves it a line stands in the order of adding, and there is room after it', () => {
  const opened = (letter: string, time: number) =>
    defaultPlace(entryOf(letter, 1, { kind: 'add', product: apple, price: euro(1), qty: 1 }, { time }));
  const places = [opened('b', 1), opened('c', 1), opened('a', 2)];
  expect(places).toEqual([...places].sort(compareText));
  const [first, second] = places as [string, string];
  expect(placeBetween(first, second) > first && placeBetween(first, second) < second).toBe(true);
});
