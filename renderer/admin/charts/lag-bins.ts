/** Operations that took from `from` up to, but not including, `to` milliseconds. */
export interface LagBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Where bins end: three to a power of ten while people think in fractions of a second, then as clocks go. */
const edges = [
  0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000, 900_000,
  3_600_000, 21_600_000, 86_400_000, 604_800_000,
];

/** How many took how long: bins without a gap from the first that has any to the last. */
export function lagBins(took: readonly number[]): readonly LagBin[] {
  const counts = new Array<number>(edges.length).fill(0);
  for (const value of took) {
    const index = edges.findLastIndex((edge) => edge <= value);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  const first = counts.findIndex((count) => count > 0);
  const last = counts.findLastIndex((count) => count > 0);
  if (first < 0) return [];
  return counts
    .map((count, index) => ({ from: edges[index] as number, to: edges[index + 1] ?? Infinity, count }))
    .slice(first, last + 1);
}
