import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isForbiddenKey } from '../../cart/json.ts';
import { addRows, type NewRow } from '../../cart/add-rows.ts';
import { NOON, Person } from '../../cart/testing/people.ts';
import type { CartRow } from '../../cart/row.ts';
import { allRows } from '../../cart/view.ts';
import { cartCsv } from './cart-csv.ts';
import { cartJson } from './cart-json.ts';
import { decodeFile } from './decode-file.ts';
import { planImport } from './import-plan.ts';
import { readList } from './read-list.ts';

/** Texts with all that tears tables apart, and that spreadsheets take for formulas. */
const nasty = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  fc
    .array(
      fc.constantFrom(
        ...[
          '=',
          '+',
          '-',
          '@',
          "'",
          '"',
          ',',
          ';',
          ':',
          '\t',
          '\r',
          '\n',
          '\r\n',
          ' ',
          '{',
          '}',
          '|',
          '\uFEFF',
        ],
        ...['milk', '1.29', '3 x', 'é', '🥛', '0', '＝'],
      ),
      { maxLength: 6 },
    )
    .map((parts) => parts.join('')),
);
const isPlain = (text: string): boolean => !/[^\P{Cc}\t\r\n]/u.test(text) && text.isWellFormed();
const text = nasty.filter(isPlain);
const name = text.filter((value) => value.trim() !== '');
const options = fc
  .uniqueArray(
    fc.tuple(
      text.filter((key) => key.trim() !== '' && !isForbiddenKey(key)),
      text,
    ),
    { maxLength: 3, selector: ([key]) => key },
  )
  .map((pairs) => Object.fromEntries(pairs));
const amount = fc.integer({ min: 0, max: 9_007_208_261 });
const price = (currency: 'EUR' | 'JPY' | 'KWD') =>
  fc.oneof(
    fc.record({ amount, currency: fc.constant(currency) }),
    fc.record({ amount, currency: fc.constant(currency), was: amount }),
    fc.record({
      amount,
      currency: fc.constant(currency),
      was: amount,
      until: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
    }),
  );
const rows = fc.constantFrom('EUR' as const, 'JPY' as const, 'KWD' as const).chain((currency) =>
  fc.array(
    fc.record({
      product: fc.record({ id: name, name, options }),
      price: price(currency),
      qty: fc.integer({ min: 1, max: 999_999 }),
      note: text,
      isLater: fc.boolean(),
    }),
    { minLength: 1, maxLength: 8 },
  ),
);

const cartOf = (list: readonly NewRow[]): Person => {
  const person = new Person('ana', 'a');
  person.do(({ fold, nextId }) => addRows(fold, list, nextId));
  return person;
};

/** What an import has to bring back. */
const essence = ({ view }: Person) =>
  allRows(view).map(
    ({ productId, name: title, options: chosen, qty, price: terms, note, isLater }: CartRow) => ({
      ...{ productId, title, chosen: { ...chosen }, qty, terms, note, isLater },
    }),
  );

function importInto(fileName: string, file: string): Person {
  const bytes = new TextEncoder().encode(file);
  const decoded = decodeFile(bytes);
  if (!decoded.ok) throw new Error(decoded.problem);
  const list = readList(decoded.text, fileName, (line) => ({ name: line, quantity: null, price: null }));
  const person = new Person('ben', 'b');
  const made = planImport(list, {
    ...{ file: 'f'.repeat(32), fold: person.fold, defaultCurrency: 'USD' },
    ...{ idOf: () => 'made-up', identify: () => null, priceOf: () => null },
  });
  if (!made.ok) throw new Error(made.problem);
  expect(made.plan.wrong).toEqual([]);
  person.do(({ fold, nextId }) => addRows(fold, made.plan.rows, nextId));
  return person;
}

test.each([
  ['CSV', 'kitchen.csv', cartCsv],
  ['JSON', 'kitchen.json', cartJson],
])('a cart comes back from %s as it went', (_format, fileName, write) => {
  fc.assert(
    fc.property(rows, (list) => {
      const ana = cartOf(list);
      expect(essence(importInto(fileName, write(ana.view)))).toEqual(essence(ana));
    }),
    { numRuns: 400 },
  );
});

/** The cells of a table as RFC 4180 has it, read letter by letter. */
function cellsOf(file: string): readonly string[] {
  const cells = [''];
  let isQuoted = false;
  let before = '';
  for (const letter of file.slice(1)) {
    const isPair = letter === '"' && before === '"' && !isQuoted;
    if (letter === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (letter === ',' || letter === '\n')) cells.push('');
    if (isPair || (letter !== '"' && (isQuoted || !/[,\r\n]/u.test(letter))))
      cells.push(`${cells.pop() ?? ''}${letter}`);
    before = isPair ? '' : letter;
  }
  return cells;
}

test('no cell of a CSV file begins like a formula', () => {
  fc.assert(
    fc.property(rows, (list) => {
      const file = cartCsv(cartOf(list).view);
      for (const cell of cellsOf(file)) expect(cell).not.toMatch(/^[=+\-@\t\r]/u);
    }),
  );
});

test('a cart reads as a table in a spreadsheet', () => {
  const sale = { amount: 99, currency: 'EUR', was: 129, until: NOON } as const;
  const milk = {
    product: { id: 'milk', name: 'Milk', options: { Size: '1 l', Kind: 'oat' } },
    price: sale,
    qty: 3,
  };
  const tea = {
    product: { id: 'tea', name: '=Tea, "green"' },
    price: { amount: 5, currency: 'EUR' as const },
    qty: 1,
  };
  const ana = cartOf([
    { ...milk, note: '', isLater: false },
    { ...tea, note: 'two\nlines', isLater: true },
  ]);
  expect(cartCsv(ana.view)).toBe(
    '\uFEFFproduct_id,name,options,quantity,unit_price,currency,was,until,note,later\r\n' +
      'milk,Milk,Size: 1 l; Kind: oat,3,0.99,EUR,1.29,2023-11-14T22:13:20.000Z,,\r\n' +
      'tea,"\'=Tea, ""green""",,1,0.05,EUR,,,"two\nlines",yes\r\n',
  );
});
