import { setTimeout as sleep } from 'node:timers/promises';
import * as Y from 'yjs';
import { countOthers } from '../clients/count-structs.ts';
import { dialects } from '../clients/dialect.ts';
import { Session } from '../clients/session.ts';
import { Writer } from '../clients/writer.ts';
import { writeAdds, type WrittenUpdates } from '../clients/written-updates.ts';
import { newDeferred } from './deferred.ts';
import { inWaves } from './in-waves.ts';
import type { Figures, Served } from './load.ts';
import { startStopwatch } from './stopwatch.ts';

export interface SoakOptions extends Served {
  readonly minutes: number;
  /** Updates of all clients together. */
  readonly perSecond: number;
  /** Carts in use at a time. */
  readonly carts: number;
  readonly clientsPerCart: number;
  /** After so many each, the clients of a cart leave it and go to a new one. */
  readonly updatesPerClient: number;
}

/** How often a client sends what is due. */
const TICK_MS = 20;
/** For so long a cart may lack something that was sent. */
const PATIENCE_MS = 30_000;

/**
 * An even load for a long time: shoppers fill carts, leave them and take new ones, so that carts come and go as they
 * do in a shop, and none grows without end.
 *
 * A cart is left only when every operation is acknowledged and every client has had everybody's. At the end each cart
 * is opened once more and everything in it counted.
 */
export async function soak(options: SoakOptions): Promise<Figures> {
  const { minutes, carts, clientsPerCart, updatesPerClient, pid } = options;
  // Carts do not know of each other, so the same can be written to each.
  const written = Array.from({ length: clientsPerCart }, () => writeAdds(updatesPerClient));
  const end = performance.now() + minutes * 60_000;
  const finished: string[] = [];
  const stop = startStopwatch(pid);
  await Promise.all(
    Array.from({ length: carts }, async (_, slot) => {
      // Not all at once, now or later.
      const lifeMs = (updatesPerClient * carts * clientsPerCart * 1000) / options.perSecond;
      await sleep((slot / carts) * Math.min(lifeMs, minutes * 60_000 * 0.1));
      for (let generation = 0; performance.now() < end; generation += 1) {
        const cart = `soak-${slot}-${generation}`;
        await fillCart(options, cart, written);
        finished.push(cart);
      }
    }),
  );
  const cost = stop();
  const found = await countFound(options, finished, written);
  const updates = finished.length * clientsPerCart * updatesPerClient;
  return { ...cost, carts: finished.length, updates, found, missing: updates - found };
}

/** One cart from its first line to its last. */
async function fillCart(
  { dialect: name, ws, perSecond, carts, clientsPerCart, updatesPerClient }: SoakOptions,
  cart: string,
  written: readonly WrittenUpdates[],
): Promise<void> {
  const { promise: failed, reject: onError } = newDeferred();
  let missing = clientsPerCart * (clientsPerCart - 1) * updatesPerClient;
  const writers = written.map(
    (updates) =>
      new Writer({
        ...{ dialect: dialects[name], ws, cart, updates, onError },
        onUpdate: (message, start) => {
          const { client: except, structBytes } = updates;
          missing -= countOthers(message, start, { except, structBytes });
        },
      }),
  );
  await Promise.race([failed, Promise.all(writers.map(({ ready }) => ready))]);
  const perMs = perSecond / (carts * clientsPerCart * 1000);
  const begin = performance.now();
  const isSent = () => writers.every(({ sent }) => sent === updatesPerClient);
  while (!isSent()) {
    await Promise.race([failed, sleep(TICK_MS)]);
    const due = Math.floor((performance.now() - begin) * perMs);
    for (const writer of writers) writer.send(Math.max(0, due - writer.sent));
  }
  const patience = performance.now() + PATIENCE_MS;
  const isDone = () =>
    missing === 0 && writers.every(({ acknowledged }) => acknowledged === updatesPerClient);
  while (!isDone()) {
    if (performance.now() > patience) throw new Error(`${cart} lacks ${missing} deliveries`);
    await Promise.race([failed, sleep(TICK_MS)]);
  }
  for (const writer of writers) writer.end();
}

/** Operations in all those carts together, read anew. */
async function countFound(
  { dialect: name, ws }: SoakOptions,
  carts: readonly string[],
  written: readonly WrittenUpdates[],
): Promise<number> {
  const { promise: failed, reject: onError } = newDeferred();
  let found = 0;
  const atOnce = 20;
  for (let first = 0; first < carts.length; first += atOnce) {
    const some = carts.slice(first, first + atOnce);
    const sessions = await inWaves(some.length, atOnce, openAndCount, failed);
    for (const session of sessions) session.end();

    function openAndCount(index: number): Session {
      return new Session({
        ...{ dialect: dialects[name], ws, cart: some[index] ?? '', onError },
        onMessage: (reading, message) => {
          if (reading.type !== 'step2') return;
          const { to } = Y.parseUpdateMeta(message.subarray(reading.start));
          found += written.reduce((sum, { client }) => sum + (to.get(client) ?? 0), 0);
        },
      });
    }
  }
  return found;
}
