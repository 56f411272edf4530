import { expect, test } from 'vitest';
import { addRows } from '../../cart/add-rows.ts';
import { NOON, Person, undo } from '../../cart/testing/people.ts';
import { figuresOf, planImport, type ImportPlan } from './import-plan.ts';
import { readList } from './read-list.ts';

const file = 'a'.repeat(32);
const text = 'name,price,qty,later\nmilk,1,2,\ntea,wrong,1,\nbread,3,1,\nsalt,5,1,yes\n';

function planFor({ fold }: Person): ImportPlan {
  const list = readList(text, 'list.csv', (name) => ({ name, quantity: null, price: null }));
  const made = planImport(list, {
    ...{
      file,
      fold,
      defaultCurrency: 'EUR',
      idOf: (name) => name,
      identify: () => null,
      priceOf: () => null,
    },
  });
  if (!made.ok) throw new Error(made.problem);
  return made.plan;
}

const bring = (person: Person, rows: ImportPlan['rows']) =>
  person.do(({ fold, nextId }) => addRows(fold, rows, nextId));

test('a list says what it would bring, as the cart would count it', () => {
  const { rows, earlier } = planFor(new Person('ana', 'a'));
  expect([figuresOf(rows, NOON), earlier]).toEqual([{ units: 3, total: 500, later: 1 }, null]);
});

test('an interrupted import goes on where it stopped, on any desktop of the cart', () => {
  const ana = new Person('ana', 'a');
  bring(ana, planFor(ana).rows.slice(0, 2));
  const ben = new Person('ben', 'b', ana.messages);
  const again = planFor(ben);
  expect(again.earlier).toEqual({ rows: new Set([1, 3]), by: ['ana'], at: NOON });
  expect(again.missing.map(({ product }) => product.name)).toEqual(['salt']);
  bring(ben, again.missing);
  expect(planFor(ben)).toMatchObject({ missing: [], earlier: { by: ['ana', 'ben'] } });
  expect([ben.view.units, ben.view.later.length]).toEqual([3, 1]);
});

test('what was taken back can be brought again; what was taken out stays out unless asked for', () => {
  const ana = new Person('ana', 'a');
  bring(ana, planFor(ana).rows);
  ana.do(undo);
  expect(planFor(ana)).toMatchObject({ earlier: null });
  bring(ana, planFor(ana).missing);
  ana.do(({ fold }) => ({ ok: true, value: [{ kind: 'clear', seen: fold.observed.toVersionVector() }] }));
  expect(ana.view.rows).toEqual([]);
  expect(planFor(ana).missing).toEqual([]);
});
