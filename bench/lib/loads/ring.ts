import { dialects } from '../clients/dialect.ts';
import { Writer, type WriterOptions } from '../clients/writer.ts';
import { writeAdds } from '../clients/written-updates.ts';
import { liveHeap } from '../servers/live-heap.ts';
import { requireOpenFiles, requirePorts } from '../servers/open-files.ts';
import { settledMemory } from '../servers/process-memory.ts';
import { newDeferred } from './deferred.ts';
import { inWaves } from './in-waves.ts';
import type { Figures, Served } from './load.ts';
import { startStopwatch } from './stopwatch.ts';

export interface RingOptions extends Served {
  readonly carts: number;
  /** Lines in each cart before anything is measured. */
  readonly lines: number;
  /** Updates on their way at any time, in all carts together. */
  readonly inFlight: number;
  readonly updates: number;
  /** For so long the server's memory has to stay where it is. Milliseconds. */
  readonly restMs: number;
  /** The server's inspector, if its live memory is to be measured too. */
  readonly inspector?: string | undefined;
}

/**
 * Many carts with one client each, and always the same number of updates on their way, one cart after the other.
 *
 * So the server stores as many together and has as much to send however many carts there are; only with fewer carts
 * than updates on their way does one cart have several. Before it, 50 other carts are filled and get as many updates.
 */
export async function ring(options: RingOptions): Promise<Figures> {
  const { carts, lines, inFlight, ws, pid, restMs, inspector } = options;
  for (const process_ of [pid, process.pid]) requireOpenFiles(process_, carts + WARM_UP_CARTS);
  requirePorts(carts + WARM_UP_CARTS);
  const { promise: failed, reject: onError } = newDeferred();
  const fill = async (name: string, count: number): Promise<readonly Taker[]> => {
    const perCart = Math.ceil(options.updates / count);
    // Carts do not know of each other, so the same can be written to each.
    const updates = writeAdds(lines + perCart);
    const open = (index: number): Taker =>
      newTaker({
        ...{ dialect: dialects[options.dialect], ws, cart: `${name}-${index}`, updates, onError },
        isWitnessed: false,
      });
    const takers = await inWaves(count, 50, open, failed);
    for (let first = 0; first < count; first += inFlight) {
      const some = takers.slice(first, first + inFlight);
      await Promise.race([failed, Promise.all(some.map(({ writer }) => writer.write(lines, lines)))]);
    }
    return takers;
  };
  const measureMemory = async () => ({
    ...(await settledMemory(pid, restMs)),
    live: inspector === undefined ? 0 : await liveHeap(inspector),
  });

  // Stays until the end, so that it is in every measurement of memory.
  const warmUp = await fill('warm-up', WARM_UP_CARTS);
  await Promise.race([failed, circulate(warmUp, options.updates, inFlight)]);
  const before = await measureMemory();
  const takers = await fill('ring', carts);
  const after = await measureMemory();
  const stop = startStopwatch(pid);
  const updates = Math.ceil(options.updates / carts) * carts;
  await Promise.race([failed, circulate(takers, updates, inFlight)]);
  const cost = stop();
  for (const { writer } of [...warmUp, ...takers]) writer.end();
  return {
    ...cost,
    updates,
    residentEach: (after.resident - before.resident) / carts,
    anonymousEach: (after.anonymous - before.anonymous) / carts,
    ...(inspector === undefined ? {} : { liveEach: (after.live - before.live) / carts }),
  };
}

const WARM_UP_CARTS = 50;

/** A client, and what is to happen when more of its updates are acknowledged. */
interface Taker {
  readonly writer: Writer;
  readonly ready: Promise<unknown>;
  onAcknowledged: () => void;
}

function newTaker(options: Omit<WriterOptions, 'onAcknowledged'>): Taker {
  const writer = new Writer({ ...options, onAcknowledged: () => taker.onAcknowledged() });
  const taker: Taker = { writer, ready: writer.ready, onAcknowledged: () => undefined };
  return taker;
}

/** Sends so many updates, one from each in turn, with so many on their way at any time. */
async function circulate(takers: readonly Taker[], total: number, inFlight: number): Promise<void> {
  if (total === 0) return;
  const { promise: done, resolve: onDone } = newDeferred();
  let sent = 0;
  let taken = 0;
  const sendNext = (): void => {
    if (sent < total) takers[sent++ % takers.length]?.writer.send(1);
  };
  for (const taker of takers) {
    let counted = taker.writer.acknowledged;
    taker.onAcknowledged = () => {
      for (; counted < taker.writer.acknowledged; counted += 1) {
        taken += 1;
        sendNext();
      }
      if (taken === total) onDone();
    };
  }
  for (let n = 0; n < Math.min(inFlight, total); n += 1) sendNext();
  await done;
}
