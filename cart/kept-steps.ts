import type { Fold } from './fold.ts';
import { isSid, opId, splitOpId, type OpId, type Sid, type UserId } from './ids.ts';
import type { Step, UndoStack } from './undo-stack.ts';

/** Operations of one session that follow one another: `[session, first, last]`, by their ordinals. */
type Run = readonly [sid: Sid, first: number, last: number];

/** A person's steps as they are kept from one session to the next: short, however much one step came to. */
export interface KeptSteps {
  readonly done: readonly (readonly Run[])[];
  readonly undone: readonly (readonly Run[])[];
}

export const keptSteps = ({ done, undone }: UndoStack): KeptSteps => ({
  done: done.map(runsOf),
  undone: undone.map(runsOf),
});

/**
 * The steps that were kept, those that still mean something.
 *
 * What was kept may be damaged, of another user, or from before an older copy of the cart was put back. A step stands
 * only when every operation of it is there and this user's, and when it is not taken back already, or not brought back.
 */
export function readKeptSteps(
  kept: unknown,
  fold: Fold,
  user: UserId,
): { readonly done: readonly Step[]; readonly undone: readonly Step[] } {
  const read = (steps: unknown, isUndone: boolean): readonly Step[] =>
    listOf(steps)
      .map((runs) => readStep(listOf(runs), fold))
      .filter((step) => step.length > 0 && step.every((id) => isOwn(id, fold, user)))
      .filter((step) => step.some((id) => fold.entries.get(id)?.undone === isUndone));
  if (typeof kept !== 'object' || kept === null) return { done: [], undone: [] };
  return {
    done: read('done' in kept ? kept.done : null, false),
    undone: read('undone' in kept ? kept.undone : null, true),
  };
}

function runsOf(step: Step): readonly Run[] {
  const runs: [Sid, number, number][] = [];
  for (const id of step) {
    const { sid, n } = splitOpId(id);
    const last = runs.at(-1);
    if (last?.[0] === sid && last[2] + 1 === n) last[2] = n;
    else runs.push([sid, n, n]);
  }
  return runs;
}

/** Empty when it is no step, or when one of its operations is not in the cart. */
function readStep(runs: readonly unknown[], fold: Fold): Step {
  const step: OpId[] = [];
  for (const run of runs) {
    if (!isRun(run)) return [];
    const [sid, first, last] = run;
    for (let n = first; n <= last; n += 1) {
      const id = opId(sid, n);
      if (!fold.entries.has(id)) return [];
      step.push(id);
    }
  }
  return step;
}

function isOwn(id: OpId, fold: Fold, user: UserId): boolean {
  const op = fold.entries.get(id)?.op;
  return op?.by === user && op.kind !== 'undo' && op.kind !== 'redo';
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const isRun = (value: unknown): value is Run =>
  Array.isArray(value) &&
  value.length === 3 &&
  isSid(value[0]) &&
  Number.isSafeInteger(value[1]) &&
  Number.isSafeInteger(value[2]);
