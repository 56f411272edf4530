import type { Fold } from './fold.ts';
import type { OpId } from './ids.ts';
import type { OpBody } from './op.ts';

/** One step of a person: the operations that one command came to, or several that joined it. */
export type Step = readonly OpId[];

/** The most steps that can be taken back; the oldest go first. */
const MAX_STEPS = 500;

/** A person's own steps, in this session and those it goes on from, to be taken back and brought again, the latest first. */
export class UndoStack {
  #done: Step[] = [];
  #undone: Step[] = [];

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** What can be taken back, the latest last. */
  get done(): readonly Step[] {
    return this.#done;
  }

  /** What was taken back and can be brought again, the latest last. */
  get undone(): readonly Step[] {
    return this.#undone;
  }

  /** Goes on from the steps of an earlier session. */
  resume({ done, undone }: Pick<UndoStack, 'done' | 'undone'>): void {
    this.#done = done.slice(-MAX_STEPS);
    this.#undone = undone.slice(-MAX_STEPS);
  }

  /**
   * Notes a new step; what was undone before cannot be redone any more.
   *
   * With `joined`, the id that another step begins with, it becomes part of that one, and a step of its own
   * only when that one is not there to be taken back any more.
   */
  push(step: Step, joined: OpId | null = null): void {
    if (step.length === 0) return;
    this.#undone.length = 0;
    const index = joined === null ? -1 : this.#done.findLastIndex(([first]) => first === joined);
    const earlier = this.#done[index];
    if (earlier) this.#done[index] = [...earlier, ...step];
    else this.#done.push(step);
    if (this.#done.length > MAX_STEPS) this.#done.shift();
  }

  /**
   * The operations that take back the latest step, or the one that begins with the operation `first`; none when
   * there is no such step.
   */
  undo(first: OpId | null = null): readonly OpBody[] {
    const index = first === null ? this.#done.length - 1 : this.#done.findLastIndex(([id]) => id === first);
    const [step] = index < 0 ? [] : this.#done.splice(index, 1);
    if (!step) return [];
    this.#undone.push(step);
    return step.map((of) => ({ kind: 'undo', of }));
  }

  /** The operations that bring back what was undone last; none when nothing was. */
  redo(fold: Fold): readonly OpBody[] {
    const step = this.#undone.pop();
    if (!step) return [];
    this.#done.push(step);
    return step.map((of) => ({ kind: 'redo', of, seen: fold.undo.undosOf(of) }));
  }
}
