import { describe, expect, it } from 'vitest';
import { countCarts, findCarts, nameOfCart, trashedSince } from './find-carts.ts';
import { cartRecord } from './testing.ts';

const carts = [
  cartRecord({ cartId: 'a', title: 'Groceries', openedAt: 10 }),
  cartRecord({ cartId: 'b', title: 'Café supplies', openedAt: 30 }),
  cartRecord({ cartId: 'xk4m-93fd-q7np', title: 'Ward 3', openedAt: 20 }),
  cartRecord({ cartId: 'kitchen', openedAt: 5 }),
  cartRecord({ cartId: 'c', title: 'Every Friday', isTemplate: true }),
  cartRecord({ cartId: 'd', title: 'Summer party', shelf: 'archived', isTemplate: true }),
  cartRecord({ cartId: 'e', title: 'Old groceries', shelf: 'trashed' }),
];
const names = (drawer: Parameters<typeof findCarts>[1], search = '') =>
  findCarts(carts, drawer, search).map(nameOfCart);

describe('the list of carts', () => {
  it('has each part of it apart, last used first', () => {
    expect(names('carts')).toEqual(['Café supplies', 'Ward 3', 'Groceries', 'kitchen']);
    expect(names('templates')).toEqual(['Every Friday']);
    expect(names('archived')).toEqual(['Summer party']);
    expect(names('trashed')).toEqual(['Old groceries']);
  });

  it('takes a change by somebody else for use', () => {
    const changed = cartRecord({ cartId: 'z', title: 'Quiet', openedAt: 1 });
    const figures = { ...changed.figures, changedAt: 99 } as typeof changed.figures;
    const [first] = findCarts([...carts, { ...changed, figures }], 'carts', '');
    expect(first?.cartId).toBe('z');
  });

  it.each([
    ['groc', ['Groceries']],
    ['cafe', ['Café supplies']],
    ['CAFÉ', ['Café supplies']],
    ['q7np', ['Ward 3']],
    ['supplies ca', ['Café supplies']],
    ['kit', ['kitchen']],
    ['nothing like it', []],
  ])('finds by %j', (search, found) => {
    expect(names('carts', search)).toEqual(found);
  });

  it('puts names that begin with the search first', () => {
    expect(names('carts', 'r')).toEqual(['Ward 3', 'Groceries']);
    expect(names('carts', 'w')).toEqual(['Ward 3']);
    expect(findCarts([...carts, cartRecord({ title: 'rice' })], 'carts', 'r').map(nameOfCart)[0]).toBe(
      'rice',
    );
  });

  it('says how much of a search each part has', () => {
    expect(countCarts(carts, '')).toEqual({ carts: 4, templates: 1, archived: 1, trashed: 1 });
    expect(countCarts(carts, 'groceries')).toEqual({ carts: 1, templates: 0, archived: 0, trashed: 1 });
  });
});

it('knows which carts have just gone into the trash', () => {
  const now = carts.map((cart) => (cart.cartId === 'a' ? { ...cart, shelf: 'trashed' as const } : cart));
  const unknown = cartRecord({ cartId: 'from elsewhere', shelf: 'trashed' });
  expect(trashedSince(carts, [...now, unknown])).toEqual(['a']);
});
