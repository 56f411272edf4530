import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { alignRows, type AlignedRow } from './align-rows.ts';
import { effectiveOfLines, type EffectiveCart, type EffectiveRow } from './effective-cart.ts';
import { sideNames, type SideName } from './sides.ts';

const row = (productId: string, fields: Partial<EffectiveRow> = {}): EffectiveRow => ({
  ...{ productId, name: productId, options: {}, qty: 1, unitAmount: 100, currency: 'EUR', note: '' },
  ...{ isLater: false, ...fields },
});
const cart = (...rows: readonly EffectiveRow[]): EffectiveCart => effectiveOfLines(rows);
const quantities = (rows: readonly AlignedRow[]): readonly (readonly (number | undefined)[])[] =>
  rows.map(({ sides }) => sideNames.map((name) => sides[name]?.qty));

test('lines of one product and options stand beside each other, wherever they are in each side', () => {
  const rows = alignRows({
    desktop: cart(row('tea', { qty: 3, options: { size: 'L' } }), row('tea', { qty: 2 })),
    relay: cart(row('milk', { qty: 1 }), row('tea', { qty: 2 })),
    database: null,
  });
  expect(quantities(rows)).toEqual([
    [undefined, 1, undefined],
    [2, 2, undefined],
    [3, undefined, undefined],
  ]);
  expect(rows.map(({ missingAt }) => missingAt)).toEqual([['desktop'], [], ['relay']]);
});

test('a side says in what it is otherwise than the relay', () => {
  const [first] = alignRows({
    desktop: cart(row('tea')),
    relay: cart(row('tea')),
    database: cart(row('tea', { qty: 7, unitAmount: 90, note: 'ripe', name: 'Tee' })),
  });
  expect([...(first?.differs.database ?? [])]).toEqual(['qty', 'price', 'note', 'name']);
  expect([first?.differs.relay.size, first?.differs.desktop.size, first?.isDifferent]).toEqual([0, 0, true]);
});

test('of several lines of one product, those of one price belong together, and the rest are paired', () => {
  const rows = alignRows({
    desktop: null,
    relay: cart(row('tea', { qty: 1, unitAmount: 100 }), row('tea', { qty: 2, unitAmount: 80 })),
    database: cart(row('tea', { qty: 2, unitAmount: 80 }), row('tea', { qty: 1, unitAmount: 120 })),
  });
  expect(quantities(rows)).toEqual([
    [undefined, 1, 1],
    [undefined, 2, 2],
  ]);
  expect(rows.map(({ differs }) => [...differs.database])).toEqual([['price'], []]);
});

test('what is saved for later is another line than what is in the cart, and in no total', () => {
  const later = row('tea', { isLater: true, qty: 4 });
  const rows = alignRows({ desktop: null, relay: cart(row('tea')), database: cart(later) });
  expect(rows.map(({ missingAt }) => missingAt)).toEqual([['database'], ['relay']]);
  expect(effectiveOfLines([later, row('milk')])).toMatchObject({ units: 1, totals: { EUR: 100 } });
});

const anyRow = fc
  .tuple(fc.constantFrom('tea', 'milk'), fc.nat(3), fc.constantFrom(80, 100), fc.boolean())
  .map(([product, qty, unitAmount, isLater]) => row(product, { qty, unitAmount, isLater }));
const anyCart = fc.option(
  fc.array(anyRow, { maxLength: 5 }).map((rows) => cart(...rows)),
  { nil: null },
);

test('for any sides, every line of every side is there exactly once, beside its like', () => {
  fc.assert(
    fc.property(anyCart, anyCart, anyCart, (desktop, relay, database) => {
      const carts: Readonly<Record<SideName, EffectiveCart | null>> = { desktop, relay, database };
      const rows = alignRows(carts);
      expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
      for (const name of sideNames) {
        const shown = rows.map(({ sides }) => sides[name]).filter((one) => one !== null);
        expect(new Set(shown)).toEqual(new Set(carts[name]?.rows ?? []));
        expect(shown.length).toBe(carts[name]?.rows.length ?? 0);
      }
      for (const { sides } of rows) {
        const kinds = Object.values(sides)
          .filter((one) => one !== null)
          .map(({ productId, isLater }) => `${productId} ${isLater}`);
        expect(new Set(kinds).size).toBe(1);
      }
    }),
  );
});

test('a cart beside itself has no difference, in whatever order its lines are', () => {
  fc.assert(
    fc.property(fc.uniqueArray(anyRow, { selector: (one) => JSON.stringify(one), maxLength: 6 }), (rows) => {
      const unique = rows.filter(
        (one, index) => rows.findIndex((other) => keyOf(other) === keyOf(one)) === index,
      );
      const sides = { desktop: null, relay: cart(...unique), database: cart(...unique.toReversed()) };
      expect(alignRows(sides).filter(({ isDifferent }) => isDifferent)).toEqual([]);
    }),
  );
});

const keyOf = ({ productId, isLater, unitAmount }: EffectiveRow): string =>
  `${productId} ${isLater} ${unitAmount}`;
