import { compareEntries, type Entry } from './entry.ts';
import type { LineId, UserId } from './ids.ts';
import { canonicalJson, type Json } from './json.ts';
import type { Line } from './line.ts';
import { sumAmounts, unitAmountAt } from './money.ts';
import type { Price, Product } from './op.ts';
import { compareText, defaultPlace } from './place.ts';

/** Lines of one product, options and price terms, shown and counted as one. */
export interface CartRow {
  /** The same for the same product, options, terms and shelf (cart or saved for later). */
  readonly key: string;
  readonly productId: string;
  readonly name: string;
  readonly options: Readonly<Record<string, string>>;
  /** Units, above 0. */
  readonly qty: number;
  /** The terms, with the sale; `unitAmount` is what they come to now. */
  readonly price: Price;
  /** Minor units of `price.currency` for one unit now. */
  readonly unitAmount: number;
  /** Minor units for the row; `null` when too large to be exact. */
  readonly total: number | null;
  readonly note: string;
  readonly isLater: boolean;
  /** Sort key; see `place.ts`. */
  readonly place: string;
  /** The lines, oldest first. */
  readonly lineIds: readonly LineId[];
  /** Whose units these are, sorted. */
  readonly contributors: readonly UserId[];
}

/** A line that can be seen: its `add` has arrived. */
export interface OpenLine {
  readonly line: Line;
  readonly opening: Entry<'add'>;
  readonly terms: Price;
}

export function asOpenLine(line: Line): OpenLine | null {
  return line.opening && line.terms ? { line, opening: line.opening, terms: line.terms } : null;
}

/** What two lines must share to be one row. Kept for each line until its terms or shelf change. */
export function rowKeyOf({ line, opening, terms }: OpenLine): string {
  const { isLater } = line;
  const known = rowKeys.get(line);
  if (known?.terms === terms && known.isLater === isLater) return known.key;
  const { id, options = {} } = opening.op.product;
  const key = canonicalJson([id, options, terms as unknown as Json, isLater]);
  rowKeys.set(line, { terms, isLater, key });
  return key;
}

const rowKeys = new WeakMap<
  Line,
  { readonly terms: Price; readonly isLater: boolean; readonly key: string }
>();

/** From the top of the list to its end. */
export const compareRows = (a: CartRow, b: CartRow): number =>
  compareText(a.place, b.place) || compareText(a.key, b.key);

/** The row that these lines (one or more, of one key) make at that moment. */
export function rowOf(key: string, lines: readonly OpenLine[], now: number): CartRow {
  const sorted = [...lines].sort((a, b) => compareEntries(a.opening, b.opening));
  const latest = sorted.at(-1);
  if (!latest) throw new Error('a row has at least one line');
  const product: Product = latest.opening.op.product;
  const unitAmount = unitAmountAt(latest.terms, now);
  const qty = sorted.reduce((sum, { line }) => sum + line.effective, 0);
  return {
    key,
    productId: product.id,
    name: product.name,
    options: product.options ?? {},
    qty,
    price: latest.terms,
    unitAmount,
    total: sumAmounts([{ amount: unitAmount, qty }]),
    note: latestNote(sorted),
    isLater: latest.line.isLater,
    place: sorted.map(placeOf).sort(compareText)[0] as string,
    lineIds: sorted.map(({ line }) => line.id),
    contributors: [...new Set(sorted.flatMap(({ line }) => line.contributors))].sort(),
  };
}

const placeOf = ({ line, opening }: OpenLine): string => line.place.winner?.op.place ?? defaultPlace(opening);

/** One row has one note: the latest of its lines'. */
function latestNote(lines: readonly OpenLine[]): string {
  const notes = lines.map(({ line }) => line.note.winner).filter((winner) => winner !== null);
  return notes.sort(compareEntries).at(-1)?.op.note ?? '';
}
