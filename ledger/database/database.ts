/** What may be given to a statement: always as a parameter, never as part of its text. */
export type SqlValue =
  string | number | boolean | null | Date | Uint8Array | readonly (string | number | null)[];

/** Where statements run: a database, or one transaction in it. */
export interface Session {
  /**
   * Runs one statement and gives its rows.
   *
   * `bigint` columns are numbers, `jsonb` parsed, `bytea` bytes, `timestamptz` dates.
   */
  query<Row extends object>(sql: string, parameters?: readonly SqlValue[]): Promise<readonly Row[]>;

  /** Runs a script of several statements, without parameters. */
  script(sql: string): Promise<void>;
}

export interface TransactionOptions {
  /** All statements see the database as it was at the first one. */
  readonly isSnapshot?: boolean;
}

/**
 * A PostgreSQL database, on a server or embedded. Every engine MUST pass `testing/database.contract.ts`.
 *
 * Rejects with `DatabaseUnavailable` for what passes when tried again, with `DatabaseRefused` for what
 * somebody has to change, and with the driver's own error for a bug of ours.
 */
export interface Database extends Session {
  /** For people; without a password. */
  readonly name: string;

  /**
   * Runs one transaction: committed when `run` resolves, as if it had never been when it rejects or when the
   * connection is lost.
   */
  transaction<T>(run: (session: Session) => Promise<T>, options?: TransactionOptions): Promise<T>;

  close(): Promise<void>;
}

/** The database cannot be reached, is starting or stopping, or two transactions got in each other's way. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}

/** Wrong password, no such database, not allowed, in use by somebody else. */
export class DatabaseRefused extends Error {
  override readonly name = 'DatabaseRefused';
}
