import { readFileSync } from 'node:fs';
import { InvalidArgumentError, type Command } from 'commander';
import { openHttpRelay } from '../ledger/sources/http-relay-source.ts';
import type { RelaySource } from '../ledger/sources/relay-source.ts';
import { UsageError } from './exit-codes.ts';

/** Which relay a subcommand asks. */
export interface RelayOptions {
  readonly relay: string;
  readonly tokenFile?: string;
}

/** What there is to say about a relay that is asked over HTTP. */
export const addRelayOptions = (command: Command): Command =>
  command
    .requiredOption('--relay <url>', 'the relay, as http://127.0.0.1:4444', parseHttpUrl)
    .option('--token-file <file>', 'a file that holds a token for the relay');

/** The relay that the options name; it is not asked anything yet. */
export function openRelay({ relay, tokenFile }: RelayOptions): RelaySource {
  return openHttpRelay({
    url: relay,
    ...(tokenFile !== undefined && { readToken: () => readToken(tokenFile) }),
  });
}

function readToken(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new UsageError(`--token-file: ${(error as Error).message}`);
  }
}

export function parseHttpUrl(text: string): string {
  if (URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol)) return text;
  throw new InvalidArgumentError('A relay is an http:// or https:// address, as http://127.0.0.1:4444.');
}
