import { setTimeout as sleep } from 'node:timers/promises';
import { readVarUint } from '../clients/count-structs.ts';
import { dialects, type Dialect } from '../clients/dialect.ts';
import { Session } from '../clients/session.ts';
import { Writer } from '../clients/writer.ts';
import { writeAdds } from '../clients/written-updates.ts';
import { percentile } from '../report/statistics.ts';
import { newDeferred } from './deferred.ts';
import type { Figures, Served } from './load.ts';
import { startStopwatch } from './stopwatch.ts';

export interface JoinsOptions extends Served {
  /** Operations in the cart. */
  readonly ops: number;
  /** Clients that join at once. */
  readonly joins: number;
  /** How often they do. */
  readonly bursts: number;
}

/** Between two bursts, so that the server has seen the last one go. Milliseconds. */
const PAUSE_MS = 300;
const WARM_UP_JOINS = 10;

/**
 * Many clients join one large cart at the same moment.
 *
 * The cart is the same for every server, and somebody stays in it, so that nobody unloads it. The time of a join
 * runs from opening the socket until everything in the cart has arrived. The joiners do not apply what they get.
 */
export async function joins(options: JoinsOptions): Promise<Figures> {
  const { ops, bursts, ws, pid } = options;
  const dialect = dialects[options.dialect];
  const { promise: failed, reject: onError } = newDeferred();
  const updates = writeAdds(ops);
  const writer = new Writer({ dialect, ws, cart: 'large', updates, onError });
  await Promise.race([failed, writer.ready.then(() => writer.write(ops, 64))]);

  const join = () => joinOnce({ dialect, ws, client: updates.client, ops, onError });
  for (let n = 0; n < WARM_UP_JOINS; n += 1) {
    const { session } = (await Promise.race([failed, join()])) ?? {};
    session?.end();
  }
  const times: number[] = [];
  let bytes = 0;
  const cost = { wall: 0, serverCpu: 0, loadCpu: 0 };
  for (let burst = 0; burst < bursts; burst += 1) {
    await sleep(PAUSE_MS);
    const stop = startStopwatch(pid);
    const joined = await Promise.race([
      failed,
      Promise.all(Array.from({ length: options.joins }, () => join())),
    ]);
    const spent = stop();
    for (const key of ['wall', 'serverCpu', 'loadCpu'] as const) cost[key] += spent[key] ?? 0;
    for (const { session, milliseconds, received } of joined ?? []) {
      times.push(milliseconds);
      bytes = received;
      session.end();
    }
  }
  writer.end();
  return {
    ...cost,
    updates: times.length,
    bytes,
    p50: percentile(times, 0.5) * 1000,
    p99: percentile(times, 0.99) * 1000,
  };
}

interface Joining {
  readonly dialect: Dialect;
  readonly ws: string;
  readonly client: number;
  readonly ops: number;
  readonly onError: (error: Error) => void;
}

interface Joined {
  readonly session: Session;
  readonly milliseconds: number;
  /** Bytes of the messages that the cart came in. */
  readonly received: number;
}

export function joinOnce({ dialect, ws, client, ops, onError }: Joining): Promise<Joined> {
  return new Promise((resolve) => {
    const begin = performance.now();
    let missing = ops;
    let received = 0;
    const session = new Session({
      dialect,
      ws,
      cart: 'large',
      onError,
      onMessage: (reading, message) => {
        if (reading.type !== 'step2' && reading.type !== 'update') return;
        received += message.length;
        missing -= structsOfOne(message, reading.start, client);
        if (missing <= 0) resolve({ session, milliseconds: performance.now() - begin, received });
      },
    });
  });
}

/** The structs of an update that has one client's only: what the cart was filled by. */
function structsOfOne(message: Uint8Array, start: number, client: number): number {
  const cursor = { message, at: start };
  if (readVarUint(cursor) === 0) return 0;
  const structs = readVarUint(cursor);
  if (readVarUint(cursor) !== client) throw new Error('structs of a client that wrote nothing');
  return structs;
}
