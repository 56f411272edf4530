import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Command } from 'commander';
import type { CartId } from '../cart/ids.ts';
import { parseCartId, parsePosition, parseRelayAddress } from './arguments.ts';
import { readEventSource } from '../ledger/sources/event-source.ts';
import { RelayHttp } from '../ledger/sources/relay-http.ts';
import { RelayUnavailable } from '../ledger/sources/relay-source.ts';
import { openTokenFile } from './token-file.ts';

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
    relay: new RelayHttp({
      url: relay,
      readToken: () => (tokenFile === undefined ? null : openTokenFile(tokenFile).token),
    }),
    ...{ cartId: cart ?? null, from, isFollowing: follow ?? false, signal: end.signal },
    onOp: async (_event, text) => {
      if (!process.stdout.write(`${text}\n`)) await once(process.stdout, 'drain', { signal: end.signal });
    },
    onLost: ({ message }) => notice(`${message}; trying again`),
    onUnreadable: (position) => notice(`what is stored at position ${position} cannot be read`),
    sleep: (milliseconds, signal) => delay(milliseconds, undefined, { signal }).catch(() => undefined),
  });
  if (hasGap) throw new RelayUnavailable('not everything could be read');
}

const notice = (text: string): void => void process.stderr.write(`trolley: ${text}\n`);
