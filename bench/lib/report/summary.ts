import type { Figures } from '../loads/load.ts';
import { median } from './statistics.ts';

/** What came of one server's rounds. */
export interface Result {
  readonly name: string;
  readonly rounds: readonly Figures[];
  /** Rounds that could not be finished, and why. */
  readonly failures: readonly string[];
}

/** The middle of the rounds, and their range. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** `null` where no round has that figure. */
export function spreadOf({ rounds }: Result, key: string): Spread | null {
  const values = rounds.flatMap((figures) => figures[key] ?? []).filter((value) => !Number.isNaN(value));
  if (values.length === 0) return null;
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) };
}
