/** A row that is in the page. */
export interface Slot {
  readonly index: number;
  /** The room of the rows between it and the slot before, which are not in the page; CSS pixels. */
  readonly gap: number;
}

/** Index of the row that is at this height of the list, by bisection; the nearest one beyond its ends. */
export function rowAt(offsets: Float64Array, height: number): number {
  let low = 0;
  let high = offsets.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] ?? 0) <= height) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/**
 * The rows to have in the page: those between two heights of the list, and some that must not leave it wherever
 * they are.
 */
export function slotsOf(
  offsets: Float64Array,
  from: number,
  to: number,
  kept: Iterable<number>,
): readonly Slot[] {
  const count = offsets.length - 1;
  if (count <= 0) return [];
  const wanted = new Set([...kept].filter((index) => index >= 0 && index < count));
  if (to > 0 && from < (offsets[count] ?? 0)) {
    const last = rowAt(offsets, to);
    for (let index = rowAt(offsets, from); index <= last; index += 1) wanted.add(index);
  }
  let end = 0;
  return [...wanted]
    .sort((a, b) => a - b)
    .map((index) => {
      const gap = (offsets[index] ?? 0) - end;
      end = offsets[index + 1] ?? 0;
      return { index, gap };
    });
}

/** The room below the last slot, in CSS pixels. */
export function roomAfter(offsets: Float64Array, slots: readonly Slot[]): number {
  const last = slots.at(-1);
  return (offsets.at(-1) ?? 0) - (last ? (offsets[last.index + 1] ?? 0) : 0);
}
