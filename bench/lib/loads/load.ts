import type { DialectName } from '../clients/dialect.ts';

/** What a load process found: a number for each name. Times are in microseconds. */
export type Figures = Readonly<Record<string, number>>;

/** The server that is put under load. */
export interface Served {
  readonly dialect: DialectName;
  readonly ws: string;
  /** Trolley's only. */
  readonly http?: string | undefined;
  readonly pid: number;
}
