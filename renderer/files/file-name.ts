import { lazily } from '../../cart/lazily.ts';

/** Longest name of a file without its ending, in characters as people count them. */
const MAX_LENGTH = 80;

const letters = lazily(() => new Intl.Segmenter(undefined, { granularity: 'grapheme' }));

/** Names that Windows keeps for devices, whatever their ending. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu;

/** A name that every system takes, made from the cart's title: "Kitchen 3/4" is "Kitchen 3-4.csv". */
export function fileNameOf(title: string, fallback: string, ending: string): string {
  const plain = title
    .normalize('NFC')
    .replace(/[/\\:*?"<>|]+/gu, '-')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, ' ');
  const short = Array.from(letters().segment(plain), ({ segment }) => segment)
    .slice(0, MAX_LENGTH)
    .join('')
    .replace(/^[\s.-]+|[\s.]+$/gu, '');
  const name = short === '' ? fallback : short;
  return `${reserved.test(name) ? `${name.slice(0, 3)}_${name.slice(3)}` : name}.${ending}`;
}
