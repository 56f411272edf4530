import { Command, Option } from 'commander';
import * as v from 'valibot';
import type { UserId } from '../cart/ids.ts';
import { errorBody } from '../protocol/http-errors.ts';
import { revocation, type RevocationRequest } from '../protocol/http.ts';
import { parseHttpUrl, parseTokenId, parseUserId } from './arguments.ts';
import { RelayError, UsageError } from './exit-codes.ts';
import { readTokenFile } from './token-file.ts';

interface RevokeOptions {
  readonly relay: string;
  readonly tokenFile: string;
  readonly user?: UserId;
  readonly tokenId?: string;
}

/** A relay answers such a small thing at once, or is not there. */
const ANSWER_MS = 15_000;

export function revokeCommand(): Command {
  return new Command('revoke')
    .summary('take tokens back')
    .description(
      'Takes back one token, or all that a user has been issued until now. Whoever is connected with one is cut\n' +
        "off at once. A user's next token must be issued at least 6 seconds later, so that no older one passes for it.",
    )
    .requiredOption('--relay <url>', 'the relay, as http://127.0.0.1:4444', parseHttpUrl)
    .requiredOption('--token-file <file>', "an admin's token for all carts")
    .addOption(new Option('--user <id>', 'whose tokens').argParser(parseUserId).conflicts('tokenId'))
    .option('--token-id <id>', 'which token, as "trolley token" named it', parseTokenId)
    .addHelpText(
      'after',
      '\nExample:\n  trolley revoke --relay http://127.0.0.1:4444 --token-file ./admin.token --user ana',
    )
    .action(revoke);
}

async function revoke({ relay, tokenFile, user, tokenId }: RevokeOptions): Promise<void> {
  const request: RevocationRequest | null = user ? { user } : tokenId ? { tokenId } : null;
  if (!request) throw new UsageError('say what to take back: --user or --token-id');
  const read = readTokenFile(tokenFile);
  if (!read.ok) throw new UsageError(read.refusal.message);
  const { status, body } = await post(new URL('/revocations', relay), read.value.token, request);
  const done = v.safeParse(revocation, body);
  if (status === 200 && done.success) {
    process.stdout.write(`${JSON.stringify(done.output)}\n`);
    return;
  }
  const said = v.safeParse(errorBody, body);
  const reason = said.success ? said.output.error.message : `the relay answered ${status}`;
  throw new RelayError(status >= 500 ? 'unreachable' : 'refused', reason);
}

async function post(url: URL, token: string, request: RevocationRequest) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(request),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const body: unknown = await response.json().catch(() => null);
    return { status: response.status, body };
  } catch (error) {
    const { cause, message } = error as Error;
    const reason = cause instanceof Error ? cause.message : message;
    throw new RelayError('unreachable', `cannot reach ${url.origin}: ${reason}`, { cause: error });
  }
}
