import type { Fold } from './fold.ts';
import type { OpId } from './ids.ts';
import type { OpBody } from './op.ts';

/** One step of a person: the operations that one command came to. */
type Step = readonly OpId[];

/** A person's own steps in this session, to be taken back and brought again, the latest first. */
export class UndoStack {
  readonly #done: Step[] = [];
  readonly #undone: Step[] = [];

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** Notes a new step; what was undone before cannot be redone any more. */
  push(step: Step): void {
    if (step.length === 0) return;
    this.#done.push(step);
    this.#undone.length = 0;
  }

  /** The operations that take back the latest step; none when there is no step. */
  undo(): readonly OpBody[] {
    const step = this.#done.pop();
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
