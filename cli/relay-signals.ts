import type { Logger } from 'pino';
import type { Limits } from '../protocol/limits.ts';
import type { Relay } from '../relay/server.ts';
import { readTlsFiles, type TlsFiles } from '../relay/tls-files.ts';

/** For everything in a shutdown that has no limit of its own. In milliseconds. */
export const STOP_MARGIN_MS = 1_500;

export interface RelaySignalsOptions {
  readonly relay: Relay;
  readonly tlsFiles: TlsFiles | null;
  readonly limits: Limits;
  readonly logger: Logger;
}

/**
 * SIGTERM and SIGINT stop the relay, once however often they come; SIGHUP makes it read its certificate again.
 *
 * If the stop takes longer than its limits allow, the process ends with 1. Nothing acknowledged is lost by that.
 *
 * @returns when the relay has stopped
 */
export function handleRelaySignals(options: RelaySignalsOptions): Promise<void> {
  const { relay, tlsFiles, limits, logger } = options;
  let tellStopped: () => void;
  const stopped = new Promise<void>((resolve) => (tellStopped = resolve));
  let isStopping = false;
  const stop = (signal: string) => {
    if (isStopping) return;
    isStopping = true;
    logger.info({ signal }, 'stopping');
    setTimeout(
      () => {
        logger.fatal('could not stop in time');
        process.exit(1);
      },
      limits.drainMs + limits.closeMs + STOP_MARGIN_MS,
    ).unref();
    void relay.close().then(() => {
      logger.info('stopped');
      tellStopped();
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);

  process.on('SIGHUP', () => {
    if (!tlsFiles) {
      logger.info('SIGHUP: there is no certificate to read again');
      return;
    }
    const identity = readTlsFiles(tlsFiles);
    if (!identity.ok) {
      logger.error(
        { reason: identity.refusal.message },
        'the new certificate cannot be used; the old one stays',
      );
      return;
    }
    relay.renewCertificate(identity.value);
    logger.info(describeCertificate(identity.value), 'certificate renewed');
  });
  return stopped;
}

/** What a log line says of a certificate. */
export const describeCertificate = ({ validUntil }: { readonly validUntil: number }) => ({
  validUntil: new Date(validUntil).toISOString(),
});
