import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Fold } from '../../cart/fold.ts';
import type { OpId } from '../../cart/ids.ts';
import { CurrentView } from './current-view.ts';

const DAY = 24 * 60 * 60 * 1000;

beforeEach(() => vi.useFakeTimers({ now: 1_000 }));
afterEach(() => vi.useRealTimers());

function onSaleUntil(until: number): Fold {
  const fold = new Fold();
  fold.apply('0123456789abcdef.1' as OpId, {
    kind: 'add',
    at: '000000000001000-00000',
    by: 'Ana',
    product: { id: 'milk', name: 'Milk' },
    price: { amount: 100, currency: 'EUR', was: 150, until },
    qty: 2,
  });
  return fold;
}

test.each([2_000, 60 * DAY])('when a sale ends after %d ms the totals follow by themselves', (until) => {
  const onExpired = vi.fn(() => view.get());
  const view = new CurrentView(onSaleUntil(until), Date.now, onExpired);
  expect(view.get().totals).toEqual({ EUR: 200 });
  vi.advanceTimersByTime(until - 1_000 - 1);
  expect(view.get().totals).toEqual({ EUR: 200 });
  vi.advanceTimersByTime(1);
  expect(onExpired).toHaveBeenCalled();
  expect(view.get().totals).toEqual({ EUR: 300 });
});

test('the view is made once for each change', () => {
  const view = new CurrentView(onSaleUntil(2_000), Date.now, () => undefined);
  const first = view.get();
  expect(view.get()).toBe(first);
  view.invalidate();
  expect(view.get()).not.toBe(first);
});
