import { expect, test } from 'vitest';
import { millisecondsOf } from '../../cart/hlc.ts';
import { add, euro, Person } from '../../cart/testing/people.ts';
import { newsFilter } from './news-filter.ts';

/** Everything that Ana has done, oldest first. */
const opsOf = ({ fold }: Person) => fold.arrivals.map(({ op }) => op);

test('what was in a cart before it was joined is no news, what is done from then on is', () => {
  const [ana, ben] = [new Person('Ana', 'a'), new Person('Ben', 'b')];
  ana.do(add(3, euro(0)));
  const [then] = opsOf(ana).map(({ at }) => millisecondsOf(at));
  if (then === undefined) throw new Error('nothing was done');
  expect(opsOf(ana).map(newsFilter({ fold: ben.fold, now: () => then + 1 }))).toEqual([false]);
  expect(opsOf(ana).map(newsFilter({ fold: ben.fold, now: () => then }))).toEqual([true]);
});

test('in a cart that is here already everything that comes in is news', () => {
  const [ana, ben] = [new Person('Ana', 'a'), new Person('Ben', 'b')];
  ana.do(add(3, euro(0)));
  ben.do(add(1, euro(0)));
  const isNews = newsFilter({ fold: ben.fold, now: () => Number.MAX_SAFE_INTEGER });
  expect(opsOf(ana).every(isNews)).toBe(true);
});
