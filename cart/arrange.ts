import { MAX_TEXT } from './op.ts';
import { compareText, placeBetween } from './place.ts';

/** A row on its way to a list: where it stands now, if anywhere, and what decides between equal places. */
export interface Standing {
  readonly place: string | null;
  readonly key: string;
}

/**
 * The places that put rows into the order given; `null` for those that stay where they are, which are as many as can.
 *
 * Where no place is left between two that stay, all get new ones.
 */
export function arrange(rows: readonly Standing[]): readonly (string | null)[] {
  if (isInOrder(rows)) return rows.map(() => null);
  const staying = longestRise(rows.map(({ place }) => place));
  const places: (string | null)[] = rows.map(() => null);
  let before: string | null = null;
  let from = 0;
  for (const index of [...staying, rows.length]) {
    const after = rows[index]?.place ?? null;
    const between = placesBetween(before, after, index - from);
    if (!between) return placesBetween(null, null, rows.length) ?? places;
    for (const [offset, place] of between.entries()) places[from + offset] = place;
    before = after;
    from = index + 1;
  }
  return places;
}

const isInOrder = (rows: readonly Standing[]): boolean =>
  rows.every(({ place, key }, index) => {
    const before = rows[index - 1];
    if (place === null || before?.place === null) return false;
    return !before || (compareText(before.place, place) || compareText(before.key, key)) < 0;
  });

/** So many places in rising order between two; `null` where they do not fit, or would be too long to write. */
function placesBetween(before: string | null, after: string | null, count: number): readonly string[] | null {
  if (count === 0) return [];
  const middle = placeBetween(before, after);
  const fits = (before === null || before < middle) && (after === null || middle < after);
  if (!fits || middle.length > MAX_TEXT.place) return null;
  const ahead = count >> 1;
  const left = placesBetween(before, middle, ahead);
  const right = placesBetween(middle, after, count - 1 - ahead);
  return left && right ? [...left, middle, ...right] : null;
}

/** Indices of the longest rising run among the places, others left out. */
function longestRise(places: readonly (string | null)[]): readonly number[] {
  /** `ends[n]`: of the rises of n + 1 places so far, the index where the one that ends lowest ends. */
  const ends: number[] = [];
  const previous: number[] = [];
  for (const [index, place] of places.entries()) {
    if (place === null) continue;
    const length = countFirst(ends, (end) => (places[end] as string) < place);
    previous[index] = length === 0 ? -1 : (ends[length - 1] as number);
    ends[length] = index;
  }
  const rise: number[] = [];
  for (let index = ends.at(-1) ?? -1; index >= 0; index = previous[index] as number) rise.unshift(index);
  return rise;
}

/** How many at the beginning of a list something holds for, when it holds for none after them; by bisection. */
function countFirst<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(items[middle] as Item)) low = middle + 1;
    else high = middle;
  }
  return low;
}
