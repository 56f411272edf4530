import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import { ok, refuse, type Result } from '../cart/result.ts';
import { readClaims, tidyToken } from '../protocol/read-claims.ts';
import type { TokenClaims } from '../protocol/token.ts';
import { UsageError } from './exit-codes.ts';

/** How often the file is looked at, in milliseconds. */
const LOOK_MS = 1_000;

export interface ReadToken {
  readonly token: string;
  /** What it says of itself, unchecked. */
  readonly claims: TokenClaims;
}

/** The token in a file. The refusal's message is for whoever runs the command, and never quotes the file. */
export function readTokenFile(path: string): Result<ReadToken, 'token_file'> {
  let token: string;
  try {
    token = tidyToken(readFileSync(path, 'utf8'));
  } catch (error) {
    return refuse('token_file', `cannot read the token: ${(error as Error).message}`);
  }
  const claims = readClaims(token);
  return claims === null ? refuse('token_file', `${path} holds no token`) : ok({ token, claims });
}

/** The same of `--token-file`; throws `UsageError`. */
export function openTokenFile(path: string): ReadToken {
  const read = readTokenFile(path);
  if (!read.ok) throw new UsageError(`--token-file: ${read.refusal.message}`);
  return read.value;
}

/**
 * Calls back when the file may have changed; returns the end of it.
 *
 * By looking, since notifications miss a file that is replaced through links, as secrets in containers are.
 */
export function watchTokenFile(path: string, onChange: () => void): () => void {
  watchFile(path, { interval: LOOK_MS }, onChange);
  return () => unwatchFile(path, onChange);
}
