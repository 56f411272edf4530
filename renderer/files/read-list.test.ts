import { expect, test } from 'vitest';
import { parseQuickEntry } from '../adding/quick-entry.ts';
import { Person } from '../../cart/testing/people.ts';
import { planImport, type ImportPlan } from './import-plan.ts';
import { MAX_ROWS, readList } from './read-list.ts';

const file = 'f'.repeat(32);
const juice = { id: 'juice-1', name: 'Juice', price: { amount: 199, currency: 'EUR' } } as const;

function plan(
  text: string,
  fileName: string | null = null,
  person = new Person('ana', 'a'),
): ImportPlan | string {
  const made = planImport(readList(text, fileName, parseQuickEntry), {
    ...{ file, fold: person.fold, defaultCurrency: 'EUR' },
    idOf: (name) => name.toLowerCase(),
    identify: (text) => (text === '40123' || text === 'Juice' ? juice : null),
    priceOf: (id) => (id === 'known' ? { amount: 7, currency: 'EUR' } : null),
  });
  return made.ok ? made.plan : made.problem;
}

/** "3 milk 129" for each row, with what else it has. */
const summary = (made: ImportPlan | string) =>
  typeof made === 'string'
    ? made
    : made.rows.map(({ product, qty, price, note, isLater }) =>
        [
          qty,
          product.name,
          price.amount,
          ...Object.values(product.options ?? {}),
          note,
          isLater ? 'later' : '',
        ]
          .filter((part) => part !== '')
          .join(' '),
      );
const wrongIn = (made: ImportPlan | string) =>
  typeof made === 'string' ? made : made.wrong.map(({ line, reason }) => [line, reason]);

test.each([
  ['commas', 'name,quantity,unit_price\nmilk,3,1.29\n"bread, dark",1,2.40\n'],
  ['semicolons and decimal commas', 'Artikel;Menge;Preis\r\nmilk;3;1,29 €\r\nbread, dark;1;2,4\r\n'],
  ['tabs', 'PRICE EACH\tQty\tProduct Name\n1.29\t3\tmilk\n2.40\t1\tbread, dark\n'],
  ["Excel's own first line", 'sep=;\r\nname;qty;price\r\nmilk;3;1,29\r\nbread, dark;1;2,40\r\n'],
  ['a mark and empty lines', '\uFEFFname|qty|price\n\nmilk|3.0|1.2900\n||\nbread, dark||2.40\n\n'],
  [
    'JSON of others',
    '{"items":[{"title":"milk","count":3,"price":1.29},{"product":"bread, dark","price":"2.40"}]}',
  ],
  ['a plain list', '- 3 x milk 1.29\n\n[ ] bread, dark 2.40'],
  ['cells of a spreadsheet', 'milk\t3\t1.29\nbread, dark\t1\t2,40'],
])('%s', (_what, text) => {
  expect(summary(plan(text))).toEqual(['3 milk 129', '1 bread, dark 240']);
});

test('what a column says of options, sales, notes and the shelf is taken over', () => {
  const text =
    'sku;name;variant;qty;price;statt;bis;note;later\n' +
    '40124;Milk;Size: large;2;0,99;1,29;2026-12-31T00:00:00Z;the blue one;ja\n';
  const made = plan(text);
  expect(summary(made)).toEqual(['2 Milk 99 large the blue one later']);
  expect(typeof made === 'string' ? null : made.rows[0]).toMatchObject({
    product: { id: '40124' },
    price: { amount: 99, was: 129, until: Date.UTC(2026, 11, 31) },
    source: { file, row: 1 },
  });
});

test('each line that cannot be used is named, with its reason, and the others are good', () => {
  const text =
    'name,qty,price,currency,until\n,1,1,,\nmilk,0,1,,\nmilk,two,1,,\n"bread\nand butter",1,1.299,,\n' +
    'tea,1,1,USD,\ntea,1,1,EUR,tomorrow\nsalt,1,0.5,eur,\n';
  const made = plan(text);
  expect(summary(made)).toEqual(['1 salt 50']);
  expect(wrongIn(made)).toEqual([
    [2, 'no name of a product'],
    [3, '“0” is no quantity from 1 to 999,999'],
    [4, '“two” is no quantity from 1 to 999,999'],
    [5, '“1.299” is no price in EUR'],
    [7, 'it is in USD, the others in EUR'],
    [8, 'a sale that ends needs the price it returns to'],
  ]);
  expect(typeof made === 'string' ? [] : made.rows.map(({ source }) => source.row)).toEqual([7]);
});

test.each([
  ['1.29', 129],
  ['1,29 €', 129],
  ['€ 1.299,00', 129900],
  ["1'299.00", 129900],
  ['1,299,000', 129900000],
  ['12', 1200],
  ['EUR 3.5', 350],
])('a price written as %s', (text, amount) => {
  expect(summary(plan(`name;price\nmilk;${text}\n`))).toEqual([`1 milk ${amount}`]);
});

test.each(['1.299', '1.000', '1,2,3', '1.2.3,4', '-1', '1e3', 'free'])('%s is no price', (text) => {
  expect(wrongIn(plan(`name;price\nmilk;${text}\n`))).toEqual([[2, `“${text}” is no price in EUR`]]);
});

test('without a price the known one is taken, and what has none is counted', () => {
  const made = plan('known\n2 unknown');
  expect(summary(made)).toEqual(['1 known 7', '2 unknown 0']);
  expect(made).toMatchObject({ unpriced: 1 });
});

test('what the catalogue has is known by its number or name, and costs what it costs there', () => {
  const made = plan('40123\n2 Juice\n3 x Juice 1.50');
  expect(summary(made)).toEqual(['1 Juice 199', '2 Juice 199', '3 Juice 150']);
  expect(typeof made === 'string' ? [] : made.rows.map(({ product }) => product.id)).toEqual(
    Array(3).fill('juice-1'),
  );
  expect(summary(plan('ean,name\n40123,Apple juice\n40123,\n'))).toEqual([
    '1 Apple juice 199',
    '1 Juice 199',
  ]);
});

test('a list in another currency than the cart is refused, and sets that of an empty cart', () => {
  const text = 'name,price,currency\nmilk,1.29,USD\ntea,3,USD\n';
  expect(plan(text)).toMatchObject({ currency: 'USD', wrong: [] });
  const ana = new Person('ana', 'a');
  ana.do(() => ({ ok: true, value: [{ kind: 'currency', currency: 'EUR' }] }));
  expect(plan(text, null, ana)).toContain('in USD, those of the cart in EUR');
  expect(plan('milk £1.29', null, ana)).toContain('in GBP');
});

test.each([
  ['', null, 'There is nothing in it.'],
  [' \n ', 'a.csv', 'There is nothing in it.'],
  ['name,price\n', 'a.csv', 'There are no products in it'],
  ['milk,1.29\n', 'a.csv', 'does not name the columns'],
  ['{"rows":[{"na', 'a.json', 'not complete JSON'],
  ['{"rows":7}', null, 'no list of products'],
  ['{"format":"trolley-cart","version":2,"rows":[{}]}', null, 'newer version'],
])('%j in %s is refused with words', (text, name, problem) => {
  expect(plan(text, name)).toContain(problem);
});

test('a list that is too long is refused with words', () => {
  expect(plan('milk\n'.repeat(MAX_ROWS))).toMatchObject({ wrong: [] });
  expect(plan('milk\n'.repeat(MAX_ROWS + 1))).toContain('10,001 rows, and 10,000 are the most');
});

test('quotes that never end, and other rubbish, make errors and nothing worse', () => {
  expect(plan('name,price\n"milk,1\ntea,2\n')).toMatchObject({ rows: [{ qty: 1 }] });
  expect(wrongIn(plan('[1, null, {"name":{}}, {"name":"tea","options":{"a":1}}]'))).toMatchObject([
    [1, 'no name of a product'],
    [2, 'no name of a product'],
    [3, 'no name of a product'],
    [4, expect.stringContaining('no options')],
  ]);
});
