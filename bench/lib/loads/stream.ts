import { setTimeout as sleep } from 'node:timers/promises';
import { dialects } from '../clients/dialect.ts';
import { LoadClient, type LoadClientOptions } from '../clients/load-client.ts';
import { writeLedger, writeMap } from '../clients/written-updates.ts';
import { newDeferred } from './deferred.ts';
import type { Figures, Served } from './load.ts';
import { startStopwatch } from './stopwatch.ts';

export interface StreamOptions extends Served {
  readonly carts: number;
  readonly clientsPerCart: number;
  /** Updates that each client lets be on their way at once. */
  readonly inFlight: number;
  /** Of all clients together. */
  readonly updates: number;
}

/** For so long nothing may arrive before the measurement begins. Milliseconds. */
const QUIET_MS = 300;
/** So long nothing may fail to arrive. */
const STALL_MS = 20_000;

/**
 * Each client has so many updates on their way to the next in its cart, until all have arrived.
 *
 * Everything is encoded, everybody is connected and has written its 20 keys or lines once, and the server has
 * fallen silent before the measurement begins.
 */
export async function stream(options: StreamOptions): Promise<Figures> {
  let lastMessage = performance.now();
  let delivered = 0;
  let missingFirsts = options.carts * options.clientsPerCart;
  const { promise: failed, reject: onError } = newDeferred();
  const { promise: done, resolve: onDone } = newDeferred();
  const perClient = Math.ceil(options.updates / (options.carts * options.clientsPerCart));
  const updates = perClient * options.carts * options.clientsPerCart;
  const clients = connect(options, perClient, {
    onMessage: () => (lastMessage = performance.now()),
    onFirst: () => (missingFirsts -= 1),
    onDelivery: () => {
      delivered += 1;
      if (delivered === updates) onDone();
    },
    onError,
  });
  const stalled = failWhenStalled(() => delivered - missingFirsts, onError);
  await Promise.race([failed, Promise.all(clients.map(({ ready }) => ready))]);
  for (const client of clients) client.sendFirst();
  do await Promise.race([failed, sleep(QUIET_MS)]);
  while (missingFirsts > 0 || performance.now() - lastMessage < QUIET_MS);

  const stop = startStopwatch(options.pid);
  for (const client of clients) client.start();
  await Promise.race([failed, done]);
  clearInterval(stalled);
  const times = stop();
  for (const client of clients) client.end();
  return { updates, ...times };
}

/** A server that has lost an update would be waited for without end. */
function failWhenStalled(progress: () => number, onError: (error: Error) => void): NodeJS.Timeout {
  let last = -1;
  return setInterval(() => {
    if (progress() === last) onError(new Error('nothing arrives any more'));
    last = progress();
  }, STALL_MS);
}

/** The clients of all carts, each following the one before it in its cart. */
function connect(
  { dialect: name, ws, carts, clientsPerCart, inFlight }: StreamOptions,
  perClient: number,
  listeners: Pick<LoadClientOptions, 'onMessage' | 'onFirst' | 'onDelivery' | 'onError'>,
): readonly LoadClient[] {
  const dialect = dialects[name];
  const write = dialect.isLedger ? writeLedger : writeMap;
  return Array.from({ length: carts }, (_, cart) => {
    const group = Array.from(
      { length: clientsPerCart },
      () =>
        new LoadClient({
          dialect,
          ws,
          cart: `cart-${cart}`,
          updates: write(perClient),
          inFlight,
          others: clientsPerCart - 1,
          ...listeners,
        }),
    );
    for (const [index, client] of group.entries()) client.follow(group.at(index - 1) ?? client);
    return group;
  }).flat();
}
