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
  isAway: false,
  editing,
});

function itemsOf(list: RowItems) {
  return (rows: readonly CartRow[], people: readonly Person[] = [], stage: DeliveryStage = 'durable') =>
    list.of(rows, { stageOf: () => stage, editedBy: () => null, people, self: ana, current: rows[0] });
}

describe('RowItems', () => {
  it('keeps the items of rows that are the same objects', () => {
    const items = itemsOf(new RowItems());
    const [milk, tea] = [rowOf('milk'), rowOf('tea')];
    const before = items([milk, tea]);
    const after = items([milk, { ...tea, qty: 2 }]);
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
    expect(after[1]?.row.qty).toBe(2);
  });

  it('follows how far a row has come', () => {
    const items = itemsOf(new RowItems());
    const milk = rowOf('milk');
    items([milk], [], 'saved');
    expect(items([milk], [], 'durable')[0]?.stage).toBe('durable');
  });

  it('follows who has just changed a row', () => {
    const list = new RowItems();
    const rows = [rowOf('milk')];
    const facts = { stageOf: () => 'durable' as const, people: [], self: ana, current: rows[0] };
    list.of(rows, { ...facts, editedBy: () => null });
    expect(list.of(rows, { ...facts, editedBy: () => ben })[0]?.editedBy).toBe(ben);
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
