import type { Entry } from './entry.ts';

/**
 * Order of rows by text keys, so that a row moves without touching its neighbours.
 *
 * A key is read as a fraction in base 36: there is always room for another between two.
 */
const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** By UTF-16 code unit, as digests and keys are. */
export const compareText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** Where a line stands until somebody moves it: in the order of adding. */
export const defaultPlace = (opening: Entry<'add'>): string => opening.op.at.replace('-', '') + opening.sid;

/**
 * A key after `before` and ahead of `after`; `null` stands for the ends of the list.
 *
 * Throws a RangeError unless `before` < `after`. Where no key fits (`after` is `before` and zeros) it gives
 * `after` itself, and the tie falls to the row key.
 *
 * Source: the fractional indexing of D. Greenspan, "Implementing Fractional Indexing", 2020.
 */
export function placeBetween(before: string | null, after: string | null): string {
  if (before !== null && after !== null && before >= after)
    throw new RangeError('"before" is not before "after"');
  let place = '';
  for (let index = 0; ; index += 1) {
    const low = digitAt(before, index, 0);
    const high = after === null ? DIGITS.length : digitAt(after, index, 0);
    if (low === high) {
      if (after !== null && index >= after.length) return after;
      place += DIGITS.charAt(low);
      continue;
    }
    if (high - low > 1) return place + DIGITS.charAt(low + Math.floor((high - low) / 2));
    place += DIGITS.charAt(low);
    // From here on anything above the rest of `before` is below `after`.
    return place + placeBetween(before?.slice(index + 1) ?? null, null);
  }
}

const digitAt = (key: string | null, index: number, missing: number): number =>
  key !== null && index < key.length ? DIGITS.indexOf(key.charAt(index)) : missing;
