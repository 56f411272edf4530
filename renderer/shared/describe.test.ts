import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  addLine,
  clearCart,
  removeLines,
  setLines,
  setNote,
  setTitle,
  stepLines,
} from '../../cart/commands.ts';
import { historyOf } from '../../cart/history.ts';
import type { UserId } from '../../cart/ids.ts';
import { Replica } from '../../cart/replica.ts';
import { viewCart } from '../../cart/view.ts';
import { describeEntry, describeFate, tellingOf } from './describe.ts';
import { moneyText } from './money-text.ts';

const ana = 'Ana' as UserId;
const ben = 'Ben' as UserId;
const price = moneyText(129, 'EUR');
let now = 1_000;
let seed = 0;

const replicaOf = (user: UserId) =>
  new Replica(new Y.Doc(), {
    user,
    clock: () => (now += 1_000),
    randomBytes: (length) => new Uint8Array(length).fill((seed += 1)),
  });

const exchange = (a: Replica, b: Replica) => {
  Y.applyUpdate(a.doc, Y.encodeStateAsUpdate(b.doc), 'exchange');
  Y.applyUpdate(b.doc, Y.encodeStateAsUpdate(a.doc), 'exchange');
};

const addMilk = (replica: Replica, qty: number) =>
  replica.perform(addLine(replica.fold, { id: 'milk', name: 'milk' }, { amount: 129, currency: 'EUR' }, qty));
const lines = (replica: Replica) => viewCart(replica.fold, now).rows[0]?.lineIds ?? [];

/** Sentences, each with its fate in brackets, oldest first. */
function tell(replica: Replica, self = ana): string[] {
  const entries = historyOf(replica.fold);
  const telling = tellingOf(entries, self);
  return entries.map((entry) => {
    const fate = describeFate(entry, telling);
    return describeEntry(entry, telling) + (fate === null ? '' : ` (${fate})`);
  });
}

describe('describeEntry', () => {
  it('tells adding, stepping and typing with the quantity before and after', () => {
    const replica = replicaOf(ben);
    addMilk(replica, 2);
    replica.perform(stepLines(replica.fold, lines(replica), 1));
    replica.perform(setLines(replica.fold, lines(replica), 7));
    expect(tell(replica)).toEqual([
      `Ben added 2 × milk at ${price} (counted into Ben’s typed quantity)`,
      'Ben changed milk from 2 to 3 (counted into Ben’s typed quantity)',
      'Ben changed milk from 3 to 7',
    ]);
  });

  it('speaks to the reader', () => {
    const replica = replicaOf(ana);
    addMilk(replica, 1);
    replica.perform(stepLines(replica.fold, lines(replica), -1));
    expect(tell(replica)).toEqual([`You added 1 × milk at ${price}`, 'You took the last milk out']);
  });

  it('names whose removal took units out', () => {
    const [a, b] = [replicaOf(ana), replicaOf(ben)];
    addMilk(b, 2);
    exchange(a, b);
    a.perform(removeLines(a.fold, lines(a)));
    expect(tell(a, ben)).toEqual([
      `You added 2 × milk at ${price} (taken out by Ana’s removal)`,
      'Ana removed milk — 2 units',
    ]);
  });

  it('tells an emptied cart, a note and a title', () => {
    const replica = replicaOf(ana);
    replica.perform(setTitle('Ward 3'));
    addMilk(replica, 3);
    replica.perform(setNote(replica.fold, lines(replica), 'skimmed'));
    replica.perform(setNote(replica.fold, lines(replica), ''));
    replica.perform(clearCart(replica.fold));
    expect(tell(replica)).toEqual([
      'You named the cart “Ward 3”',
      `You added 3 × milk at ${price} (taken out by your emptying of the cart)`,
      'You noted on milk: “skimmed” (replaced by you since)',
      'You took the note off milk',
      'You emptied the cart — 3 units',
    ]);
  });

  it('tells what was taken back and brought back', () => {
    const replica = replicaOf(ana);
    addMilk(replica, 3);
    replica.undo();
    replica.redo();
    expect(tell(replica)).toEqual([
      `You added 3 × milk at ${price}`,
      `You took back: added 3 × milk at ${price} — now 0`,
      `You brought back: added 3 × milk at ${price} — now 3`,
    ]);
  });

  it('tells which of two typed quantities is used', () => {
    const [a, b] = [replicaOf(ana), replicaOf(ben)];
    addMilk(a, 1);
    exchange(a, b);
    a.perform(setLines(a.fold, lines(a), 4));
    b.perform(setLines(b.fold, lines(b), 6));
    exchange(a, b);
    expect(tell(a).slice(1)).toEqual([
      'You changed milk from 1 to 4 (Ben’s quantity is used)',
      'Ben changed milk from 4 to 6',
    ]);
  });
});
