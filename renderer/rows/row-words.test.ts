import { describe, expect, it } from 'vitest';
import type { LineId, UserId } from '../../cart/ids.ts';
import type { CartRow } from '../../cart/row.ts';
import { moneyText } from '../shared/money-text.ts';
import { rowLabel, untilText } from './row-words.ts';

const ana = 'Ana' as UserId;
const row: CartRow = {
  key: 'milk',
  productId: 'milk',
  name: 'Milk',
  options: { fat: 'skimmed' },
  qty: 3,
  price: { amount: 129, currency: 'EUR' },
  unitAmount: 129,
  total: 387,
  note: 'cold',
  isLater: false,
  place: 'a',
  lineIds: ['a.1' as LineId],
  contributors: [ana, 'Ben' as UserId],
};

describe('rowLabel', () => {
  it('says the whole row', () => {
    expect(rowLabel(row, 'saved', ana)).toBe(
      `Milk, skimmed, 3, ${moneyText(387, 'EUR')}, note: cold, added by Ben and you, Saved on this computer`,
    );
  });

  it('leaves out what there is none of', () => {
    const plain = { ...row, options: {}, note: '', total: 0, contributors: [] };
    expect(rowLabel(plain, 'durable', ana)).toBe('Milk, 3, no price, Everyone has it');
    expect(rowLabel({ ...plain, total: null }, 'durable', ana)).toContain('total too large');
  });
});

describe('untilText', () => {
  const now = new Date(2025, 2, 1, 9).getTime();

  it('gives the time within a day and the date beyond', () => {
    expect(untilText(new Date(2025, 2, 1, 18, 30).getTime(), now, 'en-IE')).toBe('until 18:30');
    expect(untilText(new Date(2025, 2, 9, 18).getTime(), now, 'en-IE')).toBe('until 9 Mar');
  });
});
