import type { UserId } from '../../cart/ids.ts';
import type { Conflict, MergeNote, TypedQuantity } from '../../cart/notes.ts';
import { words } from '../messages/words.ts';
import { numberText } from '../shared/counting.ts';
import { whoIs } from '../shared/describe.ts';
import { capitalise } from '../shared/names.ts';

/** "1 kept: Ben added it while Ana removed the rest." */
export function mergeNoteText(note: MergeNote, self: UserId): string {
  const others = note.keptFor.filter((user) => user !== self);
  const isMine = others.length < note.keptFor.length;
  const keepers = [...others, ...(isMine ? [self] : [])].map((user) => whoIs(user, { self }));
  return words.merge.kept(
    numberText(note.qty),
    note.qty === 1,
    keepers,
    whoIs(note.removedBy, { self }),
    note.removalKind === 'clear',
  );
}

/** "You set 4, Ben set 6; 6 is used." Oneself first, then in the order of the conflict. */
export function conflictText(conflict: Conflict, self: UserId): string {
  const typed = [conflict.winner, ...conflict.others];
  const mine = typed.filter(({ by }) => by === self);
  const sets = [...mine, ...typed.filter(({ by }) => by !== self)].map(({ by, qty }) =>
    words.merge.set(whoIs(by, { self }), numberText(qty)),
  );
  return capitalise(words.merge.used(sets, numberText(conflict.winner.qty)));
}

/** The other quantities that one tap can bring back, each once; none when all typed the same. */
export function choicesOf({ winner, others }: Conflict): readonly TypedQuantity[] {
  const seen = new Set([winner.qty]);
  return others.filter(({ qty }) => !seen.has(qty) && seen.add(qty));
}
