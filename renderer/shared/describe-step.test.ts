import { expect, test } from 'vitest';
import { addRows } from '../../cart/add-rows.ts';
import { historyOf } from '../../cart/history.ts';
import { stepsOf } from '../../cart/history-step.ts';
import type { UserId } from '../../cart/ids.ts';
import type { Replica } from '../../cart/replica.ts';
import {
  add,
  apple,
  bread,
  euro,
  note,
  Person,
  redo,
  remove,
  step,
  type,
  undo,
  type Act,
} from '../../cart/testing/people.ts';
import { describeStep, describeStepFate } from './describe-step.ts';
import { tellingOf } from './describe.ts';

/** What is told of these acts on two lines of 3 and 2 apples, which are one row. */
function told(...acts: readonly Act[]): readonly string[] {
  const ana = new Person('Ana', 'a');
  for (const act of [add(3, euro(0)), add(2, euro(0)), ...acts]) ana.do(act);
  const entries = historyOf(ana.fold);
  const telling = tellingOf(entries, 'Ben' as UserId);
  return stepsOf(entries)
    .slice(2)
    .map((each) => {
      const fate = describeStepFate(each, telling);
      return describeStep(each, telling) + (fate === null ? '' : ` (${fate})`);
    });
}

test('what is done to a row of several lines is told as one', () => {
  expect(told(remove)).toEqual(['Ana removed Apple — 5 units']);
  expect(told(type(9))).toEqual(['Ana changed Apple from 5 to 9']);
  expect(told(step(-4))).toEqual(['Ana changed Apple from 5 to 1']);
  expect(told(step(-5))).toEqual(['Ana took the last Apple out']);
  expect(told(note('ripe'))).toEqual(['Ana noted on Apple: “ripe”']);
});

test('so is taking it back, and bringing it back', () => {
  expect(told(remove, undo)).toEqual([
    'Ana removed Apple — 5 units (taken back)',
    'Ana took back: removed Apple — 5 units — now 5',
  ]);
  expect(told(type(9), undo, redo).slice(1)).toEqual([
    'Ana took back: changed Apple from 5 to 9 — now 5',
    'Ana brought back: changed Apple from 5 to 9 — now 9',
  ]);
});

test('a product that came with its note is one thing, several products are counted', () => {
  const row = { product: bread, price: euro(0), qty: 2, note: 'sliced', isLater: false };
  const rows =
    (...list: readonly (typeof row)[]): Act =>
    ({ fold, nextId }: Replica) =>
      addRows(fold, list, nextId);
  expect(told(rows(row))).toEqual(['Ana added 2 × Bread']);
  expect(told(rows(row, { ...row, product: apple }))).toEqual(['Ana added 2 products']);
});
