import { lazily } from '../../cart/lazily.ts';
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

const letters = lazily(() => new Intl.Segmenter(undefined, { granularity: 'grapheme' }));
const firstLetters = (word: string, count: number): string =>
  Array.from(letters().segment(word), ({ segment }) => segment)
    .slice(0, count)
    .join('');

/** "Ana Smith" is "AS", "ben" is "BE". */
export function initialsOf(user: UserId): string {
  const [first = '?', second] = user.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const initials = second ? firstLetters(first, 1) + firstLetters(second, 1) : firstLetters(first, 2);
  return initials.toLocaleUpperCase();
}
