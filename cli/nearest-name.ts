/** How much of a name may differ for it to be taken for a slip of the pen. */
const MAX_DIFFERENCE = 0.4;

/** The name that somebody probably meant; `null` if none is like it. One that begins another is like it. */
export function nearestName(written: string, names: readonly string[]): string | null {
  let nearest: string | null = null;
  let least = MAX_DIFFERENCE;
  for (const name of names) {
    const difference = differenceOf(written, name);
    if (difference > least) continue;
    least = difference;
    nearest = name;
  }
  return nearest ?? names.find((name) => name.startsWith(written) || written.startsWith(name)) ?? null;
}

/**
 * Edits that lead from one to the other, as a share of the longer one's length: letters left out, put in, put
 * for another, or in the wrong order (optimal string alignment).
 */
function differenceOf(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const edits = (i: number, j: number): number => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    rows[i] = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = edits(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwapped ? edits(i - 2, j - 2) + 1 : Infinity;
      rows[i]?.push(Math.min(replaced, swapped, edits(i - 1, j) + 1, edits(i, j - 1) + 1));
    }
  }
  return edits(a.length, b.length) / Math.max(a.length, b.length);
}
