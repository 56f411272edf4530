import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Command } from 'commander';
import type { CartId } from '../cart/ids.ts';
import { parseCartId, parsePosition, parseRelayAddress } from './arguments.ts';
import { readEventSource } from './event-source.ts';
import { RelayError, UsageError } from './exit-codes.ts';
import { readTokenFile } from './token-file.ts';

interface EventsOptions {
  readonly relay: string;
  readonly cart?: CartId;
  readonly from: number;
  readonly follow?: true;
  readonly tokenFile?: string;
}

export function eventsCommand(): Command {
  return new Command('events')
    .summary('the log of what happened, as JSON lines')
    .description(
      'Prints every operation once, in the order the relay stored them: one line of JSON each, with its position.\n' +
        'To go on later, start from the position after the last one. With --follow it waits for more, and comes\n' +
        'back when it is cut off, without repeating anything; Ctrl-C ends it.',
    )
    .requiredOption('--relay <url>', 'the relay: its http:// or ws:// address', parseRelayAddress)
    .option('--cart <id>', 'only this cart; all if left out', parseCartId)
    .option('--from <position>', 'the first position wanted', parsePosition, 0)
    .option('--follow', 'wait for more')
    .option('--token-file <file>', 'what lets it into the relay')
    .addHelpText(
      'after',
      '\nExample:\n  trolley events --relay http://127.0.0.1:4444 --cart kitchen --follow',
    )
    .action(runEvents);
}

async function runEvents({ relay, cart, from, follow, tokenFile }: EventsOptions): Promise<void> {
  const end = new AbortController();
  const stop = () => end.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  // Whoever reads us may have had enough, as `head` has.
  process.stdout.once('error', stop);
  const { hasGap } = await readEventSource({
    ...{ http: relay, cartId: cart ?? null, from, isFollowing: follow ?? false, signal: end.signal },
    token: () => (tokenFile === undefined ? null : readToken(tokenFile)),
    onOp: async (line) => {
      if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain', { signal: end.signal });
    },
    onNotice: (text) => process.stderr.write(`trolley: ${text}\n`),
    sleep: (milliseconds, signal) => delay(milliseconds, undefined, { signal }).catch(() => undefined),
  });
  if (hasGap) throw new RelayError('unreachable', 'not everything could be read');
}

function readToken(path: string): string {
  const read = readTokenFile(path);
  if (!read.ok) throw new UsageError(`--token-file: ${read.refusal.message}`);
  return read.value.token;
}
