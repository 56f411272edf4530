import { addRows, type NewRow } from '../../cart/add-rows.ts';
import type { Command, CommandRefusal } from '../../cart/commands.ts';
import type { Fold } from '../../cart/fold.ts';
import type { OpId } from '../../cart/ids.ts';
import type { Refusal, Result } from '../../cart/result.ts';

/** Rows that are written without a pause: some milliseconds' work, and one message to the others. */
export const CHUNK = 200;

export interface WriteRowsOptions {
  /** Writes to the cart; with `joined`, as a part of the step that begins with that operation. */
  readonly perform: (
    command: (fold: Fold, nextId: (index: number) => OpId) => Command,
    joined: OpId | null,
  ) => Result<readonly OpId[], CommandRefusal>;
  /** Takes back the step that begins with that operation. */
  readonly takeBack: (step: OpId) => void;
  /** Lets the window answer the shopper; afterwards it goes on unless told otherwise. */
  readonly pause: (done: number) => Promise<'go-on' | 'stop'>;
}

export type Written =
  | { readonly status: 'added'; readonly count: number }
  /** Nothing of it is in the cart any more. */
  | { readonly status: 'stopped' }
  | { readonly status: 'refused'; readonly refusal: Refusal<CommandRefusal> };

/**
 * Adds many rows as one step without holding up the window. Stopped or refused on the way, what was added so far is
 * taken back.
 */
export async function writeRows(rows: readonly NewRow[], options: WriteRowsOptions): Promise<Written> {
  const { perform, takeBack, pause } = options;
  let step: OpId | null = null;
  for (let done = 0; done < rows.length;) {
    const chunk = rows.slice(done, done + CHUNK);
    const result: Result<readonly OpId[], CommandRefusal> = perform(
      (fold, nextId) => addRows(fold, chunk, nextId),
      step,
    );
    if (!result.ok) {
      if (step !== null) takeBack(step);
      return { status: 'refused', refusal: result.refusal };
    }
    step ??= result.value[0] ?? null;
    done += chunk.length;
    if ((await pause(done)) === 'stop') {
      if (step !== null) takeBack(step);
      return { status: 'stopped' };
    }
  }
  return { status: 'added', count: rows.length };
}
