import { CommanderError } from 'commander';
import { ClientUnavailable } from '../ledger/sources/client-source.ts';
import { DatabaseRefused, DatabaseUnavailable } from '../ledger/database/database.ts';
import { RelayRefused, RelayUnavailable } from '../ledger/sources/relay-source.ts';
import { RevocationFileError } from '../relay/access/revocation-file.ts';
import { SecretFileError } from '../relay/access/secret-file.ts';
import { LogUnopenable, LogUnreadable } from '../relay/log/update-log.ts';

/** What the command ends with. */
export const exitCodes = { fine: 0, differences: 1, usage: 2, unreachable: 3, refused: 4 } as const;

/** Options that are well-formed but may not be used so; the message is for the user. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A relay that could not be reached, or that refused; the message is for the user. */
export class RelayError extends Error {
  override readonly name = 'RelayError';
  readonly kind: 'unreachable' | 'refused';

  constructor(kind: RelayError['kind'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** What is on disk cannot be used. */
const isUnopenable = (error: unknown): error is Error =>
  [LogUnopenable, LogUnreadable, RevocationFileError].some((kind) => error instanceof kind);

/** Carts are not the same everywhere; what differs has been said. */
export class DifferencesFound extends Error {
  override readonly name = 'DifferencesFound';
}

/** Something that was to be compared could not be read. */
export class SourceUnreachable extends Error {
  override readonly name = 'SourceUnreachable';
}

/** What was asked for was not done, for a good reason. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** How to end after an error that is no fault of the program; `null` for one that is. */
export function describeFailure(error: unknown): { readonly code: number; readonly message: string } | null {
  if (error instanceof CommanderError) {
    // Commander has said it already, and has code 0 for --help and --version.
    return { code: error.exitCode === 0 ? exitCodes.fine : exitCodes.usage, message: '' };
  }
  if (error instanceof UsageError || error instanceof SecretFileError)
    return { code: exitCodes.usage, message: error.message };
  if (error instanceof RelayError) return { code: exitCodes[error.kind], message: error.message };
  if (isUnopenable(error)) return { code: exitCodes.unreachable, message: error.message };
  if (error instanceof DifferencesFound) return { code: exitCodes.differences, message: error.message };
  if (
    [DatabaseUnavailable, RelayUnavailable, ClientUnavailable, SourceUnreachable].some(
      (kind) => error instanceof kind,
    )
  )
    return { code: exitCodes.unreachable, message: (error as Error).message };
  if (error instanceof DatabaseRefused || error instanceof RelayRefused || error instanceof Refused)
    return { code: exitCodes.refused, message: error.message };
  if (isListenError(error)) {
    const { code, address, port } = error;
    const reason = reasons[code] ?? code;
    return { code: exitCodes.unreachable, message: `cannot listen on ${address}:${port}: ${reason}` };
  }
  return null;
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the address is in use (another relay?)',
  EADDRNOTAVAIL: 'this machine has no such address',
  EACCES: 'permission denied',
};

function isListenError(error: unknown): error is { code: string; address: string; port: number } {
  return error instanceof Error && 'syscall' in error && error.syscall === 'listen' && 'port' in error;
}
