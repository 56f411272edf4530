import { addAgain } from './add-again.ts';
import { setTitle, type Command } from './commands.ts';
import type { LineId } from './ids.ts';
import type { OpBody } from './op.ts';
import { ok } from './result.ts';
import { allRows, type CartView } from './view.ts';

/**
 * Puts the rows that one cart shows into an empty other one, under a title, as one step.
 *
 * Products, options, price terms, quantities, notes and what is saved for later are the same, in the same order; who
 * added what, the history and discount codes are not taken along. `nextId` names the operations of the step by their
 * index in it; see `Replica.nextId`.
 */
export function duplicateCart(view: CartView, title: string, nextId: (index: number) => LineId): Command {
  const named = setTitle(title);
  if (!named.ok) return named;
  const bodies: OpBody[] = [...named.value];
  if (view.currency !== null) bodies.push({ kind: 'currency', currency: view.currency });
  for (const row of allRows(view)) {
    const from = bodies.length;
    bodies.push(...addAgain(row, (index) => nextId(from + index)));
  }
  return ok(bodies);
}
