import type { Command } from 'commander';
import { openHttpRelay } from '../ledger/sources/http-relay-source.ts';
import type { RelaySource } from '../ledger/sources/relay-source.ts';
import { parseRelayAddress } from './arguments.ts';
import { openTokenFile } from './token-file.ts';

/** Which relay a subcommand asks. */
export interface RelayOptions {
  readonly relay: string;
  readonly tokenFile?: string;
}

/** What there is to say about a relay that is asked over HTTP. */
export const addRelayOptions = (command: Command): Command =>
  command
    .requiredOption('--relay <url>', 'the relay, as http://127.0.0.1:4444', parseRelayAddress)
    .option(
      '--token-file <file>',
      'a file that holds a token for the relay: of a reader of all carts, or an admin',
    );

/** The relay that the options name; it is not asked anything yet. Throws `UsageError` for a file without a token. */
export function openRelay({ relay, tokenFile }: RelayOptions): RelaySource {
  if (tokenFile === undefined) return openHttpRelay({ url: relay });
  openTokenFile(tokenFile);
  return openHttpRelay({ url: relay, readToken: () => openTokenFile(tokenFile).token });
}
