import type { UserId } from '../../cart/ids.ts';

/** Colours for people, each at least 3.5 to 1 against white and against near-black. */
export const presenceColors = [
  '#c2571a',
  '#0f7fb8',
  '#8b62d9',
  '#2f855a',
  '#d1477f',
  '#94730f',
  '#0e8a8a',
  '#5b73d6',
] as const;

/**
 * The same colour for the same person on every computer; never one that somebody else chose.
 *
 * By the top three bits of FNV-1a. Two people may share a colour, so initials or a name stand beside it.
 */
export function presenceColorOf(user: UserId): string {
  let hash = 0x811c9dc5;
  for (const character of user) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return presenceColors[hash >>> 29] ?? presenceColors[0];
}
