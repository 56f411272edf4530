import type { Snippet } from 'svelte';

/** A column of a `VirtualTable`. */
export interface TableColumn {
  readonly key: string;
  readonly title: string;
  /** Width as a track of a CSS grid, such as `6rem` or `minmax(10rem, 1fr)`. */
  readonly track: string;
  /** Numbers stand at the end. */
  readonly align?: 'start' | 'end';
  readonly isSortable?: boolean;
  /** What the column means, in a sentence. */
  readonly hint?: string;
}

export interface TableSort {
  readonly column: string;
  readonly isDescending: boolean;
}

/** The order after a press on a column's header: that column, or the other way round if it was that already. */
export const sortAfterPress = (sort: TableSort, column: string): TableSort =>
  sort.column === column ? { column, isDescending: !sort.isDescending } : { column, isDescending: false };

export interface VirtualTableProps<Row> {
  /** Name of the table, for screen readers. */
  label: string;
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  columns: readonly TableColumn[];
  cell: Snippet<[row: Row, column: string]>;
  sort?: TableSort | null;
  onsort?: (column: string) => void;
  onopen?: (row: Row) => void;
  /** Keys of chosen rows; without it there is no choosing. */
  chosen?: ReadonlySet<string>;
  onchoose?: (chosen: ReadonlySet<string>) => void;
  /** Below a row, as wide as the table. */
  detail?: Snippet<[row: Row]>;
  isOpen?: (row: Row) => boolean;
  /** Whether rows are of any height; those with a detail are. */
  isMeasured?: boolean;
  /** Of a row, for its looks. */
  toneOf?: (row: Row) => 'bad' | 'muted' | 'touched' | null;
  /** Pixels, at first guess. */
  rowHeight?: number;
  /** In place of rows when there are none. */
  empty?: Snippet;
  /** Key of the marked row. */
  marked?: string | null;
  scrollTop?: number;
  /** Key of a row to bring into sight when it is another one, without marking it; `null` for none. */
  shown?: string | null;
  /** A row to mark, to bring into sight and to give the focus, each time that this is another object. */
  reveal?: { readonly key: string } | null;
}
