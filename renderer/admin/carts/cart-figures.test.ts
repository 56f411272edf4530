import { expect, test } from 'vitest';
import type { CartId } from '../../../cart/ids.ts';
import type { CartOverview, OverviewCart } from '../../../protocol/admin/carts.ts';
import { figuresOf } from './cart-figures.ts';

const read = { status: 'read' } as const;
const away = { status: 'unreachable', reason: 'no answer' } as const;
const relay = { ops: 12, lines: 2, units: 5, totals: { EUR: 500 }, peers: 1, updatedAt: 7 } as const;
const kitchen: OverviewCart = {
  cartId: 'kitchen' as CartId,
  relay,
  database: { ops: 10, exportedAt: 8 },
  isHere: true,
  verdict: 'LAG',
};
const only = (cart: OverviewCart, sources: Partial<CartOverview> = {}) =>
  figuresOf({
    ...{ carts: [cart], relay: read, database: read, desktop: read, readAt: 9, reconciledAt: null },
    ...sources,
  })[0];

test('what the relay has beyond the latest export is to be exported', () => {
  expect(only(kitchen)).toMatchObject({ unexported: 2, lines: 2, units: 5, exportedAt: 8, verdict: 'LAG' });
  expect(only({ ...kitchen, database: { ops: 15, exportedAt: 8 } })?.unexported).toBe(-3);
});

test('of a cart that was never exported, everything is', () => {
  expect(only({ ...kitchen, database: null })).toMatchObject({ unexported: 12, inDatabase: 'absent' });
});

test('nothing is said of a source that could not be asked', () => {
  const noDatabase = only({ ...kitchen, database: null }, { database: away });
  expect(noDatabase).toMatchObject({ unexported: null, inDatabase: 'unknown', exportedAt: null });
  const noRelay = only({ ...kitchen, relay: null }, { relay: away });
  expect(noRelay).toMatchObject({ unexported: null, atRelay: 'unknown', units: null, totals: null });
});

test('a cart that the relay lacks or cannot read is neither empty nor unknown', () => {
  expect(only({ ...kitchen, relay: null })?.atRelay).toBe('absent');
  const unreadable = only({ ...kitchen, relay: { unreadable: 'torn' } });
  expect(unreadable).toMatchObject({
    atRelay: 'unreadable',
    unreadable: 'torn',
    lines: null,
    unexported: null,
  });
});
