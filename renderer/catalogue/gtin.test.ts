import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isGtin, plainGtin } from './gtin.ts';

describe('isGtin', () => {
  it('knows numbers printed on real things', () => {
    for (const code of ['4006381333931', '96385074', '036000291452', '00012345600012']) {
      expect(isGtin(code), code).toBe(true);
    }
  });

  it('finds every single wrong digit', () => {
    const anyCode = fc.tuple(
      fc.array(fc.nat(9), { minLength: 12, maxLength: 12 }),
      fc.nat(12),
      fc.integer({ min: 1, max: 9 }),
    );
    fc.assert(
      fc.property(anyCode, ([digits, place, change]) => {
        const right = [...Array(10).keys()]
          .map((last) => [...digits, last])
          .filter((all) => isGtin(all.join('')));
        expect(right).toHaveLength(1);
        const wrong = (right[0] ?? []).map((digit, at) => (at === place ? (digit + change) % 10 : digit));
        expect(isGtin(wrong.join(''))).toBe(false);
      }),
    );
  });

  it('takes nothing else for one', () => {
    for (const code of ['', '4006381333930', '40063813339', '4006381 333931', 'MILK-1', '٤٠٠٦٣٨١٣٣٣٩٣١']) {
      expect(isGtin(code), code).toBe(false);
    }
  });
});

it('writes a UPC-A and its EAN-13 in one way', () => {
  expect(plainGtin('036000291452')).toBe(plainGtin('0036000291452'));
});
