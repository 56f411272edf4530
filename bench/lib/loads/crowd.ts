import { setTimeout as sleep } from 'node:timers/promises';
import { countOthers } from '../clients/count-structs.ts';
import { dialects } from '../clients/dialect.ts';
import { Writer } from '../clients/writer.ts';
import { writeAdds, type WrittenUpdates } from '../clients/written-updates.ts';
import { median } from '../report/statistics.ts';
import { newDeferred } from './deferred.ts';
import type { Figures, Served } from './load.ts';
import { startStopwatch } from './stopwatch.ts';

export interface CrowdOptions extends Served {
  readonly clients: number;
  /** Adds of each client, a message each. */
  readonly adds: number;
  /** Carts in which they do so, one after the other; and before those that are measured. */
  readonly carts: number;
  readonly warmUp: number;
}

const PAUSE_MS = 200;

/**
 * All clients of one cart add lines as fast as each can: everything is handed to the sockets at once.
 *
 * `durable` is the time until the last client was told that its last add is on the disk, where a server says that;
 * `everywhere` until the last client had everybody's adds.
 */
export async function crowd(options: CrowdOptions): Promise<Figures> {
  const { clients, adds, carts, warmUp, pid } = options;
  const written = Array.from({ length: clients }, () => writeAdds(adds));
  const rounds: Round[] = [];
  let cost: Figures = {};
  for (let cart = 0; cart < warmUp + carts; cart += 1) {
    await sleep(PAUSE_MS);
    const stop = startStopwatch(pid);
    const round = await addTogether(options, `crowd-${cart}`, written);
    if (cart < warmUp) continue;
    cost = stop();
    rounds.push(round);
  }
  const seconds = (key: keyof Round): number => median(rounds.map((round) => round[key])) / 1000;
  return {
    ...cost,
    updates: clients * adds,
    everywhere: (clients * adds) / seconds('everywhere'),
    ...(dialects[options.dialect].acknowledges === 'durable'
      ? { durable: (clients * adds) / seconds('durable') }
      : {}),
  };
}

/** Milliseconds. */
interface Round {
  readonly durable: number;
  readonly everywhere: number;
}

async function addTogether(
  { dialect: name, ws, clients, adds }: CrowdOptions,
  cart: string,
  written: readonly WrittenUpdates[],
): Promise<Round> {
  const dialect = dialects[name];
  const { promise: failed, reject: onError } = newDeferred();
  const { promise: allDurable, resolve: onDurable } = newDeferred();
  const { promise: allArrived, resolve: onArrived } = newDeferred();
  let missing = clients * (clients - 1) * adds;
  const writers = written.map(
    (updates) =>
      new Writer({
        ...{ dialect, ws, cart, updates, onError, isWitnessed: false },
        onAcknowledged: () => {
          if (writers.every(({ acknowledged }) => acknowledged === adds)) onDurable();
        },
        onUpdate: (message, start) => {
          const { client: except, structBytes } = updates;
          missing -= countOthers(message, start, { except, structBytes });
          if (missing === 0) onArrived();
        },
      }),
  );
  await Promise.race([failed, Promise.all(writers.map(({ ready }) => ready))]);

  const begin = performance.now();
  for (const writer of writers) writer.send(adds);
  const timed = async (done: Promise<void>): Promise<number> => {
    await Promise.race([failed, done]);
    return performance.now() - begin;
  };
  const [durable, everywhere] = await Promise.all([
    dialect.acknowledges === 'durable' ? timed(allDurable) : Number.NaN,
    timed(allArrived),
  ]);
  for (const writer of writers) writer.end();
  return { durable, everywhere };
}
