import { countStructs } from '../clients/count-structs.ts';
import { dialects } from '../clients/dialect.ts';
import { Session } from '../clients/session.ts';
import { Writer } from '../clients/writer.ts';
import { writeAdds } from '../clients/written-updates.ts';
import { newDeferred } from './deferred.ts';
import { inWaves } from './in-waves.ts';
import type { Figures, Served } from './load.ts';
import { startStopwatch } from './stopwatch.ts';

export interface FanOutOptions extends Served {
  /** In the one cart, the writer among them. */
  readonly clients: number;
  readonly updates: number;
  readonly warmUp: number;
}

/** One client writes, one update at a time: the next is sent when everybody in the cart has had the last. */
export async function fanOut(options: FanOutOptions): Promise<Figures> {
  const { clients, warmUp, ws, pid } = options;
  const dialect = dialects[options.dialect];
  const count = warmUp + options.updates;
  const updates = writeAdds(count);
  const { promise: failed, reject: onError } = newDeferred();
  let arrived = newDeferred();
  let missing = 0;
  const arrive = (structs: number): void => {
    missing -= structs;
    if (missing === 0) arrived.resolve();
  };

  const common = { dialect, ws, cart: 'fan-out', onError };
  const writer = new Writer({ ...common, updates, onAcknowledged: () => arrive(1) });
  const watch = (): Session => {
    let clock = 0;
    return new Session({
      ...common,
      onMessage: (reading, message) => {
        if (reading.type !== 'update') return;
        const awaited = { client: updates.client, clock, structBytes: updates.structBytes };
        const structs = countStructs(message, reading.start, awaited);
        clock += structs;
        arrive(structs);
      },
    });
  };
  const observers = await inWaves(clients - 1, 50, watch, failed);
  await Promise.race([failed, writer.ready]);

  let stop = startStopwatch(pid);
  for (let n = 0; n < count; n += 1) {
    if (n === warmUp) stop = startStopwatch(pid);
    missing = clients;
    arrived = newDeferred();
    writer.send(1);
    await Promise.race([failed, arrived.promise]);
  }
  const cost = stop();
  for (const session of [writer, ...observers]) session.end();
  return { ...cost, updates: options.updates, deliveries: options.updates * clients };
}
