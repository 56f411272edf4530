import type { UserId } from '../../cart/ids.ts';
import { words } from '../messages/words.ts';

/** "Ana", "Ana and Ben", "Ana, Ben and you": oneself last. */
export function listNames(users: readonly UserId[], self: UserId): string {
  const others = users.filter((user) => user !== self).map(String);
  const { list, nameOf } = words.describe;
  return list(others.length < users.length ? [...others, nameOf({ name: self, isSelf: true })] : others);
}

/** For the start of a sentence. */
export const capitalise = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

const firstLetters = (word: string, count: number): string => Array.from(word).slice(0, count).join('');

/** "Ana Smith" is "AS", "ben" is "BE". */
export function initialsOf(user: UserId): string {
  // A letter and its accent are one sign each where there is one for both.
  const names = user.normalize('NFC').split(/[^\p{L}\p{N}]+/u);
  const [first = '?', second] = names.filter((name) => name !== '');
  const initials = second ? firstLetters(first, 1) + firstLetters(second, 1) : firstLetters(first, 2);
  return initials.toLocaleUpperCase();
}
