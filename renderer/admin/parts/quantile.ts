/** The smallest that at least this share of them does not exceed; of sorted values, one at least. */
export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] as number;
