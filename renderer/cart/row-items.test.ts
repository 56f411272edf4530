import { describe, expect, it } from 'vitest';
import type { DeliveryStage } from '../../cart/delivery.ts';
import type { LineId, UserId } from '../../cart/ids.ts';
import type { CartRow } from '../../cart/row.ts';
import type { Person } from '../session/types.ts';
import { RowItems } from './row-items.ts';

const ana = 'Ana' as UserId;
const ben = 'Ben' as UserId;

const rowOf = (key: string, change: Partial<CartRow> = {}): CartRow => ({
  key,
  productId: key,
  name: key,
  options: {},
  qty: 1,
  price: { amount: 100, currency: 'EUR' },
  unitAmount: 100,
  total: 100,
  note: '',
  isLater: false,
  place: key,
  lineIds: [`${key}.1` as LineId],
  contributors: [ana],
  ...change,
});

const person = (user: UserId, editing: string | null): Person => ({
  clientId: 1,
  user,
  color: '#000',
  isSelf: user === ana,
  editing,
});

function itemsOf(list: RowItems) {
  return (rows: readonly CartRow[], people: readonly Person[] = [], stage: DeliveryStage = 'durable') =>
    list.of(rows, { stageOf: () => stage, people, self: ana, current: rows[0] });
}

describe('RowItems', () => {
  it('keeps the objects of rows that say the same', () => {
    const items = itemsOf(new RowItems());
    const before = items([rowOf('milk'), rowOf('tea')]);
    const after = items([rowOf('milk'), rowOf('tea', { qty: 2 })]);
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
    expect(after[1]?.row.qty).toBe(2);
  });

  const changes: readonly Partial<CartRow>[] = [
    { name: 'Milk' },
    { qty: 3 },
    { unitAmount: 50 },
    { note: 'cold' },
    { place: 'z' },
    { lineIds: ['milk.1' as LineId, 'milk.2' as LineId] },
    { contributors: [ben] },
  ];
  it.each(changes)('shows a change of %o', (change) => {
    const items = itemsOf(new RowItems());
    const [before] = items([rowOf('milk')]);
    const [after] = items([rowOf('milk', change)]);
    expect(after).not.toBe(before);
    expect(after?.row).toMatchObject(change);
  });

  it('follows how far a row has come', () => {
    const items = itemsOf(new RowItems());
    items([rowOf('milk')], [], 'saved');
    expect(items([rowOf('milk')], [], 'durable')[0]?.stage).toBe('durable');
  });

  it('follows which row is current', () => {
    const items = itemsOf(new RowItems());
    const [milk, tea] = [rowOf('milk'), rowOf('tea')];
    items([milk, tea]);
    expect(items([tea, milk]).map(({ isCurrent }) => isCurrent)).toEqual([true, false]);
  });

  it('names others who are editing, once each, and not oneself', () => {
    const people = [person(ana, 'milk'), person(ben, 'milk'), person(ben, 'milk'), person(ben, null)];
    const [milk, tea] = itemsOf(new RowItems())([rowOf('milk'), rowOf('tea')], people);
    expect(milk?.editors).toEqual([ben]);
    expect(tea?.editors).toEqual([]);
  });
});
