import { describe, expect, it } from 'vitest';
import type { LineId, OpId, UserId } from '../../cart/ids.ts';
import type { Conflict, MergeNote } from '../../cart/notes.ts';
import { choicesOf, conflictText, mergeNoteText } from './notice-words.ts';

const ana = 'Ana' as UserId;
const ben = 'Ben' as UserId;
const cleo = 'Cleo' as UserId;

const note: MergeNote = {
  id: 'x',
  lineId: 'a.1' as LineId,
  productName: 'Milk',
  qty: 1,
  keptFor: [ben],
  removedBy: ana,
  removal: 'b.1' as OpId,
  removalKind: 'remove',
};

const typed = (by: UserId, qty: number) => ({ opId: `${by}.1` as OpId, by, qty });
const conflict = (winner: number, ...others: number[]): Conflict => ({
  id: 'y',
  lineId: 'a.1' as LineId,
  productName: 'Milk',
  winner: typed(ben, winner),
  others: others.map((qty) => typed(ana, qty)),
});

describe('mergeNoteText', () => {
  it('says whose units were kept and who removed the rest', () => {
    expect(mergeNoteText(note, cleo)).toBe('1 kept: Ben added it while Ana removed the rest.');
    expect(mergeNoteText(note, ana)).toBe('1 kept: Ben added it while you removed the rest.');
    expect(mergeNoteText(note, ben)).toBe('1 kept: You added it while Ana removed the rest.');
  });

  it('speaks of several, and of an emptied cart', () => {
    expect(mergeNoteText({ ...note, qty: 3, keptFor: [ben, cleo], removalKind: 'clear' }, ben)).toBe(
      '3 kept: Cleo and you added them while Ana emptied the cart.',
    );
  });
});

describe('conflictText', () => {
  it('says what each set and what is used', () => {
    expect(conflictText(conflict(6, 4), ana)).toBe('You set 4, Ben set 6; 6 is used.');
    expect(conflictText(conflict(6, 4), cleo)).toBe('Ben set 6, Ana set 4; 6 is used.');
  });
});

describe('choicesOf', () => {
  it('offers each other quantity once', () => {
    expect(choicesOf(conflict(6, 4, 4, 6, 5)).map(({ qty }) => qty)).toEqual([4, 5]);
  });

  it('offers nothing when all typed the same', () => {
    expect(choicesOf(conflict(6, 6))).toEqual([]);
  });
});
