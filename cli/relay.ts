import { isIPv4 } from 'node:net';
import { Command, Option } from 'commander';
import { pino, type Logger } from 'pino';
import { defaultLimits } from '../protocol/limits.ts';
import { LmdbUpdateLog } from '../relay/lmdb-update-log.ts';
import { startRelay, type Relay } from '../relay/server.ts';
import { systemTimers } from '../relay/timers.ts';
import { parsePort } from './arguments.ts';
import { UsageError } from './exit-codes.ts';

interface RelayCommandOptions {
  readonly host: string;
  readonly port: number;
  readonly data: string;
  readonly allowOrigin: readonly string[];
  readonly logLevel: string;
}

/** A stop that takes longer than this will not succeed. */
const STOP_MS = 9_500;

export function relayCommand(): Command {
  return new Command('relay')
    .summary('the server that carts are synced through')
    .description(
      'Keeps every cart on disk and passes changes on once they are there. Prints one JSON line when ready; ' +
        'logs are JSON lines on standard error. SIGTERM or Ctrl-C stores what is on its way and stops.',
    )
    .option('--host <address>', 'address to listen on; for now only one of this machine', '127.0.0.1')
    .option('--port <port>', 'TCP port; 0 picks a free one', parsePort, 4444)
    .option('--data <dir>', 'where carts are kept', '.trolley/relay')
    .option('--allow-origin <origin...>', 'web origins that may connect', [])
    .addOption(
      new Option('--log-level <level>', 'least important lines to log')
        .choices(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
        .default('info'),
    )
    .addHelpText('after', '\nExample:\n  trolley relay --port 4444 --data ./carts')
    .action(runRelay);
}

async function runRelay({ host, port, data, allowOrigin, logLevel }: RelayCommandOptions): Promise<void> {
  if (!isLoopback(host)) {
    throw new UsageError(`--host ${host}: without authentication the relay only listens on this machine`);
  }
  const logger = pino({ level: logLevel }, pino.destination({ dest: 2, sync: true }));
  // The storage engine reports some failures there, and standard error is for JSON lines.
  console.error = (...args: unknown[]) => logger.error({ source: 'console' }, args.map(String).join(' '));
  const log = await LmdbUpdateLog.open(data);
  const relay = await startRelay({
    host,
    port,
    log,
    clock: Date.now,
    timers: systemTimers,
    logger,
    limits: defaultLimits,
    allowOrigins: allowOrigin,
  }).catch(async (error: unknown) => {
    await log.close();
    throw error;
  });
  stopOnSignal(relay, logger);
  const { ws, http } = relay;
  logger.info({ ws, http, data }, 'listening');
  process.stdout.write(`${JSON.stringify({ event: 'listening', ws, http, pid: process.pid })}\n`);
}

function stopOnSignal(relay: Relay, logger: Logger): void {
  let isStopping = false;
  const stop = (signal: string) => {
    if (isStopping) return;
    isStopping = true;
    logger.info({ signal }, 'stopping');
    setTimeout(() => {
      logger.fatal('could not stop in time');
      process.exit(1);
    }, STOP_MS).unref();
    void relay.close().then(() => logger.info('stopped'));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
}

/** Only literal addresses and the one name that cannot mean another machine. */
const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
