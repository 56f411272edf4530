import { expect, test } from 'vitest';
import type { NewRow } from '../../cart/add-rows.ts';
import { add, euro, Person } from '../../cart/testing/people.ts';
import { allRows } from '../../cart/view.ts';
import { CHUNK, writeRows, type WriteRowsOptions } from './write-rows.ts';

const rowsOf = (count: number): readonly NewRow[] =>
  Array.from({ length: count }, (_, index) => ({
    product: { id: `p${index}`, name: `Product ${index}` },
    ...{ price: euro(index), qty: 1, note: index % 3 === 0 ? 'note' : '', isLater: index % 5 === 0 },
  }));

const into = (
  ana: Person,
  pause: WriteRowsOptions['pause'] = () => Promise.resolve('go-on'),
): WriteRowsOptions => ({
  perform: (command, joined) => ana.replica.perform(command(ana.fold, ana.replica.nextId), joined),
  takeBack: (step) => ana.replica.undo(step),
  pause,
});

test('many rows come in parts and in order, and are one step', async () => {
  const ana = new Person('ana', 'a');
  const heard: number[] = [];
  const written = await writeRows(
    rowsOf(2 * CHUNK + 7),
    into(ana, (done) => {
      heard.push(done);
      return Promise.resolve('go-on');
    }),
  );
  expect([written, heard, ana.messages.length]).toEqual([
    { status: 'added', count: 2 * CHUNK + 7 },
    [CHUNK, 2 * CHUNK, 2 * CHUNK + 7],
    3,
  ]);
  const names = allRows(ana.view).map(({ name }) => Number(name.slice(8)));
  const all = names.map((_, index) => index);
  expect(names).toEqual([
    ...all.filter((index) => index % 5 !== 0),
    ...all.filter((index) => index % 5 === 0),
  ]);
  ana.replica.undo();
  expect([ana.view.rows, ana.view.later, ana.replica.canUndo]).toEqual([[], [], false]);
  ana.replica.redo();
  expect(ana.view.rows.length + ana.view.later.length).toBe(2 * CHUNK + 7);
});

test('stopped on the way, what was added so far is taken back, and nothing else', async () => {
  const ana = new Person('ana', 'a');
  ana.do(add(3));
  const written = await writeRows(
    rowsOf(3 * CHUNK),
    into(ana, (done) => {
      // Somebody at the command port adds something meanwhile.
      if (done === CHUNK) ana.do(add(2, euro(5)));
      return Promise.resolve(done === 2 * CHUNK ? 'stop' : 'go-on');
    }),
  );
  expect(written).toEqual({ status: 'stopped' });
  expect(ana.view.rows.map(({ qty, price }) => [qty, price.amount])).toEqual([
    [3, 100],
    [2, 5],
  ]);
});

test('refused on the way, nothing stays', async () => {
  const ana = new Person('ana', 'a');
  const rows = [...rowsOf(CHUNK), ...rowsOf(1).map((row) => ({ ...row, qty: 0 }))];
  expect(await writeRows(rows, into(ana))).toMatchObject({ status: 'refused' });
  expect(ana.view.rows).toEqual([]);
});
