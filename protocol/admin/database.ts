import * as v from 'valibot';
import type { AccessInfo } from '../ipc.ts';

const path = v.pipe(v.string(), v.nonEmpty(), v.maxLength(4096));

/** Which database the desktop uses, as somebody enters it. */
export const databaseChoice = v.variant('kind', [
  /** PostgreSQL within the desktop, in a directory of the profile. */
  v.strictObject({ kind: v.literal('embedded') }),
  v.strictObject({
    kind: v.literal('server'),
    /** `postgres://user@host:5432/name`, without a password. */
    url: v.pipe(v.string(), v.nonEmpty(), v.maxLength(2048)),
    /** `null` keeps the one that is kept for this address; empty is none. */
    password: v.nullable(v.pipe(v.string(), v.maxLength(1024))),
    /** An authority's certificate: requires TLS and a server that it vouches for. */
    caFile: v.nullable(path),
  }),
]);
export type DatabaseChoice = v.InferOutput<typeof databaseChoice>;

/** The database in use: everything but the password. */
export type DatabaseInfo =
  | {
      readonly kind: 'embedded';
      readonly directory: string;
      /** Address for psql on this computer while it is open to it; `null` while it is not. */
      readonly psqlUrl: string | null;
    }
  | {
      readonly kind: 'server';
      readonly url: string;
      readonly hasPassword: boolean;
      readonly caFile: string | null;
      /** How the password is kept. */
      readonly keeping: AccessInfo['keeping'];
    };

/** What trying a database gave. */
export interface DatabaseTrial {
  /** As the server names itself, such as `PostgreSQL 15.14`. */
  readonly version: string;
  /** Whether Trolley's tables are there; if not, the first export makes them. */
  readonly isMigrated: boolean;
  /** Whether the connection is encrypted; `null` for the embedded one. */
  readonly isEncrypted: boolean | null;
  readonly milliseconds: number;
}
