import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCoupon, addLine, moveLines, setLater, setNote } from './commands.ts';
import { duplicateCart } from './duplicate.ts';
import { isKind } from './entry.ts';
import type { LineId } from './ids.ts';
import { MAX_QUANTITY, type Price, type Product } from './op.ts';
import { add, apple, bread, euro, note, Person, saveForLater, title } from './testing/people.ts';
import { allRows, type CartView } from './view.ts';

/** Somebody else's empty cart, with the copy in it. */
function copyOf(view: CartView, name = 'Copy'): Person {
  const ben = new Person('ben', 'b');
  ben.do((replica) => duplicateCart(view, name, replica.nextId));
  return ben;
}

/** What a shopper sees of the rows, without who added them. */
const seenOf = (view: CartView) =>
  allRows(view).map(({ productId, name, options, price, qty, note: text, isLater }) => ({
    ...{ productId, name, options, price, qty, text, isLater },
  }));

describe('a copy of a cart', () => {
  it('has its rows in their order, and its own title', () => {
    const ana = new Person('ana', 'a');
    ana.do(title('Groceries'));
    ana.do(add(2));
    ana.do(note('the red ones'));
    ana.do(add(1, { ...euro(90), was: 120, until: 5_000 }, { ...bread, options: { cut: 'thick' } }));
    ana.do((replica) => {
      const [first, last] = ana.view.rows;
      const between = { before: last?.place ?? null, after: null };
      return moveLines(replica.fold, first?.lineIds ?? [], between);
    });
    const { view } = copyOf(ana.view, 'Copy of Groceries');
    expect(view.title).toBe('Copy of Groceries');
    expect(seenOf(view)).toEqual(seenOf(ana.view));
    expect(view.rows.map(({ name }) => name)).toEqual(['Bread', 'Apple']);
  });

  it('is one step: taken back, nothing of it is left', () => {
    const ana = new Person('ana', 'a');
    ana.do(add(2));
    ana.do(saveForLater(true));
    const ben = copyOf(ana.view);
    expect(ben.messages).toHaveLength(1);
    ben.do((replica) => replica.undo());
    expect(ben.view).toMatchObject({ rows: [], later: [], title: '' });
  });

  it('leaves behind who added what, and discount codes', () => {
    const ana = new Person('ana', 'a');
    ana.do(add(2));
    ana.do(() => addCoupon('SPRING'));
    const { view } = copyOf(ana.view);
    expect(view.coupons).toEqual([]);
    expect(view.rows.map(({ contributors }) => contributors)).toEqual([['ben']]);
  });

  it('of a row larger than one operation may state has all its units', () => {
    const ana = new Person('ana', 'a');
    ana.do(add(MAX_QUANTITY));
    ana.do(add(MAX_QUANTITY));
    ana.do(add(3));
    expect(copyOf(ana.view).view.rows).toMatchObject([{ qty: 2 * MAX_QUANTITY + 3 }]);
  });

  it('of an empty cart is empty and keeps its currency', () => {
    const ana = new Person('ana', 'a');
    ana.do(add(1, { amount: 5, currency: 'JPY' }));
    ana.do((replica) => replica.undo());
    const { view } = copyOf({ ...ana.view, currency: 'JPY' });
    expect(view).toMatchObject({ rows: [], currency: 'JPY' });
  });

  it('is refused under a name that is too long', () => {
    const ana = new Person('ana', 'a');
    expect(duplicateCart(ana.view, 'x'.repeat(201), () => '' as LineId)).toMatchObject({ ok: false });
  });
});

interface Wish {
  readonly product: Product;
  readonly price: Price;
  readonly qty: number;
  readonly note: string;
  readonly isLater: boolean;
}

const wish: fc.Arbitrary<Wish> = fc.record({
  product: fc.constantFrom<Product[]>(apple, bread, { ...bread, options: { cut: 'thin' } }),
  price: fc.constantFrom<Price[]>(euro(100), euro(250), { ...euro(80), was: 100, until: 9 }),
  qty: fc.integer({ min: 1, max: 20 }),
  note: fc.constantFrom('', 'soon', 'ripe'),
  isLater: fc.boolean(),
});

/** What the wishes come to, row by row, by plain sums: product, options, terms and shelf make a row. */
function accountOf(wishes: readonly Wish[]) {
  const rows = new Map<string, { qty: number; text: string }>();
  for (const { product, price, qty, note: text, isLater } of wishes) {
    const key = JSON.stringify([product.id, product.options ?? {}, price, isLater]);
    const row = rows.get(key) ?? { qty: 0, text: '' };
    rows.set(key, { qty: row.qty + qty, text: text === '' ? row.text : text });
  }
  return rows;
}

it('has exactly the units, notes and shelves that were asked for', () => {
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 12 }), (wishes) => {
      const ana = new Person('ana', 'a');
      for (const { product, price, qty, note: text, isLater } of wishes) {
        ana.now += 1;
        const [line] = ana.do(({ fold }) => addLine(fold, product, price, qty)) as [LineId];
        if (text !== '') ana.do(({ fold }) => setNote(fold, [line], text));
        if (isLater) ana.do(({ fold }) => setLater(fold, [line], true));
      }
      const ben = copyOf(ana.view);
      const copied = allRows(ben.view).map((row) => [
        JSON.stringify([row.productId, row.options, row.price, row.isLater]),
        { qty: row.qty, text: row.note },
      ]);
      expect(new Map(copied as [string, { qty: number; text: string }][])).toEqual(accountOf(wishes));
      const kinds = new Set(['title', 'currency', 'add', 'note', 'later']);
      expect([...ben.fold.entries.values()].every((entry) => kinds.has(entry.op.kind))).toBe(true);
      expect([...ben.fold.lines.values()].every(({ opening }) => opening && isKind(opening, 'add'))).toBe(
        true,
      );
    }),
  );
});
