import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../cart/history.ts';
import type { LineId, OpId, UserId } from '../../cart/ids.ts';
import { tellingOf } from '../shared/describe.ts';
import { remoteSummary } from './remote-summary.ts';

let count = 0;
const entry = (by: string, op: object, change: Partial<HistoryEntry> = {}): HistoryEntry => {
  const { kind } = op as { kind: HistoryEntry['kind'] };
  count += 1;
  return {
    id: `x.${count}` as OpId,
    kind,
    by: by as UserId,
    time: count,
    op: op as HistoryEntry['op'],
    lineId: 'milk.1' as LineId,
    productName: 'milk',
    before: 1,
    after: 2,
    fate: { status: 'counts' },
    ...change,
  };
};
const add = (by: string, name: string, qty: number) =>
  entry(
    by,
    { kind: 'add', product: { id: name, name }, price: { amount: 0, currency: 'EUR' }, qty },
    { lineId: `${name}.1` as LineId, productName: name, before: 0, after: qty },
  );
const step = (by: string, before: number, after: number) =>
  entry(by, { kind: 'inc', line: 'milk.1', delta: after - before }, { before, after });
const tell = (...entries: HistoryEntry[]) => remoteSummary(entries, tellingOf([], 'Ana' as UserId));

describe('remoteSummary', () => {
  it('says nothing of what one has done oneself', () => {
    expect(tell(add('Ana', 'milk', 1), step('Ana', 1, 2))).toBe('');
  });

  it('says where a run of steps ended', () => {
    expect(tell(step('Ben', 1, 2), step('Ben', 2, 3), step('Ben', 3, 4))).toBe('Ben changed milk to 4');
    expect(tell(add('Ben', 'milk', 1), step('Ben', 1, 2))).toBe('Ben added 2 × milk');
    expect(tell(step('Ben', 2, 1), step('Ben', 1, 0))).toBe('Ben took the last milk out');
  });

  it('says once that a row of several lines was taken out', () => {
    const remove = (line: string, before: number) =>
      entry('Ben', { kind: 'remove', line, seen: {} }, { lineId: line as LineId, before, after: 0 });
    expect(tell(remove('milk.1', 2), remove('milk.2', 1))).toBe('Ben removed milk — 3 units');
  });

  it('keeps people and products apart', () => {
    expect(tell(step('Ben', 1, 2), step('Cleo', 2, 3), add('Ben', 'tea', 1))).toBe(
      'Ben changed milk to 2. Cleo changed milk to 3. Ben added 1 × tea',
    );
  });

  it('counts when there is too much to say', () => {
    const many = ['tea', 'bread', 'salt', 'rice'].map((name) => add('Ben', name, 1));
    expect(tell(...many, step('Cleo', 1, 2))).toBe('5 changes from Ben and Cleo');
  });
});
