import { beforeEach, describe, expect, it } from 'vitest';
import { RowFinder } from './row-finder.ts';

const names = ['Milk', 'Mint tea', 'Éclair', 'mango', 'Bread'];
let now = 0;
let finder: RowFinder;
beforeEach(() => {
  now = 0;
  finder = new RowFinder(() => now);
});

/** Types letters quickly, each from where the one before has led. */
function type(letters: string, from: number): number {
  let current = from;
  for (const letter of letters) {
    const found = finder.find(letter, names, current);
    if (found >= 0) current = found;
    now += 100;
  }
  return current;
}

describe('RowFinder', () => {
  it('goes to the next name with that letter, around the end', () => {
    expect(type('m', 0)).toBe(1);
    now += 1000;
    expect(type('m', 1)).toBe(3);
    now += 1000;
    expect(type('m', 3)).toBe(0);
    now += 1000;
    expect(type('b', 0)).toBe(4);
  });

  it('narrows it down while letters follow, and begins anew after a pause', () => {
    expect(type('min', 4)).toBe(1);
    expect(finder.isTyping).toBe(true);
    now += 1000;
    expect(finder.isTyping).toBe(false);
    expect(type('ma', 1)).toBe(3);
    finder.reset();
    expect(type('b', 3)).toBe(4);
  });

  it('goes through all that begin with a letter that is repeated', () => {
    expect(type('mm', 0)).toBe(3);
  });

  it('does not mind accents and case', () => {
    expect(type('E', 0)).toBe(2);
  });

  it('stays where it is when nothing begins so', () => {
    expect(finder.find('x', names, 2)).toBe(-1);
    expect(finder.find('x', [], -1)).toBe(-1);
  });
});
