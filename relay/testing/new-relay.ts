import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { defaultLimits, type Limits } from '../../protocol/limits.ts';
import { OPEN_IDENTITY } from '../access/identity.ts';
import { startRelay, type Relay, type RelayOptions } from '../server.ts';
import { systemTimers } from '../timers.ts';
import { MemoryUpdateLog } from './memory-update-log.ts';

export interface NewRelayOptions extends Partial<Omit<RelayOptions, 'limits'>> {
  readonly limits?: Partial<Limits>;
}

/** A relay on a free port that goes away with the test; its log is in memory unless one is given. */
export async function newRelay({ limits, ...options }: NewRelayOptions = {}): Promise<Relay> {
  const relay = await startRelay({
    host: '127.0.0.1',
    port: 0,
    log: new MemoryUpdateLog(),
    clock: Date.now,
    timers: systemTimers,
    logger: pino({ level: 'silent' }),
    allowOrigins: [],
    trustedProxies: [],
    tls: null,
    ...OPEN_IDENTITY,
    limits: { ...defaultLimits, ...limits },
    ...options,
  });
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= relay.close());
  onTestFinished(close);
  return { ...relay, close };
}
