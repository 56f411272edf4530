import { checkWorld } from './check.ts';
import { Random } from './random.ts';
import { randomSteps, take, type Step } from './steps.ts';
import { World } from './world.ts';

/** What went wrong in a history, with the fewest steps that still go wrong. */
export interface Failure {
  readonly seed: number;
  readonly steps: readonly Step[];
  readonly message: string;
  readonly log: readonly string[];
}

/** What a history amounted to, for the test to see that histories are not empty of meaning. */
export interface Tale {
  readonly written: number;
  readonly lost: number;
}

/** Runs one history; gives what it amounted to, or the failure made small. */
export function runHistory(seed: number): Tale | Failure {
  const steps = randomSteps(new Random(seed));
  const outcome = attempt(seed, steps);
  return 'message' in outcome ? smallest(outcome) : outcome;
}

function attempt(seed: number, steps: readonly Step[]): Tale | Failure {
  const world = new World(seed);
  try {
    for (const step of steps) take(world, step);
    world.heal();
    checkWorld(world, new Random(seed));
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { seed, steps, message, log: world.log };
  }
  return { written: world.written.size, lost: world.lost.size };
}

/** Leaves out steps, by halves and then by ever smaller runs, as long as it still fails. */
function smallest(failure: Failure): Failure {
  let best = failure;
  for (let size = best.steps.length >> 1; size > 0; size >>= 1) {
    for (let from = 0; from < best.steps.length;) {
      const outcome = attempt(best.seed, best.steps.toSpliced(from, size));
      if ('message' in outcome) best = outcome;
      else from += size;
    }
  }
  return best;
}

/** A failure in words: what happened, step by step, and how to see it again. */
export const describeFailure = ({ seed, steps, message, log }: Failure): string =>
  [
    message,
    '',
    `What happened (${steps.length} steps; TROLLEY_SEED=${seed} TROLLEY_HISTORIES=1 runs it again):`,
    ...log.map((line) => `  ${line}`),
  ].join('\n');
