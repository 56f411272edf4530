import { setTimeout as sleep } from 'node:timers/promises';
import { countStructs } from '../clients/count-structs.ts';
import { dialects } from '../clients/dialect.ts';
import { Session } from '../clients/session.ts';
import { writeAdds } from '../clients/written-updates.ts';
import { percentile } from '../report/statistics.ts';
import { newDeferred } from './deferred.ts';
import { inWaves } from './in-waves.ts';
import type { Figures, Served } from './load.ts';
import { startStopwatch } from './stopwatch.ts';

export interface ObservedOptions extends Served {
  readonly observers: number;
  /** Updates of the one writer that are measured. */
  readonly updates: number;
  /** Updates before them. */
  readonly warmUp: number;
  readonly perSecond: number;
}

/**
 * One writer at an even pace, everybody else in the cart watching.
 *
 * The time of an update at an observer runs from just before the writer hands it to its socket until the observer's
 * socket has handed over the message: one process, one clock. All of them are in one process, so the last observer's
 * time includes that the ones before it were read; that is so for every server.
 */
export async function observed(options: ObservedOptions): Promise<Figures> {
  const { observers, warmUp, perSecond, ws, pid } = options;
  const dialect = dialects[options.dialect];
  const updates = warmUp + options.updates;
  const { client, rest, structBytes } = writeAdds(updates);
  const { promise: failed, reject: onError } = newDeferred();
  const sentAt = new Float64Array(updates);
  const times = new Float64Array(options.updates * observers);
  let measured = 0;
  let arrived = 0;

  const common = { dialect, ws, cart: 'observed', onError };
  const watch = (): Session => {
    let clock = 0;
    return new Session({
      ...common,
      onMessage: (reading, message) => {
        if (reading.type !== 'update') return;
        const now = performance.now();
        const awaited = { client, clock, structBytes };
        for (let count = countStructs(message, reading.start, awaited); count > 0; count -= 1) {
          if (clock >= warmUp) times[measured++] = now - (sentAt[clock] ?? 0);
          clock += 1;
          arrived += 1;
        }
      },
    });
  };
  const writer = new Session(common);
  const sessions = [writer, ...(await inWaves(observers, 50, watch, failed))];
  await Promise.race([failed, writer.ready]);

  const begin = performance.now();
  let stop = startStopwatch(pid);
  for (let n = 0; n < updates; n += 1) {
    const wait = begin + (n * 1000) / perSecond - performance.now();
    if (wait > 0) await Promise.race([failed, sleep(wait)]);
    if (n === warmUp) stop = startStopwatch(pid);
    sentAt[n] = performance.now();
    writer.sendUpdate(rest[n] ?? Uint8Array.of());
  }
  while (arrived < updates * observers) await Promise.race([failed, sleep(20)]);
  const cost = stop();
  for (const session of sessions) session.end();
  return {
    ...cost,
    updates: options.updates,
    p50: percentile(times, 0.5) * 1000,
    p99: percentile(times, 0.99) * 1000,
  };
}
