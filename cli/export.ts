import { setTimeout as sleep } from 'node:timers/promises';
import { userInfo } from 'node:os';
import { Command, InvalidArgumentError } from 'commander';
import type { CartId } from '../cart/ids.ts';
import type { ExportProgress, ExportSummary } from '../protocol/export-progress.ts';
import { exportCarts, type ExportOptions } from '../ledger/export/export-carts.ts';
import { followCarts } from '../ledger/export/follow-carts.ts';
import { repeatExports } from '../ledger/export/repeat-exports.ts';
import { RelayUnavailable } from '../ledger/sources/relay-source.ts';
import { throttle } from '../ledger/throttle.ts';
import { parseCartId } from './arguments.ts';
import { addDatabaseOptions, openDatabase, type DatabaseOptions } from './database-options.ts';
import { DifferencesFound, UsageError } from './exit-codes.ts';
import { addRelayOptions, openRelay, type RelayOptions } from './relay-options.ts';

interface ExportCommandOptions extends DatabaseOptions, RelayOptions {
  readonly cart?: readonly CartId[];
  readonly follow?: true;
  readonly every?: number;
  readonly patience: number;
  readonly quiet?: true;
}

const PROGRESS_MS = 1_000;

export function exportCommand(): Command {
  const command = new Command('export')
    .summary('copy carts from a relay into a database')
    .description(
      'Brings operations, a snapshot and the effective lines of each cart into the database. Exporting again adds ' +
        'what is new; an export that was interrupted goes on where it stopped. Progress is JSON lines on standard ' +
        'error, the result one JSON line on standard output.',
    );
  return addDatabaseOptions(addRelayOptions(command))
    .option('--cart <id...>', 'these carts; without it all', collectCarts)
    .option('--follow', 'go on, exporting what changes as it changes')
    .option('--every <time>', 'export again after each such time, as 10m', parseDuration)
    .option('--patience <time>', 'how long to wait for a database that is away', parseDuration, 30_000)
    .option('--quiet', 'no progress')
    .addHelpText(
      'after',
      `
Example:
  trolley export --relay http://127.0.0.1:4444 --database-url postgres://127.0.0.1/trolley
  trolley export --relay http://127.0.0.1:4444 --database-dir ./ledger --follow`,
    )
    .action(runExport);
}

async function runExport(options: ExportCommandOptions): Promise<void> {
  if (options.follow && options.every !== undefined) throw new UsageError('--follow or --every, not both');
  const { database, psqlUrl } = await openDatabase(options);
  const cancel = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => cancel.abort());
  if (psqlUrl !== null) report({ event: 'listening', url: psqlUrl, pid: process.pid });
  const exporting: ExportOptions = {
    ...{ relay: openRelay(options), database, clock: Date.now, takenBy: `export by ${userInfo().username}` },
    ...{ patienceMs: options.patience, sleep: pause, signal: cancel.signal },
    ...(options.cart && { cartIds: options.cart }),
    ...(!options.quiet && { onProgress: throttle(reportProgress, PROGRESS_MS, Date.now) }),
  };
  try {
    if (options.follow) {
      await followCarts({
        ...exporting,
        signal: cancel.signal,
        onExported: (summary) => report({ event: 'exported', ...summary }),
        onRelayLost: (error) => process.stderr.write(`trolley: ${error.message}; trying again\n`),
      });
    } else if (options.every === undefined) {
      finish(await exportCarts(exporting));
    } else {
      const { every } = options;
      await repeatExports({
        ...{ ...exporting, everyMs: every, signal: cancel.signal },
        onExported: (summary) => report({ event: 'exported', ...summary }),
        onFailed: ({ message }) =>
          process.stderr.write(`trolley: ${message}; trying again in ${every / 1000} s\n`),
      });
    }
  } catch (error) {
    if (!cancel.signal.aborted) throw error;
    report({ event: 'cancelled' });
  } finally {
    await database.close();
  }
}

function finish(summary: ExportSummary): void {
  report({ event: 'exported', ...summary });
  const { differing, unreadable } = summary;
  if (unreadable.length > 0) throw new RelayUnavailable(`the relay cannot read ${unreadable.join(', ')}`);
  if (differing.length > 0) {
    const carts = differing.map(({ cartId }) => cartId).join(', ');
    throw new DifferencesFound(`the database differs from the relay in ${carts}; see trolley reconcile`);
  }
}

const reportProgress = (progress: ExportProgress): void =>
  void process.stderr.write(`${JSON.stringify({ event: 'progress', ...progress })}\n`);

const report = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

/** Ends early, without an error, when cancelled. */
const pause = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  sleep(milliseconds, undefined, signal && { signal }).catch((error: unknown) => {
    if (!signal?.aborted) throw error;
  });

export const collectCarts = (text: string, before: readonly CartId[] = []): readonly CartId[] => [
  ...before,
  parseCartId(text),
];

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

function parseDuration(text: string): number {
  const match = /^([1-9][0-9]{0,5})([smh])$/.exec(text);
  if (match) return Number(match[1]) * (units[match[2] ?? ''] ?? 0);
  throw new InvalidArgumentError('A time is a number with s, m or h, as 10m.');
}
