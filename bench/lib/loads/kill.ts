import { setTimeout as sleep } from 'node:timers/promises';
import * as Y from 'yjs';
import { dialects, type DialectName } from '../clients/dialect.ts';
import { Session } from '../clients/session.ts';
import { Writer } from '../clients/writer.ts';
import { writeAdds } from '../clients/written-updates.ts';
import type { ServerProcess } from '../servers/spawn-server.ts';
import { newDeferred } from './deferred.ts';

/** What one client was told: its first so many updates have been taken. */
export interface Acknowledged {
  readonly cart: string;
  readonly client: number;
  readonly count: number;
}

const CARTS = 10;
const CLIENTS_PER_CART = 2;
const IN_FLIGHT = 16;
/** More than any of them can send in its life. */
const UPDATES = 4000;
/** Some servers load a cart after they have answered for it; so long nothing more may come. */
const QUIET_MS = 1000;

/** Writes to a server as fast as it acknowledges, kills it, and says what it had acknowledged. */
export async function writeUntilKilled(options: {
  readonly dialect: DialectName;
  readonly server: ServerProcess;
  readonly lifeMs: number;
}): Promise<readonly Acknowledged[]> {
  const { server, lifeMs } = options;
  const dialect = dialects[options.dialect];
  const { promise: failed, reject: onError } = newDeferred();
  const written = Array.from({ length: CARTS * CLIENTS_PER_CART }, (_, index) => ({
    cart: `kill-${index % CARTS}`,
    updates: writeAdds(UPDATES),
  }));
  const clients = written.map(({ cart, updates }) => ({
    cart,
    client: updates.client,
    writer: new Writer({ dialect, ws: server.ws, cart, updates, onError }),
  }));
  await Promise.race([failed, Promise.all(clients.map(({ writer }) => writer.ready))]);
  for (const { writer } of clients) void writer.write(UPDATES, IN_FLIGHT);
  await Promise.race([failed, sleep(lifeMs)]);
  await server.end('SIGKILL');
  // What it had sent before it was killed still arrives.
  await Promise.all(clients.map(({ writer }) => writer.closed));
  return clients.map(({ cart, client, writer }) => ({ cart, client, count: writer.acknowledged }));
}

/** How many updates of each client a server has: the first so many, without a gap. */
export async function findWritten(options: {
  readonly dialect: DialectName;
  readonly ws: string;
  readonly acknowledged: readonly Acknowledged[];
}): Promise<readonly number[]> {
  const clocks = new Map<number, number>();
  const { promise: failed, reject: onError } = newDeferred();
  let lastMessage = performance.now();
  const sessions = [...new Set(options.acknowledged.map(({ cart }) => cart))].map(
    (cart) =>
      new Session({
        ...{ dialect: dialects[options.dialect], ws: options.ws, cart, onError },
        onMessage: (reading, message) => {
          if (reading.type !== 'step2' && reading.type !== 'update') return;
          lastMessage = performance.now();
          const { to } = Y.parseUpdateMeta(message.subarray(reading.start));
          for (const [client, clock] of to) clocks.set(client, Math.max(clock, clocks.get(client) ?? 0));
        },
      }),
  );
  await Promise.race([failed, Promise.all(sessions.map(({ ready }) => ready))]);
  while (performance.now() - lastMessage < QUIET_MS) await Promise.race([failed, sleep(50)]);
  for (const session of sessions) session.end();
  return options.acknowledged.map(({ client }) => clocks.get(client) ?? 0);
}
