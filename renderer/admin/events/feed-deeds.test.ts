import { expect, test } from 'vitest';
import type { CartId, OpId } from '../../../cart/ids.ts';
import type { OpBody, Price } from '../../../cart/op.ts';
import { entryOf } from '../../../cart/testing/entries.ts';
import type { OpEvent } from '../../../protocol/events.ts';
import { FeedDeeds } from './feed-deeds.ts';
import { everything, filterBy, isFiltering } from './feed-filter.ts';
import { handToRelay } from './hand-to-relay.ts';
import { eventLines } from './event-json.ts';

const idOf = (n: number) => `${'a'.repeat(16)}.${n}` as OpId;
const price: Price = { amount: 129, currency: 'EUR' };

function eventOf(
  n: number,
  body: OpBody,
  { by = 'Ana', cart = 'kitchen', time = 1_000, took = 40 } = {},
): OpEvent {
  const { id, op } = entryOf('a', n, body, { by, time });
  const storedAt = new Date(time + took).toISOString();
  return { position: n, cartId: cart as CartId, id, op: { ...op }, storedAt };
}
const add = eventOf(1, { kind: 'add', product: { id: 'milk', name: 'Milk' }, price, qty: 3 });
const line = idOf(1);

test('an event on a line is told with the product that the line was opened with', () => {
  const deeds = new FeedDeeds();
  const step = eventOf(2, { kind: 'inc', line, delta: 2 });
  deeds.take([add, step]);
  expect(deeds.of(add)).toMatchObject({ by: 'Ana', text: 'added 3 × Milk at €1.29' });
  expect(deeds.of(step).text).toBe('added 2 more × Milk');
  const elsewhere = eventOf(2, { kind: 'inc', line, delta: 2 }, { cart: 'ward' });
  expect(deeds.of(elsewhere).text).toBe('added 2 more × something added earlier');
});

test.each<[OpBody, string]>([
  [{ kind: 'inc', line, delta: -1 }, 'took 1 × Milk out'],
  [{ kind: 'set', line, qty: 4, seen: {} }, 'set Milk to 4'],
  [{ kind: 'remove', line, seen: {} }, 'removed Milk'],
  [{ kind: 'clear', seen: {} }, 'emptied the cart'],
  [{ kind: 'price', line, price }, 'changed the price of Milk to €1.29'],
  [
    { kind: 'price', line, price: { ...price, was: 150 } },
    'changed the price of Milk to €1.29 instead of €1.50',
  ],
  [{ kind: 'note', line, note: 'ripe' }, 'noted on Milk: “ripe”'],
  [{ kind: 'note', line, note: '' }, 'took the note off Milk'],
  [{ kind: 'later', line, later: true }, 'saved Milk for later'],
  [{ kind: 'later', line, later: false }, 'put Milk back in the cart'],
  [{ kind: 'place', line, place: 'a' }, 'moved Milk in the list'],
  [{ kind: 'title', title: 'Kitchen' }, 'named the cart “Kitchen”'],
  [{ kind: 'title', title: '' }, 'took the name off the cart'],
  [{ kind: 'currency', currency: 'USD' }, 'chose USD for the cart'],
  [{ kind: 'coupon', code: 'MAY' }, 'added the code MAY'],
  [{ kind: 'uncoupon', code: 'MAY' }, 'took out the code MAY'],
  [{ kind: 'undo', of: idOf(1) }, 'took back: added 3 × Milk at €1.29'],
  [{ kind: 'redo', of: idOf(9), seen: {} }, 'brought back: a step from earlier'],
])('%j is told in plain words', (body, text) => {
  const deeds = new FeedDeeds();
  const event = eventOf(2, body);
  deeds.take([add, event]);
  expect(deeds.of(event).text).toBe(text);
});

test('what a later version wrote, and what cannot be read, is told as such', () => {
  const later = { ...add, op: { ...add.op, kind: 'gift' } };
  expect(new FeedDeeds().of(later)).toMatchObject({
    by: 'Ana',
    text: 'did what this version does not know: “gift”',
  });
  const broken = { ...add, op: { kind: 'add' } };
  expect(new FeedDeeds().of(broken)).toMatchObject({ by: null });
  expect(new FeedDeeds().of(broken).text).toMatch(/^wrote what cannot be read/);
});

test('everybody who did something is known by name, once', () => {
  const deeds = new FeedDeeds();
  deeds.take([eventOf(2, { kind: 'clear', seen: {} }, { by: 'Cleo' }), add, add]);
  expect(deeds.people).toEqual(['Ana', 'Cleo']);
});

test('filters together want what each of them wants', () => {
  const deeds = new FeedDeeds();
  const events = [
    add,
    eventOf(2, { kind: 'remove', line, seen: {} }, { by: 'Ben' }),
    eventOf(3, { kind: 'title', title: 'Ward 7' }, { cart: 'ward' }),
    { ...add, position: 4, op: { ...add.op, kind: 'gift' } },
  ];
  deeds.take(events);
  const wanted = (filter: Partial<typeof everything>) =>
    events.filter(filterBy({ ...everything, ...filter }, (event) => deeds.of(event))).map((e) => e.position);
  expect(wanted({})).toEqual([1, 2, 3, 4]);
  expect(wanted({ cart: 'KIT' })).toEqual([1, 2, 4]);
  expect(wanted({ person: 'Ben' })).toEqual([2]);
  expect(wanted({ kind: 'removals' })).toEqual([2]);
  expect(wanted({ kind: 'other' })).toEqual([4]);
  expect(wanted({ text: 'milk ana' })).toEqual([1, 4]);
  expect(wanted({ text: 'milk', kind: 'removals', person: 'Ana' })).toEqual([]);
  expect(wanted({ text: idOf(3) })).toEqual([3]);
  expect(isFiltering(everything)).toBe(false);
  expect(isFiltering({ ...everything, text: ' x' })).toBe(true);
});

test('the way from hand to relay is told in milliseconds, if the operation says when it was made', () => {
  expect(handToRelay(add)).toBe(40);
  expect(handToRelay(eventOf(2, { kind: 'clear', seen: {} }, { took: -500 }))).toBe(-500);
  expect(handToRelay({ ...add, op: { kind: 'add' } })).toBeNull();
});

test('events are copied as one line of JSON each', () => {
  const lines = eventLines([add, add]);
  expect(lines.endsWith('\n')).toBe(true);
  expect(
    lines
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text) as unknown),
  ).toEqual([add, add]);
});
