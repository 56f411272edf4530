import { expect, test } from 'vitest';
import type { Replica } from '../../cart/replica.ts';
import { planRestore } from '../../cart/restore-plan.ts';
import { restoreVersion } from '../../cart/restore-version.ts';
import {
  add,
  bread,
  clear,
  euro,
  moveFirst,
  note,
  Person,
  price,
  remove,
  saveForLater,
  step,
  title,
  type Act,
} from '../../cart/testing/people.ts';
import { moneyText } from '../shared/money-text.ts';
import { restoreWords } from './restore-words.ts';

/** What is said of going back to apples and bread after these acts; and that nothing is said after going back. */
function said(...acts: readonly Act[]): readonly string[] {
  const ana = new Person('ana', 'a');
  for (const act of [add(2), add(1, euro(300), bread)]) ana.do(act);
  const then = ana.view;
  for (const act of acts) ana.do(act);
  const told = restoreWords(planRestore(ana.view, then));
  ana.do(({ fold, nextId }: Replica) => restoreVersion(fold, then, nextId));
  expect(restoreWords(planRestore(ana.view, then))).toEqual([]);
  return told;
}

test('nothing is said where nothing would change', () => {
  expect(said()).toEqual([]);
});

test('what comes back, what goes, and what changes is named', () => {
  const tea = { id: 'tea', name: 'Tea' };
  expect(said(clear)).toEqual(['2 products come back: Apple, Bread']);
  expect(said(remove, add(1, euro(100), tea))).toEqual([
    '1 product comes back: Apple',
    '1 product goes: Tea',
  ]);
  expect(said(step(3))).toEqual(['1 quantity changes: Apple 5 → 2']);
  expect(said(price(euro(80)))).toEqual([
    `1 price changes: Apple ${moneyText(80, 'EUR')} → ${moneyText(100, 'EUR')}`,
  ]);
  expect(said(note('ripe'))).toEqual(['1 note changes: Apple']);
  expect(said(saveForLater(true))).toEqual(['1 product moves between the cart and “for later”: Apple']);
  expect(said(moveFirst)).toEqual(['The order changes']);
  expect(said(title('Ward'))).toEqual(['The name goes']);
});

test('many are counted', () => {
  const many = Array.from({ length: 9 }, (_, n) => add(1, euro(1), { id: `p${n}`, name: `P${n}` }));
  expect(said(...many)).toEqual(['9 products go: P0, P1, P2, P3, P4 and 4 others']);
  expect(said(...many.slice(0, 6))).toEqual(['6 products go: P0, P1, P2, P3, P4, P5']);
});
