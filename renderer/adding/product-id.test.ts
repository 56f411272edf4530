import { describe, expect, it } from 'vitest';
import { productIdOf } from './product-id.ts';

describe('productIdOf', () => {
  it('unites what people write differently', () => {
    expect(productIdOf('Milk')).toBe('milk');
    expect(productIdOf('  oat   MILK ')).toBe('oat-milk');
    expect(productIdOf('Ｍｉｌｋ')).toBe('milk');
    expect(productIdOf('Cre\u0301me')).toBe(productIdOf('Cr\u00e9me'));
  });

  it('keeps different things apart', () => {
    expect(productIdOf('milk 1.5%')).not.toBe(productIdOf('milk 3.5%'));
    expect(productIdOf('Öl')).not.toBe(productIdOf('Ol'));
  });

  it('does not change an id that it made', () => {
    for (const name of ['İstanbul Çay', 'ﬁne salt', 'ΟΔΟΣ']) {
      expect(productIdOf(productIdOf(name))).toBe(productIdOf(name));
    }
  });
});
