import type { UserId } from '../../cart/ids.ts';
import type { Conflict, MergeNote, TypedQuantity } from '../../cart/notes.ts';
import { numberText } from '../shared/counting.ts';
import { capitalise, listNames, nameOf } from '../shared/names.ts';

/** "1 kept: Ben added it while Ana removed the rest." */
export function mergeNoteText(note: MergeNote, self: UserId): string {
  const what = note.qty === 1 ? 'it' : 'them';
  const how = note.removalKind === 'clear' ? 'emptied the cart' : 'removed the rest';
  const keepers = capitalise(listNames(note.keptFor, self));
  return `${numberText(note.qty)} kept: ${keepers} added ${what} while ${nameOf(note.removedBy, self)} ${how}.`;
}

/** "You set 4, Ben set 6; 6 is used." Oneself first, then in the order of the conflict. */
export function conflictText(conflict: Conflict, self: UserId): string {
  const typed = [conflict.winner, ...conflict.others];
  const mine = typed.filter(({ by }) => by === self);
  const parts = [...mine, ...typed.filter(({ by }) => by !== self)].map(
    ({ by, qty }) => `${nameOf(by, self)} set ${numberText(qty)}`,
  );
  return `${capitalise(parts.join(', '))}; ${numberText(conflict.winner.qty)} is used.`;
}

/** The other quantities that one tap can bring back, each once; none when all typed the same. */
export function choicesOf({ winner, others }: Conflict): readonly TypedQuantity[] {
  const seen = new Set([winner.qty]);
  return others.filter(({ qty }) => !seen.has(qty) && seen.add(qty));
}
