import { describe, expect, test } from 'vitest';
import { setLines } from './commands.ts';
import type { LineId } from './ids.ts';
import { add, bread, clear, euro, Person, remove, step, type, undo } from './testing/people.ts';

/** Ana and Ben, an hour into a cart that both know, Ben's clock a second behind Ana's. */
function pairWith(...acts: Parameters<Person['do']>[0][]) {
  const [ana, ben] = [new Person('ana', 'a'), new Person('ben', 'b')];
  for (const act of acts) ana.do(act);
  ana.meet(ben);
  ana.now += 3_601_000;
  ben.now += 3_600_000;
  return { ana, ben, meet: () => ana.meet(ben) };
}

describe('a note says what outlived a removal', () => {
  test('whose, how many, who removed, and by which operation', () => {
    const { ana, ben, meet } = pairWith(add(3));
    const [removal] = ana.do(remove);
    ben.do(step(2));
    meet();
    const line = ana.view.rows[0]?.lineIds[0] as LineId;
    const note = {
      ...{ id: `${String(removal)}/${line}`, lineId: line, productName: 'Apple', qty: 2 },
      ...{ keptFor: ['ben'], removedBy: 'ana', removal, removalKind: 'remove' },
    };
    expect(ana.view.notes).toEqual([note]);
    expect(ben.view.notes).toEqual([note]);
  });

  test('nothing outlived it, nothing is said', () => {
    const { ana, ben, meet } = pairWith(add(3));
    ana.do(remove);
    ben.do(step(-1));
    meet();
    expect(ana.view.notes).toEqual([]);
  });

  test('one removal of several lines gives a note for each, oldest removal first', () => {
    const { ana, ben, meet } = pairWith(add(3), add(1, euro(5), bread));
    ana.do(clear);
    for (const { lineIds } of ben.view.rows) ben.do(({ fold }) => setLines(fold, lineIds, 4));
    meet();
    expect(ana.view.notes.map(({ productName, qty }) => [productName, qty])).toEqual([
      ['Apple', 4],
      ['Bread', 4],
    ]);
  });

  test('a line opened after a clear is simply new', () => {
    const { ana, meet } = pairWith(add(3));
    ana.do(clear);
    meet();
    ana.do(add(1));
    expect(ana.view.notes).toEqual([]);
  });

  test('a clear that did not know of an older line says so', () => {
    const { ana, ben, meet } = pairWith(add(3));
    ben.do(add(2, euro(5), bread));
    ana.do(clear);
    meet();
    expect(ana.view.notes.map(({ productName, removalKind }) => [productName, removalKind])).toEqual([
      ['Bread', 'clear'],
    ]);
  });
});

describe('a note goes away', () => {
  const kept = () => {
    const pair = pairWith(add(3));
    pair.ana.do(remove);
    pair.ben.do(step(2));
    pair.meet();
    expect(pair.ana.view.notes).toHaveLength(1);
    return pair;
  };

  test('when the removal is undone', () => {
    const { ana } = kept();
    ana.do(undo);
    expect(ana.view.notes).toEqual([]);
    expect(ana.view.units).toBe(5);
  });

  test('when the rest is removed too', () => {
    const { ana } = kept();
    ana.do(remove);
    expect(ana.view.notes).toEqual([]);
  });

  test('when whoever removed puts more in', () => {
    const { ana } = kept();
    ana.do(step(1));
    expect(ana.view.notes).toEqual([]);
  });

  test('when anybody types a quantity knowing of the removal', () => {
    const { ben } = kept();
    ben.do(type(6));
    expect(ben.view.notes).toEqual([]);
    ben.do(step(1));
    expect(ben.view.notes).toEqual([]);
  });
});

describe('a conflict', () => {
  const typed = () => {
    const pair = pairWith(add(3));
    pair.ana.do(type(5));
    pair.ben.do(type(7));
    pair.meet();
    return pair;
  };

  test('names the winner and the others, the same everywhere', () => {
    const { ana, ben } = typed();
    const [conflict] = ana.view.conflicts;
    expect(conflict?.winner).toMatchObject({ qty: 5, by: 'ana' });
    expect(conflict?.others).toMatchObject([{ qty: 7, by: 'ben' }]);
    expect(ben.view.conflicts).toEqual(ana.view.conflicts);
  });

  test('is settled by restoring the other, in one command, for everybody', () => {
    const { ana, ben, meet } = typed();
    const [conflict] = ben.view.conflicts;
    ben.do(({ fold }) => setLines(fold, [conflict?.lineId as LineId], conflict?.others[0]?.qty ?? 0));
    meet();
    expect([ana.view.units, ana.view.conflicts]).toEqual([7, []]);
  });

  test('is not one when the second knew of the first', () => {
    const { ana, ben, meet } = pairWith(add(3));
    ana.do(type(5));
    meet();
    ben.do(type(7));
    meet();
    expect([ana.view.units, ana.view.conflicts]).toEqual([7, []]);
  });

  test('ends when one of the two is undone', () => {
    const { ana } = typed();
    ana.do(undo);
    expect([ana.view.units, ana.view.conflicts]).toEqual([7, []]);
  });
});
