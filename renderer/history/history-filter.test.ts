import { describe, expect, it } from 'vitest';
import { historyOf } from '../../cart/history.ts';
import { stepsOf } from '../../cart/history-step.ts';
import type { UserId } from '../../cart/ids.ts';
import {
  add,
  apple,
  bread,
  clear,
  euro,
  Person,
  remove,
  step,
  type,
  undo,
} from '../../cart/testing/people.ts';
import { describeStep } from '../shared/describe-step.ts';
import { tellingOf } from '../shared/describe.ts';
import { filterSteps, noFilter, peopleIn, productsIn, type HistoryFilter } from './history-filter.ts';

/** Ana adds, types, empties; Ben adds and takes the last. */
function history() {
  const [ana, ben] = [new Person('Ana', 'a'), new Person('Ben', 'b')];
  ana.do(add(2, euro(0)));
  ana.do(add(1, euro(0)));
  ana.do(type(5));
  ana.meet(ben);
  ben.now += 1000;
  ben.do(add(1, euro(0), bread));
  ben.do(remove);
  ben.do(step(-1));
  ana.meet(ben);
  ana.now += 2000;
  ana.do(add(4, euro(0)));
  ana.do(clear);
  ana.do(add(7, euro(0)));
  ana.do(undo);
  return historyOf(ana.fold);
}

function told(filter: Partial<HistoryFilter>): readonly string[] {
  const entries = history();
  const telling = tellingOf(entries, 'Ana' as UserId);
  return filterSteps(stepsOf(entries), { ...noFilter, ...filter }).map((each) => describeStep(each, telling));
}

describe('filterSteps', () => {
  it('keeps what one person did', () => {
    expect(told({ person: 'Ben' as UserId })).toEqual([
      'Ben added 1 × Bread',
      'Ben removed Apple — 5 units',
      'Ben took the last Bread out',
    ]);
  });

  it('keeps what was done to one product', () => {
    expect(told({ product: bread.name })).toEqual(['Ben added 1 × Bread', 'Ben took the last Bread out']);
  });

  it('keeps what took something out, and not what only moved units from one line to another', () => {
    expect(told({ isTakenOut: true })).toEqual([
      'Ben removed Apple — 5 units',
      'Ben took the last Bread out',
      'You emptied the cart — 4 units',
      'You took back: added 7 × Apple — now 0',
    ]);
  });

  it('keeps what fits in every way', () => {
    expect(told({ isTakenOut: true, person: 'Ben' as UserId, product: apple.name })).toEqual([
      'Ben removed Apple — 5 units',
    ]);
  });
});

describe('what there is to choose from', () => {
  it('is each person and each product once, with its entries, in the order of the alphabet', () => {
    const steps = stepsOf(history());
    expect(peopleIn(steps)).toEqual([
      { value: 'Ana', count: 7 },
      { value: 'Ben', count: 3 },
    ]);
    expect(productsIn(steps)).toEqual([
      { value: 'Apple', count: 7 },
      { value: 'Bread', count: 2 },
    ]);
  });
});
