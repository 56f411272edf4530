import * as v from 'valibot';
import { dialects, type DialectName } from './dialect.ts';
import { LoadClient, type LoadClientOptions } from './load-client.ts';
import { processCpu } from './process-cpu.ts';
import { writeLedger, writeMap } from './written-updates.ts';

/** What a load process is told. */
export const loadOptions = v.object({
  dialect: v.picklist(Object.keys(dialects) as [DialectName, ...DialectName[]]),
  ws: v.string(),
  /** Of the server. */
  pid: v.number(),
  carts: v.number(),
  clientsPerCart: v.number(),
  inFlight: v.number(),
  /** Of all clients together. */
  updates: v.number(),
});
export type LoadOptions = v.InferOutput<typeof loadOptions>;

/** What a load process found. Times from the first update to the arrival of the last, in microseconds. */
export const loadResult = v.object({
  updates: v.number(),
  wall: v.number(),
  serverCpu: v.number(),
  loadCpu: v.number(),
});
export type LoadResult = v.InferOutput<typeof loadResult>;

/** For so long nothing may arrive before the measurement begins. Milliseconds. */
const QUIET_MS = 300;
/** So long nothing may fail to arrive during it. */
const STALL_MS = 20_000;

/** Puts a server under load: each client has so many updates on their way to the next in its cart. */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  let lastMessage = performance.now();
  let delivered = 0;
  const { promise: failed, reject: onError } = newDeferred();
  const { promise: done, resolve: onDone } = newDeferred();
  const perClient = Math.ceil(options.updates / (options.carts * options.clientsPerCart));
  const updates = perClient * options.carts * options.clientsPerCart;
  const clients = connect(options, perClient, {
    onMessage: () => (lastMessage = performance.now()),
    onDelivery: () => {
      delivered += 1;
      if (delivered === updates) onDone();
    },
    onError,
  });
  await Promise.race([failed, Promise.all(clients.map(({ ready }) => ready))]);
  for (const client of clients) client.sendFirst();
  do await Promise.race([failed, sleep(QUIET_MS)]);
  while (performance.now() - lastMessage < QUIET_MS);

  for (const client of clients) client.measure();
  const before = { wall: performance.now(), server: processCpu(options.pid), load: processCpu(process.pid) };
  for (const client of clients) client.start();
  const stalled = failWhenStalled(() => delivered, onError);
  await Promise.race([failed, done]);
  clearInterval(stalled);
  const result = {
    updates,
    wall: (performance.now() - before.wall) * 1000,
    serverCpu: processCpu(options.pid) - before.server,
    loadCpu: processCpu(process.pid) - before.load,
  };
  for (const client of clients) client.end();
  return result;
}

/** A server that has lost an update would be waited for without end. */
function failWhenStalled(progress: () => number, onError: (error: Error) => void): NodeJS.Timeout {
  let last = -1;
  return setInterval(() => {
    if (progress() === last) onError(new Error(`nothing arrives any more after ${last} updates`));
    last = progress();
  }, STALL_MS);
}

/** The clients of all carts, each following the one before it in its cart. */
function connect(
  { dialect: name, ws, carts, clientsPerCart, inFlight }: LoadOptions,
  perClient: number,
  listeners: Pick<LoadClientOptions, 'onMessage' | 'onDelivery' | 'onError'>,
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
          ...listeners,
        }),
    );
    for (const [index, client] of group.entries()) client.follow(group.at(index - 1) ?? client);
    return group;
  }).flat();
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function newDeferred() {
  let resolve: () => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<void>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
