import Papa from 'papaparse';
import type { CartRow } from '../../cart/row.ts';
import { allRows, type CartView } from '../../cart/view.ts';
import { guardFormula } from './formula-guard.ts';
import { optionsText } from './options-text.ts';
import { columns } from './row-field.ts';
import { termsText } from './terms-text.ts';

/** Without it, spreadsheets on Windows take UTF-8 for something else. */
const BYTE_ORDER_MARK = '\uFEFF';

/** A cart as CSV, as RFC 4180 has it; the columns are in `docs/files.md`. */
export function cartCsv(view: CartView): string {
  const rows = allRows(view).map((row) => cellsOf(row).map(guardFormula));
  return `${BYTE_ORDER_MARK}${Papa.unparse([Object.keys(columns), ...rows], { newline: '\r\n' })}\r\n`;
}

function cellsOf(row: CartRow): readonly string[] {
  const { unitPrice, was, until } = termsText(row);
  return [
    ...[row.productId, row.name, optionsText(row.options), String(row.qty), unitPrice, row.price.currency],
    ...[was, until, row.note, row.isLater ? 'yes' : ''],
  ];
}
