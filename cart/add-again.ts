import type { LineId } from './ids.ts';
import { MAX_QUANTITY, type OpBody } from './op.ts';
import type { CartRow } from './row.ts';

/** What there is to say of a row, wherever it was. */
type RowContent = Pick<CartRow, 'productId' | 'name' | 'options' | 'price' | 'qty' | 'isLater' | 'note'>;

/** The operations that put a row into a cart anew; `nextLine` names the first of them by 0, and so on. */
export function addAgain(row: RowContent, nextLine: (index: number) => LineId): readonly OpBody[] {
  const bodies: OpBody[] = [];
  for (const qty of portionsOf(row.qty)) {
    const line = nextLine(bodies.length);
    bodies.push({ kind: 'add', product: productOf(row), price: row.price, qty });
    if (row.isLater) bodies.push({ kind: 'later', line, later: true });
    if (row.note !== '') bodies.push({ kind: 'note', line, note: row.note });
  }
  return bodies;
}

/** Merging can make a row larger than one operation may state: then it takes several, which the view sums. */
export function portionsOf(qty: number): readonly number[] {
  const full = Math.floor(qty / MAX_QUANTITY);
  const rest = qty % MAX_QUANTITY;
  return [...Array.from({ length: full }, () => MAX_QUANTITY), ...(rest === 0 ? [] : [rest])];
}

const productOf = ({ productId, name, options }: RowContent) =>
  Object.keys(options).length === 0 ? { id: productId, name } : { id: productId, name, options };
