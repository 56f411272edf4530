import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { addLine, setLater, setTitle } from '../../cart/commands.ts';
import type { LineId, UserId } from '../../cart/ids.ts';
import { Replica } from '../../cart/replica.ts';
import { viewCart } from '../../cart/view.ts';
import { cartFiguresOf } from './cart-figures.ts';

function newReplica() {
  const time = { now: 1_000 };
  const replica = new Replica(new Y.Doc(), {
    user: 'Ana' as UserId,
    clock: () => time.now,
    randomBytes: (length) => new Uint8Array(length).fill(7),
  });
  const figures = (unsent = 0) => cartFiguresOf(viewCart(replica.fold, time.now), replica.fold, unsent);
  const add = (name: string, quantity: number, amount: number) => {
    const added = replica.perform(
      addLine(replica.fold, { id: name, name }, { amount, currency: 'EUR' }, quantity),
    );
    if (!added.ok) throw new Error(added.refusal.message);
    return added.value[0] as unknown as LineId;
  };
  return { replica, time, figures, add };
}

test('a cart in which nothing was done', () => {
  expect(newReplica().figures()).toEqual({
    ...{ title: '', products: 0, units: 0, totals: {}, changedAt: null, unsent: 0 },
  });
});

test('what would be bought counts, and when something was last done', () => {
  const { replica, time, figures, add } = newReplica();
  time.now = 2_000;
  add('milk', 3, 129);
  add('tea', 1, 450);
  const rye = add('rye', 5, 400);
  time.now = 3_000;
  replica.perform(setLater(replica.fold, [rye], true));
  replica.perform(setTitle('Ward 3'));
  expect(figures(2)).toEqual({
    ...{ title: 'Ward 3', products: 2, units: 4, totals: { EUR: 837 }, changedAt: 3_000, unsent: 2 },
  });
});
