import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Command } from 'commander';
import { pino, type Logger } from 'pino';
import { OPEN_IDENTITY, openIdentity } from '../relay/access/identity.ts';
import { LmdbUpdateLog } from '../relay/log/lmdb-update-log.ts';
import { readSecretFile } from '../relay/access/secret-file.ts';
import { Metrics } from '../relay/http/metrics.ts';
import { startRelay, type Relay } from '../relay/server.ts';
import { systemTimers } from '../relay/timers.ts';
import { readTlsFiles, type TlsFiles, type TlsIdentity } from '../relay/tls-files.ts';
import { UsageError } from './exit-codes.ts';
import { loadRelayConfig } from './load-relay-config.ts';
import { printConfig } from './print-config.ts';
import { addRelayFlags, limitsHelp, type OtherFlags } from './relay-flags.ts';
import type { RelayConfig } from './relay-settings.ts';
import { describeCertificate, handleRelaySignals } from './relay-signals.ts';
import { startWarnings } from './start-warnings.ts';

export function relayCommand(): Command {
  const command = new Command('relay')
    .summary('the server that carts are synced through')
    .description(
      'Keeps every cart on disk and passes changes on once they are there. Prints one JSON line when ready; ' +
        'logs are JSON lines on standard error. SIGTERM or Ctrl-C stores what is on its way and stops.',
    );
  return addRelayFlags(command)
    .addHelpText(
      'after',
      `
Each flag is also a variable (--log-level: TROLLEY_LOG_LEVEL) and a key of the file (logLevel, limits.maxFrameBytes).
Flags go before variables, variables before the file.

Example:
  trolley relay --port 4444 --data ./carts
  trolley relay --config /etc/trolley/relay.json --print-config`,
    )
    .action(runRelay);
}

async function runRelay(flags: OtherFlags): Promise<void> {
  if (flags.helpLimits) {
    process.stdout.write(limitsHelp());
    return;
  }
  const { config, file, resolved, warnings } = loadRelayConfig({ ...flags }, process.env);
  if (flags.printConfig) {
    process.stdout.write(printConfig(file, resolved));
    return;
  }
  keepNewObjectsTogether();
  const logger = pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: true }));
  // The storage engine reports some failures there, and standard error is for JSON lines.
  console.error = (...args: unknown[]) => logger.error({ source: 'console' }, args.map(String).join(' '));
  const tlsFiles = tlsFilesOf(config);
  const tls = tlsFiles && readTls(tlsFiles);
  for (const warning of [...warnings, ...startWarnings(config, tls, Date.now())]) logger.warn(warning);

  const relay = await start(config, tls, logger);
  const stopped = handleRelaySignals({ relay, tlsFiles, limits: config.limits, logger });
  const { ws, http } = relay;
  logger.info({ ws, http, data: config.data, ...(tls && describeCertificate(tls)) }, 'listening');
  process.stdout.write(`${JSON.stringify({ event: 'listening', ws, http, pid: process.pid })}\n`);
  await stopped;
}

/**
 * Keeps V8 from giving new objects more room the more there are at once.
 *
 * Almost all of them are messages, gone when they are dealt with: the room costs memory for each idle connection
 * that was ever made, and saves next to no time.
 */
const keepNewObjectsTogether = (): void => setFlagsFromString('--semi-space-growth-factor=1');

async function start(config: RelayConfig, tls: TlsIdentity | null, logger: Logger): Promise<Relay> {
  const { host, port, data, authSecretFile, allowOrigin, trustProxy, limits } = config;
  const secretFile = authSecretFile === null ? null : readSecretFile(authSecretFile);
  if (secretFile?.warning) logger.warn(secretFile.warning);
  const recoverSince = config.recoverSince === null ? null : Date.parse(config.recoverSince);
  const log = await LmdbUpdateLog.open(data, { recoverSince });
  if (log.recovery) logger.info({ recovery: log.recovery }, 'restored: taking back what clients still have');
  try {
    const identity = secretFile
      ? await openIdentity({ secrets: secretFile.secrets, dataDir: data, clock: Date.now })
      : OPEN_IDENTITY;
    return await startRelay({
      ...{ host, port, log, ...identity, limits, tls, logger },
      clock: Date.now,
      timers: systemTimers,
      allowOrigins: allowOrigin,
      trustedProxies: trustProxy,
      metrics: new Metrics({ hasProcess: true }),
      logBytes: async () => (await stat(join(data, 'log', 'data.mdb'))).size,
    });
  } catch (error) {
    await log.close();
    throw error;
  }
}

const tlsFilesOf = ({ tlsCert, tlsKey }: RelayConfig): TlsFiles | null =>
  tlsCert === null || tlsKey === null ? null : { certPath: tlsCert, keyPath: tlsKey };

function readTls(files: TlsFiles): TlsIdentity {
  const identity = readTlsFiles(files);
  if (!identity.ok) throw new UsageError(`--tls-cert, --tls-key: ${identity.refusal.message}`);
  return identity.value;
}
