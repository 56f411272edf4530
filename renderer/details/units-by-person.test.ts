import { describe, expect, it } from 'vitest';
import { historyOf } from '../../cart/history.ts';
import { add, clear, Person, remove, step, type, undo } from '../../cart/testing/people.ts';
import { unitsByPerson } from './units-by-person.ts';

const unitsIn = (person: Person) => {
  const [row] = person.view.rows;
  if (!row) throw new Error('an empty cart');
  const units = unitsByPerson(historyOf(person.fold), row);
  // Whatever happened, it sums to what the row shows.
  expect(units.reduce((sum, one) => sum + one.units, 0)).toBe(row.qty);
  return Object.fromEntries(units.map(({ user, units: count }) => [user, count]));
};

const together = () => {
  const [ana, ben] = [new Person('ana', 'a'), new Person('ben', 'b')];
  ana.do(add(2));
  ben.meet(ana);
  return [ana, ben] as const;
};

describe('unitsByPerson', () => {
  it('sums what each has added', () => {
    const [ana, ben] = together();
    ben.do(step(1));
    ben.do(add(3));
    ana.meet(ben);
    expect(unitsIn(ana)).toEqual({ ana: 2, ben: 4 });
  });

  it('tells who has taken out more than they put in', () => {
    const [, ben] = together();
    ben.do(step(-1));
    expect(unitsIn(ben)).toEqual({ ana: 2, ben: -1 });
  });

  it('gives a typed quantity to whoever typed it, and what came at the same time to whoever added it', () => {
    const [ana, ben] = together();
    ana.do(step(1));
    ben.do(type(5));
    ana.meet(ben);
    expect(unitsIn(ana)).toEqual({ ana: 1, ben: 5 });
  });

  it('leaves out what was taken out or taken back', () => {
    const [ana, ben] = together();
    ben.do(step(4));
    ben.do(undo);
    expect(unitsIn(ben)).toEqual({ ana: 2 });
    ana.do(remove);
    ana.do(clear);
    ben.do(step(1));
    ana.meet(ben);
    expect(unitsIn(ana)).toEqual({ ben: 1 });
  });
});
