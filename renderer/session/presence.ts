import * as v from 'valibot';
import type { Awareness } from 'y-protocols/awareness';
import type { UserId } from '../../cart/ids.ts';
import { MAX_EDITING, presenceState, type PresenceState } from '../../protocol/presence-state.ts';
import { presenceColorOf } from './presence-colors.ts';
import type { Person } from './types.ts';

/** Tells the others who is here, which row they are editing, if any, and whether they are at it at all. */
export function announceSelf(
  awareness: Awareness,
  user: UserId,
  editing: string | null,
  isAway = false,
): void {
  const isTellable = editing !== null && editing.length <= MAX_EDITING;
  const state: PresenceState = { user, editing: isTellable ? editing : null, isAway };
  awareness.setLocalState({ ...state });
}

/** Everybody who is here, ourselves first, then by name. States that are not of Trolley are left out. */
export function peopleOf(awareness: Awareness): readonly Person[] {
  const people: Person[] = [];
  for (const [clientId, state] of awareness.getStates()) {
    const parsed = v.safeParse(presenceState, state);
    if (!parsed.success) continue;
    const { user, editing, isAway = false } = parsed.output;
    const isSelf = clientId === awareness.clientID;
    people.push({ clientId, user, color: presenceColorOf(user), isSelf, editing, isAway });
  }
  return people.sort(
    (a, b) => Number(b.isSelf) - Number(a.isSelf) || a.user.localeCompare(b.user) || a.clientId - b.clientId,
  );
}
