import type { RowField } from './row-field.ts';

/** A row as a file has it, not yet understood. */
export interface RawRow {
  /** Where it begins: the line of a text, from 1; in JSON the how manieth it is. */
  readonly line: number;
  /** As it stands there, for whoever has to find it. */
  readonly text: string;
  readonly cells: Readonly<Partial<Record<RowField, string>>>;
}

/** What a file has in it, or why it cannot be used, in words. */
export type RawList =
  | {
      readonly ok: true;
      readonly rows: readonly RawRow[];
      /** Whether the rows are numbered by lines of text, or as the entries of JSON. */
      readonly counts: 'lines' | 'entries';
      /** Whether we wrote it, so that every letter counts. */
      readonly isOurs: boolean;
    }
  | { readonly ok: false; readonly problem: string };
