import { addLine, type Command } from './commands.ts';
import type { Fold } from './fold.ts';
import type { OpId } from './ids.ts';
import { MAX_TEXT, type OpBody, type Price, type Product, type Source } from './op.ts';
import { ok, refuse } from './result.ts';

/** A row as a list has it, to become a line of the cart. */
export interface NewRow {
  readonly product: Product;
  readonly price: Price;
  readonly qty: number;
  /** Empty for none. */
  readonly note: string;
  readonly isLater: boolean;
  readonly source?: Source;
}

/**
 * Adds rows in their order, each a line of its own with its note and its shelf. Refused as a whole when one is.
 *
 * `nextId` names the operations that are being made, by their index: a note refers to the line it is on.
 */
export function addRows(fold: Fold, rows: readonly NewRow[], nextId: (index: number) => OpId): Command {
  const bodies: OpBody[] = [];
  const isMixed = rows.some(({ price }) => price.currency !== rows[0]?.price.currency);
  if (isMixed) return refuse('mixed_currencies', 'these prices are in more than one currency');
  for (const { product, price, qty, note, isLater, source } of rows) {
    const added = addLine(fold, product, price, qty);
    if (!added.ok) return added;
    if (note.length > MAX_TEXT.note || !note.isWellFormed()) {
      return refuse('bad_text', `a note has 0 to ${MAX_TEXT.note} characters`);
    }
    const line = nextId(bodies.length);
    bodies.push(...added.value.map((body) => (source === undefined ? body : { ...body, source })));
    if (note !== '') bodies.push({ kind: 'note', line, note });
    if (isLater) bodies.push({ kind: 'later', line, later: true });
  }
  return ok(bodies);
}
