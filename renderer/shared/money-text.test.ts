import { describe, expect, it } from 'vitest';
import { moneyText } from './money-text.ts';

describe('moneyText', () => {
  it('writes each currency with its own decimals', () => {
    expect(moneyText(129, 'EUR', 'en-IE')).toBe('€1.29');
    expect(moneyText(129, 'JPY', 'en-US')).toBe('¥129');
    expect(moneyText(1290, 'KWD', 'en-US')).toBe('KWD\u00a01.290');
    expect(moneyText(129, 'MGA', 'en-US')).toBe('MGA\u00a01.29');
  });

  it('follows the locale', () => {
    expect(moneyText(123_456, 'EUR', 'de-DE')).toBe('1.234,56\u00a0€');
  });

  it('is exact where a binary fraction is not', () => {
    expect(moneyText(Number.MAX_SAFE_INTEGER, 'EUR', 'en-IE')).toBe('€90,071,992,547,409.91');
  });
});
