import { DatabaseRefused, DatabaseUnavailable } from './database.ts';

/**
 * Beginnings of SQLSTATE codes, and codes of sockets, that go away when tried again: connection lost, too many
 * connections, starting or stopping, out of resources, deadlock, time-out.
 *
 * Source: PostgreSQL 15, appendix A.
 */
const passing = ['08', '53', '57P', '57014', '40001', '40P01', '55P03', '25P03'];
const sockets = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'ENOENT',
];
/** Messages of the `pg` library for a lost connection, which have no code. */
const lost =
  /connection (terminated|ended|timeout|error)|timeout exceeded when trying to connect|not queryable|query read timeout/i;
/**
 * Authentication, no such database, not allowed, read-only; no such host; and what TLS finds wrong with a server,
 * by the codes of OpenSSL and Node.
 */
const refused = [
  ...['28', '3D000', '42501', '25006', 'ENOTFOUND'],
  ...['SELF_SIGNED_CERT', 'DEPTH_ZERO_SELF_SIGNED', 'UNABLE_TO_', 'CERT_', 'ERR_TLS_', 'ERR_SSL_'],
];
/** Messages of the `pg` library for the same, which have no code. */
const refusedWords = /^SASL|server does not support SSL|no password supplied/i;

/** An error of a driver as the caller should see it; a bug of ours stays what it is. */
function asDatabaseError(error: unknown, name: string): unknown {
  if (!(error instanceof Error) || isOurs(error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const isOneOf = (codes: readonly string[]) => codes.some((start) => code.startsWith(start));
  if (
    sockets.includes(code) ||
    (code !== '' && isOneOf(passing)) ||
    (code === '' && lost.test(error.message))
  ) {
    return new DatabaseUnavailable(`${name}: ${reasonOf(error)}`, { cause: error });
  }
  if (code === '' ? refusedWords.test(error.message) : isOneOf(refused)) {
    return new DatabaseRefused(`${name}: ${reasonOf(error)}`, { cause: error });
  }
  return error;
}

const isOurs = (error: Error): boolean =>
  error instanceof DatabaseUnavailable || error instanceof DatabaseRefused;

/** A failure to connect to every address of a name has its reasons inside and no message of its own. */
function reasonOf(error: Error): string {
  if (error.message !== '') return error.message;
  return error instanceof AggregateError ? error.errors.map(String).join('; ') : error.name;
}

/** Runs what asks a database, and makes of its driver's errors those of `Database`. */
export type Guard = <T>(run: () => Promise<T>) => Promise<T>;

/** For a database by that name, which goes into what it says. */
export const guardOf =
  (name: string): Guard =>
  async (run) => {
    try {
      return await run();
    } catch (error) {
      throw asDatabaseError(error, name);
    }
  };
