import { reasonOf } from '../../../cart/result.ts';
import type { Figures } from '../loads/load.ts';
import type { Result } from '../report/summary.ts';
import type { Scale, Workload } from './workload.ts';

export interface RunOptions {
  readonly scale: Scale;
  readonly rounds: number;
  /** After each round of each server. */
  readonly onRound: (name: string, outcome: Figures | string) => void;
}

/**
 * Puts the servers under the same load in turn, so many rounds.
 *
 * A round that cannot be finished is a failure of that server; the others go on.
 */
export async function runWorkload(workload: Workload, options: RunOptions): Promise<readonly Result[]> {
  const results = workload.contestants.map((contestant) => ({
    contestant,
    rounds: [] as Figures[],
    failures: [] as string[],
  }));
  for (let round = 0; round < options.rounds; round += 1) {
    for (const { contestant, rounds, failures } of results) {
      try {
        const figures = await workload.measure(contestant, options.scale);
        rounds.push(figures);
        options.onRound(contestant.name, figures);
      } catch (error) {
        const reason = reasonOf(error);
        failures.push(reason);
        options.onRound(contestant.name, reason);
      }
    }
  }
  return results.map(({ contestant, rounds, failures }) => ({ name: contestant.name, rounds, failures }));
}
