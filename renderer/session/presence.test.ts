import { afterEach, expect, test } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { UserId } from '../../cart/ids.ts';
import { presenceColorOf, presenceColors } from './presence-colors.ts';
import { announceSelf, peopleOf } from './presence.ts';

const doc = new Y.Doc();
const awareness = new Awareness(doc);
afterEach(() => awareness.states.clear());

test('people are listed once for each window, ourselves first, then by name', () => {
  awareness.states.set(3, { user: 'Ben', editing: null });
  awareness.states.set(2, { user: 'Ana', editing: 'a row' });
  announceSelf(awareness, 'Cleo' as UserId, null);
  expect(peopleOf(awareness).map(({ user, isSelf, editing }) => [user, isSelf, editing])).toEqual([
    ['Cleo', true, null],
    ['Ana', false, 'a row'],
    ['Ben', false, null],
  ]);
});

test.each([
  {},
  { user: '<b>', editing: null },
  { user: 'Ana', editing: 'x'.repeat(2_000) },
  { user: { name: 'Ana' } },
])('a state that is not of ours is left out: %o', (state) => {
  awareness.states.set(9, state);
  expect(peopleOf(awareness)).toEqual([]);
});

test('a row key too long for the relay is not told', () => {
  announceSelf(awareness, 'Ana' as UserId, 'x'.repeat(2_000));
  expect(peopleOf(awareness)).toMatchObject([{ user: 'Ana', editing: null }]);
});

test('a person has one colour everywhere, whatever they say it is', () => {
  awareness.states.set(9, { user: 'Ben', editing: null, color: 'url(https://example.com)' });
  expect(peopleOf(awareness)[0]?.color).toBe(presenceColorOf('Ben' as UserId));
});

test('every colour can be read on white and on near-black', () => {
  const luminance = (hex: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5]
      .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  for (const color of presenceColors) {
    expect([color, 1.05 / (luminance(color) + 0.05) >= 3.5]).toEqual([color, true]);
    expect([color, (luminance(color) + 0.05) / (luminance('#1c1b1a') + 0.05) >= 3.5]).toEqual([color, true]);
  }
});
