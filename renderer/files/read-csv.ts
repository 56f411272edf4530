import Papa from 'papaparse';
import { withoutGuard } from './formula-guard.ts';
import type { RawList, RawRow } from './raw-row.ts';
import { columns, fieldsOf, type RowField } from './row-field.ts';

const delimiters = [',', ';', '\t', '|'] as const;

/** What the first line of a table says about the rest. */
export interface CsvHead {
  readonly delimiter: string;
  readonly fields: readonly (RowField | null)[];
  /** Whether it is the first line of our own files. */
  readonly isOurs: boolean;
  /** Where the line is: what stands before it is not part of the table. */
  readonly line: number;
  readonly start: number;
}

/** Reads the line that names the columns; `null` where there is none: no column says what the product is. */
export function csvHead(text: string): CsvHead | null {
  // Excel's own way to name the delimiter.
  const preamble = /^(?:sep=.\r?\n)?\s*/iu.exec(text)?.[0] ?? '';
  const first = /^[^\r\n]*/u.exec(text.slice(preamble.length))?.[0] ?? '';
  const heads = delimiters.map((delimiter) => {
    const headers = Papa.parse<string[]>(first, { delimiter }).data[0] ?? [];
    return { delimiter, headers, fields: fieldsOf(headers) };
  });
  const known = (fields: CsvHead['fields']): number => fields.filter((field) => field !== null).length;
  const [best] = heads.sort((a, b) => known(b.fields) - known(a.fields));
  if (!best?.fields.some((field) => field === 'name' || field === 'productId')) return null;
  const { delimiter, headers, fields } = best;
  const isOurs = delimiter === ',' && headers.join() === Object.keys(columns).join();
  return { delimiter, fields, isOurs, line: 1 + countBreaks(preamble), start: preamble.length };
}

/** Reads the rows below the head. Empty lines are passed over; a quoted cell may go over several. */
export function readCsv(text: string, head: CsvHead): RawList {
  const table = text.slice(head.start);
  const rows: RawRow[] = [];
  let line = head.line;
  let start = 0;
  Papa.parse<string[]>(table, {
    delimiter: head.delimiter,
    // Given, where it is known: a guess could be misled by what is inside quotes.
    ...(/^[^\r\n]*\r\n/u.test(table) && { newline: '\r\n' as const }),
    step: ({ data, meta }) => {
      const source = table.slice(start, meta.cursor);
      const isHead = start === 0;
      if (!isHead && data.some((cell) => cell.trim() !== '')) {
        rows.push({ line, text: source.trim(), cells: cellsOf(data, head.fields) });
      }
      line += countBreaks(source);
      start = meta.cursor;
    },
  });
  return { ok: true, rows, counts: 'lines', isOurs: head.isOurs };
}

function cellsOf(data: readonly string[], fields: readonly (RowField | null)[]): RawRow['cells'] {
  const cells: Partial<Record<RowField, string>> = {};
  fields.forEach((field, index) => {
    const cell = data[index];
    if (field !== null && cell !== undefined) cells[field] = withoutGuard(cell);
  });
  return cells;
}

const countBreaks = (text: string): number => text.match(/\r\n|\r|\n/gu)?.length ?? 0;
