import type { RawList, RawRow } from './raw-row.ts';
import { currencySignIn } from './read-money.ts';
import type { RowField } from './row-field.ts';

/** How one line such as "3 x milk 1.29" is taken apart. */
export type ReadEntry = (line: string) => {
  readonly name: string;
  readonly quantity: number | null;
  readonly price: string | null;
};

/** What lists have before their items: "- ", "• ", "[ ] ", "- [x] ", "2. ", "2) ". */
const bullet = /^(?:[-*+•·–—‣]\s+)?(?:\[[ xX✓]?\]\s*|[☐☑✓✔]\s*|\d{1,4}[.)]\s+)?/u;

/** Reads a plain list, one thing a line, as people write them; also cells that were copied from a spreadsheet. */
export function readLines(text: string, readEntry: ReadEntry): RawList {
  const rows = text.split(/\r\n|\r|\n/u).flatMap((source, index): readonly RawRow[] => {
    const line = source.trim();
    if (line === '') return [];
    const cells = line.includes('\t')
      ? cellsOf(line.split('\t'))
      : entryCells(line.replace(bullet, ''), readEntry);
    return [{ line: index + 1, text: line, cells }];
  });
  return { ok: true, rows, counts: 'lines', isOurs: false };
}

function entryCells(line: string, readEntry: ReadEntry): RawRow['cells'] {
  const { name, quantity, price } = readEntry(line);
  const currency = price === null ? null : currencySignIn(line);
  return {
    name,
    ...(quantity !== null && { quantity: String(quantity) }),
    ...(price !== null && { unitPrice: price }),
    ...(currency !== null && { currency }),
  };
}

/** Without headers: the first text is the name, the first whole number the quantity, the first other number the price. */
function cellsOf(parts: readonly string[]): RawRow['cells'] {
  const cells: Partial<Record<RowField, string>> = {};
  for (const part of parts.map((cell) => cell.trim()).filter((cell) => cell !== '')) {
    const field = fieldOfValue(part);
    cells[field] ??= part;
  }
  return cells;
}

function fieldOfValue(text: string): RowField {
  if (/^\d+$/u.test(text)) return 'quantity';
  return /^\p{Sc}?\s?[\d.,]*\d\s?\p{Sc}?$/u.test(text) ? 'unitPrice' : 'name';
}
