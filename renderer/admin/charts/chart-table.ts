import { csvText } from './csv-text.ts';

/** What a chart shows, as a table: written out only when somebody reads it. */
export interface ChartTable {
  readonly caption: string;
  readonly columns: readonly { readonly title: string; readonly isNumber: boolean }[];
  /** Which row comes first when it is read: of moments, the last is what one looks for. */
  readonly first: 'top' | 'last';
  readonly count: number;
  /** Of the row at that place, as people read it. */
  readonly textsAt: (index: number) => readonly string[];
  /** All of it, as programs read it. */
  readonly csv: () => string;
}

interface Column<Row> {
  readonly title: string;
  readonly isNumber?: boolean;
  /** For people. */
  readonly textOf: (row: Row) => string;
  /** For programs: times by ISO 8601 in UTC, amounts as plain decimals. */
  readonly cellOf: (row: Row) => string | number | null;
}

/** A table of rows of one kind, in order of time unless `first` is `top`. */
export function chartTable<Row>(
  caption: string,
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  first: ChartTable['first'] = 'last',
): ChartTable {
  return {
    caption,
    columns: columns.map(({ title, isNumber = false }) => ({ title, isNumber })),
    first,
    count: rows.length,
    textsAt: (index) => columns.map(({ textOf }) => textOf(rows[index] as Row)),
    csv: () =>
      csvText([
        columns.map(({ title }) => title),
        ...rows.map((row) => columns.map(({ cellOf }) => cellOf(row))),
      ]),
  };
}
