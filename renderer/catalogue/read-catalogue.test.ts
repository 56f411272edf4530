import { describe, expect, it } from 'vitest';
import { readCatalogue } from './read-catalogue.ts';

const read = (file: string) => {
  const reading = readCatalogue(file, 'EUR');
  if (!reading.ok) throw new Error(reading.reason);
  return reading;
};
const problemsOf = (file: string) => read(file).problems.map(({ line, reason }) => `${line}: ${reason}`);

describe('a file of comma-separated values', () => {
  it('gives products with exact prices, codes, words and options', () => {
    const file = [
      'SKU,Name,EAN,Category,Keywords,Price,Currency,Was,Until,Options',
      'M-1,"Milk, whole",4006381333931|96385074,Dairy,milk | Milch,1.29,EUR,1.49,2026-12-24T12:00:00Z,Size: 1 l|2 l; Fat: 3.5 %',
    ].join('\r\n');
    expect(read(file)).toMatchObject({ problems: [], unit: 'line' });
    expect(read(file).products).toEqual([
      {
        ...{ id: 'M-1', name: 'Milk, whole', category: 'Dairy' },
        codes: ['4006381333931', '96385074'],
        keywords: ['milk', 'Milch'],
        price: { amount: 129, currency: 'EUR', was: 149, until: Date.UTC(2026, 11, 24, 12) },
        options: { Size: ['1 l', '2 l'], Fat: ['3.5 %'] },
      },
    ]);
  });

  it('needs no more than names, and takes semicolons, decimal commas and a byte order mark', () => {
    expect(read('name\nBread\n').products).toMatchObject([{ id: 'bread', name: 'Bread', price: null }]);
    expect(read('\uFEFFname;price;codes\nBread;1,29;4006381333931\n').products).toMatchObject([
      { id: '4006381333931', price: { amount: 129, currency: 'EUR' } },
    ]);
    expect(read('name,price,currency\nRice,129,JPY').products).toMatchObject([
      { price: { amount: 129, currency: 'JPY' } },
    ]);
  });

  it('says for each line it leaves out where it is and why, and still gives the others', () => {
    const file = [
      'sku,name,codes,price,currency,was,until,options',
      'A,Apples,,1.29,,,,',
      'B,,,1.29,,,,',
      '"C","Two',
      'lines",4006381333930,1.29,,,,',
      'D,Dates,,1.299,,,,',
      'E,Eggs,,-1,,,,',
      'F,Figs,,1.29,XYZ,,,',
      'G,Grapes,,1.29,,,2026-12-24,',
      'H,Honey,,1.29,,1.49,soon,',
      'I,Ice,,,,1.49,,',
      'J,Jam,,1.29,,,,Size:',
      '',
      'A,Also A,,1,,,,',
      'K,Kiwi,4006381333931,1,,,,',
      'L,Lime,04006381333931,1,,,,',
      'M,Mango,,2.00,,,,',
    ].join('\n');
    expect(read(file).products.map(({ id }) => id)).toEqual(['A', 'K', 'M']);
    expect(problemsOf(file)).toEqual([
      '3: it has no name',
      '4: 4006381333930 is not an article number; its check digit or length is wrong',
      '6: “1.299” is not a price in EUR',
      '7: “-1” is not a price in EUR',
      '8: XYZ is not a currency',
      '9: the sale ends, but the price after it is missing (“was”)',
      '10: “soon” is not a day such as 2026-12-24',
      '11: it has a price from before a sale, but no price',
      '12: the option “Size” has no values',
      '14: the SKU A is taken by line 2',
      '16: the code 04006381333931 is taken by line 15',
    ]);
  });

  it('is refused as a whole when it has no names', () => {
    for (const file of ['', 'price\n1.29\n', 'just some text']) {
      expect(readCatalogue(file, 'EUR')).toEqual({ ok: false, reason: 'there is no column called “name”' });
    }
  });
});

describe('a file of JSON', () => {
  it('gives the same products, from a list or an object that has it', () => {
    const product = {
      ...{ sku: 'M-1', name: 'Milk', codes: ['4006381333931'], price: 1.29, was: '1.49', currency: 'eur' },
      options: { Size: ['1 l'] },
    };
    for (const value of [[product], { products: [product] }]) {
      expect(read(JSON.stringify(value))).toEqual({
        ...{ ok: true, unit: 'entry', problems: [] },
        products: [
          {
            ...{ id: 'M-1', name: 'Milk', codes: ['4006381333931'], category: '', keywords: [] },
            price: { amount: 129, currency: 'EUR', was: 149 },
            options: { Size: ['1 l'] },
          },
        ],
      });
    }
  });

  it('names the entries it leaves out', () => {
    expect(
      problemsOf('[{"name": "Milk"}, {"name": 3}, {"price": 1}, {"name": "Tea", "price": 1e-7}]'),
    ).toEqual(['2: “name” is not of the right kind', '3: it has no name', '4: “1e-7” is not a price in EUR']);
  });

  it('is refused as a whole when it is cut short or has no list', () => {
    expect(readCatalogue('[{"name": "Milk"', 'EUR')).toMatchObject({ ok: false });
    expect(readCatalogue('{"milk": 1}', 'EUR')).toEqual({
      ok: false,
      reason: 'there is no list of products in it',
    });
  });
});

it('keeps names such as __proto__ harmless', () => {
  const { products } = read('[{"name": "__proto__", "options": {"__proto__": ["x"], "constructor": ["y"]}}]');
  expect(products).toHaveLength(1);
  expect(({} as Record<string, unknown>)['x']).toBeUndefined();
});
