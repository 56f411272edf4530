import { foldText, wordsOf } from '../shared/fold-text.ts';

/** A stretch of a name, and whether it is what was typed. */
export interface NamePart {
  readonly text: string;
  readonly isMatch: boolean;
}

/** A name in parts, so that one sees why it is suggested: beginnings of its words that were typed stand out. */
export function matchParts(name: string, typed: string): readonly NamePart[] {
  const starts = [...wordsOf(typed)].sort((a, b) => b.length - a.length);
  const parts: NamePart[] = [];
  const add = (text: string, isMatch: boolean): void => {
    const last = parts.at(-1);
    if (text === '') return;
    if (last?.isMatch === isMatch) parts[parts.length - 1] = { text: last.text + text, isMatch };
    else parts.push({ text, isMatch });
  };
  for (const piece of name.match(/[\p{L}\p{M}]+|\p{N}+(?:[.,]\p{N}+)?|[^\p{L}\p{M}\p{N}]+/gu) ?? []) {
    const folded = foldText(piece);
    const start = starts.find((one) => folded.startsWith(one));
    const length = start === undefined ? 0 : lengthOfStart(piece, start);
    add(piece.slice(0, length), true);
    add(piece.slice(length), false);
  }
  return parts;
}

/** How many UTF-16 units of a word make up the folded beginning: "Süßes" needs three for "sus", and for "suss". */
function lengthOfStart(word: string, start: string): number {
  let length = 0;
  while (length < word.length && !foldText(word.slice(0, length)).startsWith(start)) length += 1;
  while (/^\p{M}/u.test(word.slice(length))) length += 1;
  return length;
}
