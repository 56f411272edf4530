import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, euro, Person } from '../../cart/testing/people.ts';
import { moveRow } from './row-moves.ts';

const shop = (letter: string, names: string): Person => {
  const person = new Person(`user ${letter}`, letter);
  for (const name of names) person.do(add(1, euro(100), { id: name, name }));
  return person;
};
const namesOf = (person: Person): string => person.view.rows.map(({ name }) => name).join('');
const move = (person: Person, name: string, to: number): void => {
  const { rows } = person.view;
  const row = rows.find((one) => one.name === name);
  if (row) person.do(({ fold }) => moveRow(fold, rows, row, to));
};

describe('moveRow', () => {
  it('puts a row where it is to be, whatever was moved before', () => {
    const index = fc.nat(4);
    fc.assert(
      fc.property(fc.array(fc.tuple(index, index), { maxLength: 25 }), (moves) => {
        const ana = shop('a', 'ABCDE');
        let expected = Array.from('ABCDE');
        for (const [from, to] of moves) {
          const name = expected[from] as string;
          move(ana, name, to);
          expected = expected.filter((other) => other !== name).toSpliced(to, 0, name);
          expect(namesOf(ana)).toBe(expected.join(''));
        }
      }),
    );
  });

  it('also between two rows that two people have put at the same place', () => {
    const [ana, ben] = [shop('a', 'ABCD'), new Person('ben', 'b')];
    ben.meet(ana);
    move(ana, 'C', 1);
    move(ben, 'D', 1);
    ana.meet(ben);
    const together = namesOf(ana);
    expect(namesOf(ben)).toBe(together);
    const [first, second, third] = ana.view.rows;
    expect(second?.place).toBe(third?.place);
    expect(first?.name).toBe('A');
    move(ana, 'B', 2);
    const expected = Array.from(together)
      .filter((name) => name !== 'B')
      .toSpliced(2, 0, 'B');
    expect(namesOf(ana)).toBe(expected.join(''));
    ben.meet(ana);
    expect(namesOf(ben)).toBe(namesOf(ana));
  });

  it('is one step to take back', () => {
    const ana = shop('a', 'ABC');
    move(ana, 'C', 0);
    expect(namesOf(ana)).toBe('CAB');
    ana.replica.undo();
    expect(namesOf(ana)).toBe('ABC');
  });
});
