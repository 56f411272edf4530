import { describe, expect, it } from 'vitest';
import { historyOf } from '../../cart/history.ts';
import type { UserId } from '../../cart/ids.ts';
import { add, NOON, Person, step } from '../../cart/testing/people.ts';
import { moneyText } from '../shared/money-text.ts';
import { addedText } from './added-text.ts';
import { priceTermsText } from './price-terms-text.ts';

describe('addedText', () => {
  it('says who added how many and when, and who took some out', () => {
    const [ana, ben] = [new Person('Ana', 'a'), new Person('Ben', 'b')];
    ana.do(add(3));
    ben.meet(ana);
    ben.now = NOON + 60_000;
    ben.do(step(-1));
    const [row] = ben.view.rows;
    if (!row) throw new Error('an empty cart');
    const clock = new Intl.DateTimeFormat('en-IE', { timeStyle: 'short' });
    const text = addedText(historyOf(ben.fold), row, 'Ben' as UserId, ben.now, 'en-IE');
    expect(text).toBe(`Ana added 3, ${clock.format(NOON)} · You took out 1, ${clock.format(NOON + 60_000)}`);
  });
});

describe('priceTermsText', () => {
  const [cheap, usual] = [moneyText(80, 'EUR', 'en-IE'), moneyText(100, 'EUR', 'en-IE')];
  const text = (price: object, now = NOON) =>
    priceTermsText({ amount: 80, currency: 'EUR', ...price }, now, 'en-IE');

  it('is short without a sale', () => {
    expect(text({})).toBe(`${cheap} each`);
    expect(text({ amount: 0 })).toBe('No price');
  });

  it('says what the price returns to, and when', () => {
    expect(text({ was: 100 })).toBe(`${cheap} each, on sale, otherwise ${usual}`);
    const sale = { was: 100, until: NOON };
    expect(text(sale, NOON - 1)).toMatch(new RegExp(`^${cheap} each, on sale until .+, then ${usual}$`));
    expect(text(sale)).toMatch(new RegExp(`^${usual} each, the sale ended `));
  });
});
