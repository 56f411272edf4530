import type { LineId, UserId } from '../../cart/ids.ts';
import type { CartRow } from '../../cart/row.ts';
import type { Person } from '../session/types.ts';

/** Somebody who is at the cart, however many windows they have open. */
export interface PersonHere {
  readonly user: UserId;
  readonly isSelf: boolean;
  /** The row that they are editing. */
  readonly place: { readonly name: string; readonly lineId: LineId } | null;
  /** They touch none of their windows. */
  readonly isAway: boolean;
}

/** Each person once, by name, oneself last. `rows` are those that can be seen. */
export function peopleHere(
  people: readonly Person[],
  rows: readonly CartRow[],
  self: UserId,
): readonly PersonHere[] {
  const windows = new Map<UserId, Person[]>([[self, []]]);
  for (const person of people) {
    const known = windows.get(person.user);
    if (known) known.push(person);
    else windows.set(person.user, [person]);
  }
  return [...windows]
    .map(([user, theirs]) => ({
      user,
      isSelf: user === self,
      place: placeOf(theirs, rows),
      isAway: theirs.length > 0 && theirs.every(({ isAway }) => isAway),
    }))
    .sort((a, b) => Number(a.isSelf) - Number(b.isSelf) || a.user.localeCompare(b.user));
}

function placeOf(windows: readonly Person[], rows: readonly CartRow[]): PersonHere['place'] {
  for (const { editing } of windows) {
    const row = editing === null ? undefined : rows.find(({ key }) => key === editing);
    const lineId = row?.lineIds[0];
    if (row && lineId) return { name: row.name, lineId };
  }
  return null;
}
