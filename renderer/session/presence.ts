import * as v from 'valibot';
import type { Awareness } from 'y-protocols/awareness';
import { isUserId, type UserId } from '../../cart/ids.ts';
import { presenceColorOf } from './presence-colors.ts';
import type { Person } from './types.ts';

/** A row key beyond this is not told to others: the relay takes only so much presence. */
const MAX_EDITING = 1024;

/** What a window tells the others while it is there. */
const stateSchema = v.object({
  user: v.custom<UserId>(isUserId, 'not a user id'),
  editing: v.nullable(v.pipe(v.string(), v.maxLength(MAX_EDITING))),
});

export function announceSelf(awareness: Awareness, user: UserId, editing: string | null): void {
  const isTellable = editing !== null && editing.length <= MAX_EDITING;
  awareness.setLocalState({ user, editing: isTellable ? editing : null });
}

/** Everybody who is here, ourselves first, then by name. States that are not of Trolley are left out. */
export function peopleOf(awareness: Awareness): readonly Person[] {
  const people: Person[] = [];
  for (const [clientId, state] of awareness.getStates()) {
    const parsed = v.safeParse(stateSchema, state);
    if (!parsed.success) continue;
    const { user, editing } = parsed.output;
    const isSelf = clientId === awareness.clientID;
    people.push({ clientId, user, color: presenceColorOf(user), isSelf, editing });
  }
  return people.sort(
    (a, b) => Number(b.isSelf) - Number(a.isSelf) || a.user.localeCompare(b.user) || a.clientId - b.clientId,
  );
}
