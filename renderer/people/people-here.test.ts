import { expect, test } from 'vitest';
import type { LineId, UserId } from '../../cart/ids.ts';
import type { CartRow } from '../../cart/row.ts';
import type { Person } from '../session/types.ts';
import { peopleHere } from './people-here.ts';

const [ana, ben, cleo] = ['Ana', 'Ben', 'Cleo'] as UserId[] as [UserId, UserId, UserId];
const milk = { key: 'milk row', name: 'Milk', lineIds: ['a.1', 'a.2'] as LineId[] } as unknown as CartRow;
let nextClient = 1;
const at = (user: UserId, change: Partial<Person> = {}): Person => ({
  ...{ clientId: nextClient++, user, color: '', isSelf: false, editing: null, isAway: false },
  ...change,
});

test('several windows of one person are one, wherever one of them is', () => {
  const people = [at(cleo), at(ben), at(ben, { editing: 'milk row' }), at(ana)];
  expect(peopleHere(people, [milk], ana)).toEqual([
    { user: ben, isSelf: false, place: { name: 'Milk', lineId: 'a.1' }, isAway: false },
    { user: cleo, isSelf: false, place: null, isAway: false },
    { user: ana, isSelf: true, place: null, isAway: false },
  ]);
});

test('somebody is away when they touch none of their windows', () => {
  const isAway = (...windows: Person[]) =>
    peopleHere(windows, [], ana).find(({ user }) => user === ben)?.isAway;
  expect(isAway(at(ben, { isAway: true }), at(ben))).toBe(false);
  expect(isAway(at(ben, { isAway: true }), at(ben, { isAway: true }))).toBe(true);
});

test('a row that is not to be seen here is no place to go to', () => {
  expect(peopleHere([at(ben, { editing: 'gone' })], [milk], ana)[0]?.place).toBeNull();
});

test('oneself is here before anybody says so', () => {
  expect(peopleHere([], [], ana)).toEqual([{ user: ana, isSelf: true, place: null, isAway: false }]);
});
