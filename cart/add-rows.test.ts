import { expect, test } from 'vitest';
import { addRows, type NewRow } from './add-rows.ts';
import { parseOp, type Source } from './op.ts';
import { importedRows } from './source.ts';
import { apple, bread, euro, Person, raw, undo, yen } from './testing/people.ts';

const file = '0123456789abcdef0123456789abcdef';
const rowOf = (more: Partial<NewRow> = {}): NewRow => ({
  ...{ product: apple, price: euro(100), qty: 1, note: '', isLater: false },
  ...more,
});
const adds =
  (...rows: readonly NewRow[]) =>
  ({ fold, nextId }: Person['replica']) =>
    addRows(fold, rows, nextId);

test('rows come in their order, each with its note and on its shelf, in one step', () => {
  const ana = new Person('ana', 'a');
  ana.do(adds(rowOf({ note: 'green', qty: 3 }), rowOf({ product: bread, isLater: true, note: 'thin' })));
  ana.do(adds(rowOf({ product: bread, qty: 2 })));
  expect(ana.view.rows.map(({ name, qty, note }) => [name, qty, note])).toEqual([
    ['Apple', 3, 'green'],
    ['Bread', 2, ''],
  ]);
  expect(ana.view.later.map(({ name, qty, note }) => [name, qty, note])).toEqual([['Bread', 1, 'thin']]);
  expect(ana.messages).toHaveLength(2);
  ana.do(undo);
  ana.do(undo);
  expect([ana.view.rows, ana.view.later, ana.replica.canUndo]).toEqual([[], [], false]);
});

test('all of them are refused when one is', () => {
  const ana = new Person('ana', 'a');
  const refuse = (...rows: readonly NewRow[]) => addRows(ana.fold, rows, ana.replica.nextId);
  expect(refuse(rowOf(), rowOf({ qty: 0 }))).toMatchObject({ refusal: { code: 'bad_quantity' } });
  expect(refuse(rowOf(), rowOf({ price: yen(5) }))).toMatchObject({ refusal: { code: 'mixed_currencies' } });
  expect(refuse(rowOf(), rowOf({ note: 'n'.repeat(1001) }))).toMatchObject({ refusal: { code: 'bad_text' } });
  expect(ana.messages).toEqual([]);
});

test('the rows of a file that are here are known by their number, until they are taken back', () => {
  const ana = new Person('ana', 'a');
  const [first, second] = [1, 2].map((row) => rowOf({ source: { file, row } })) as [NewRow, NewRow];
  ana.do(adds(first));
  ana.do(adds(second, rowOf()));
  const ben = new Person('ben', 'b', ana.messages);
  expect([...importedRows(ben.fold, file)].map(([row, { op }]) => [row, op.by])).toEqual([
    [1, 'ana'],
    [2, 'ana'],
  ]);
  expect(importedRows(ben.fold, file.replace('0', '1')).size).toBe(0);
  ana.do(undo);
  expect([...importedRows(ana.fold, file).keys()]).toEqual([1]);
});

test('a source that says nothing is left alone, and the add counts all the same', () => {
  const ana = new Person('ana', 'a');
  const sources: readonly unknown[] = [
    null,
    7,
    {},
    { file, row: 0 },
    { file, row: '1' },
    { file: 'x', row: 1 },
  ];
  const bodies = sources.map(
    (source) => ({ kind: 'add', product: apple, price: euro(1), qty: 1, source: source as Source }) as const,
  );
  ana.do(raw(...bodies));
  expect(ana.view.units).toBe(sources.length);
  expect(importedRows(ana.fold, file).size).toBe(0);
  for (const [id, op] of ana.fold.ops) expect(parseOp(id, op).status).toBe('known');
});
