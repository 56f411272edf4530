import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allCurrencies, exponentOf, isCurrency, MAX_AMOUNT, type Currency } from './currency.ts';
import { allocateAmount, formatAmount, parseAmount, scaleAmount, sumAmounts, unitAmountAt } from './money.ts';
import { MAX_QUANTITY } from './op.ts';

const currency = fc.constantFrom(...allCurrencies);
const amount = fc.integer({ min: 0, max: MAX_AMOUNT });
const safe = fc.maxSafeNat();

describe('currencies', () => {
  test.each([
    ['JPY', 0],
    ['EUR', 2],
    ['KWD', 3],
    ['MGA', 2],
    ['MRU', 2],
  ] as const)('%s has %i decimals', (code, decimals) => {
    expect(exponentOf(code)).toBe(decimals);
  });

  test.each([['eur'], ['EURO'], [''], ['toString'], ['__proto__'], [null], [978]])('%j is none', (code) => {
    expect(isCurrency(code)).toBe(false);
  });

  test('the largest quantity at the largest price is still a safe integer', () => {
    expect(Number.isSafeInteger(MAX_AMOUNT * MAX_QUANTITY)).toBe(true);
    expect(Number.isSafeInteger((MAX_AMOUNT + 1) * MAX_QUANTITY)).toBe(false);
  });
});

describe('reading and writing amounts', () => {
  test.each([
    ['1.29', 'EUR', 129],
    ['1,29', 'EUR', 129],
    [' 1.5 ', 'EUR', 150],
    ['7', 'EUR', 700],
    ['007', 'EUR', 700],
    ['0.00', 'EUR', 0],
    ['1290', 'JPY', 1290],
    ['1.234', 'KWD', 1234],
    ['1.2', 'KWD', 1200],
    // Floating point would make this 8.290000000000001 or so.
    ['8.29', 'EUR', 829],
    ['90072082.61', 'EUR', MAX_AMOUNT],
  ] as const)('%j %s is %i minor units', (text, code, units) => {
    expect(parseAmount(text, code)).toEqual({ ok: true, value: units });
  });

  test.each([
    ['1.290', 'EUR'],
    ['1.0', 'JPY'],
    ['1.2345', 'KWD'],
    ['90072082.62', 'EUR'],
    ['9'.repeat(400), 'JPY'],
    ['1.', 'EUR'],
    ['.5', 'EUR'],
    ['', 'EUR'],
    ['-1', 'EUR'],
    ['+1', 'EUR'],
    ['1e3', 'EUR'],
    ['1.234,56', 'EUR'],
    ['1 000', 'EUR'],
    ['0x10', 'EUR'],
    ['NaN', 'EUR'],
    ['١', 'EUR'],
    ['€1', 'EUR'],
  ] as const)('%j %s is refused', (text, code) => {
    const result = parseAmount(text, code);
    expect(!result.ok && result.refusal.code).toBe('bad_amount');
  });

  test.each([
    [129, 'EUR', '1.29'],
    [5, 'EUR', '0.05'],
    [0, 'EUR', '0.00'],
    [-5, 'EUR', '-0.05'],
    [1290, 'JPY', '1290'],
    [-1, 'JPY', '-1'],
    [1, 'KWD', '0.001'],
  ] as const)('%i minor units of %s are written %s', (units, code, text) => {
    expect(formatAmount(units, code)).toBe(text);
  });

  test('what is written reads back the same, in every currency', () => {
    fc.assert(
      fc.property(amount, currency, (units, code) => {
        expect(parseAmount(formatAmount(units, code), code)).toEqual({ ok: true, value: units });
      }),
    );
  });
});

describe('a price with sale terms', () => {
  const sale = { amount: 80, currency: 'EUR' as Currency, was: 100, until: 1000 };

  test('is the sale price up to its end, and the former from that moment on', () => {
    expect([0, 999, 1000, 1001].map((now) => unitAmountAt(sale, now))).toEqual([80, 80, 100, 100]);
  });

  test('without an end stays what it is', () => {
    expect(unitAmountAt({ amount: 80, currency: 'EUR', was: 100 }, Number.MAX_SAFE_INTEGER)).toBe(80);
    expect(unitAmountAt({ amount: 80, currency: 'EUR' }, 0)).toBe(80);
  });
});

describe('sums', () => {
  test('are exact, or none', () => {
    const most = { amount: MAX_AMOUNT, qty: MAX_QUANTITY };
    expect(sumAmounts([])).toBe(0);
    expect(sumAmounts([most])).toBe(MAX_AMOUNT * MAX_QUANTITY);
    expect(sumAmounts([most, most])).toBeNull();
    expect(sumAmounts([{ amount: Number.MAX_SAFE_INTEGER, qty: 1 }])).toBe(Number.MAX_SAFE_INTEGER);
    expect(
      sumAmounts([
        { amount: Number.MAX_SAFE_INTEGER, qty: 1 },
        { amount: 1, qty: 1 },
      ]),
    ).toBeNull();
  });
});

describe('scaling', () => {
  test.each([
    [5, 1, 2, 2],
    [15, 1, 10, 2],
    [25, 1, 10, 2],
    [35, 1, 10, 4],
    [26, 1, 10, 3],
    [24, 1, 10, 2],
    [-5, 1, 2, -2],
    [-15, 1, 10, -2],
    [-26, 1, 10, -3],
    [1000, 19, 100, 190],
  ])('%i × %i ÷ %i is %i: halves to even', (value, numerator, denominator, result) => {
    expect(scaleAmount(value, numerator, denominator)).toBe(result);
  });

  test('is the nearest whole number, and between two the even one', () => {
    const rate = fc.integer({ min: 1, max: 10_000 });
    fc.assert(
      fc.property(amount, rate, rate, (value, numerator, denominator) => {
        const scaled = BigInt(scaleAmount(value, numerator, denominator));
        const doubleError = 2n * (scaled * BigInt(denominator) - BigInt(value) * BigInt(numerator));
        const size = doubleError < 0n ? -doubleError : doubleError;
        expect(size <= BigInt(denominator)).toBe(true);
        if (size === BigInt(denominator)) expect(scaled % 2n).toBe(0n);
      }),
    );
  });

  test.each([
    [1.5, 1, 1],
    [1, 0.1, 1],
    [1, 1, 0],
    [1, 1, -1],
    [2 ** 53, 1, 1],
    [Number.MAX_SAFE_INTEGER, 2, 1],
  ])('%d × %d ÷ %d throws', (value, numerator, denominator) => {
    expect(() => scaleAmount(value, numerator, denominator)).toThrow(RangeError);
  });
});

describe('splitting', () => {
  test.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [5, [3, 7], [2, 3]],
    [10, [0, 1], [0, 10]],
    [1, [1, 2], [0, 1]],
    [0, [1, 2], [0, 0]],
    [2, [1, 1, 1], [1, 1, 0]],
  ])('%i by %j is %j', (value, weights, parts) => {
    expect(allocateAmount(value, weights)).toEqual(parts);
  });

  test('gives all away, and nobody is a whole unit off the exact share', () => {
    const weights = fc.array(safe, { minLength: 1 }).filter((items) => items.some((item) => item > 0));
    fc.assert(
      fc.property(safe, weights, (value, shares) => {
        const parts = allocateAmount(value, shares);
        const sum = shares.reduce((total, share) => total + BigInt(share), 0n);
        expect(parts.reduce((total, part) => total + BigInt(part), 0n)).toBe(BigInt(value));
        for (const [index, part] of parts.entries()) {
          const error = BigInt(part) * sum - BigInt(value) * BigInt(shares[index] ?? 0);
          expect(error < sum && error > -sum).toBe(true);
          if (shares[index] === 0) expect(part).toBe(0);
        }
      }),
    );
  });

  test.each([
    [1, []],
    [1, [0, 0]],
    [1, [-1, 2]],
    [1, [0.5]],
    [-1, [1]],
    [0.5, [1]],
  ])('%d by %j throws', (value, weights) => {
    expect(() => allocateAmount(value, weights)).toThrow(RangeError);
  });
});
