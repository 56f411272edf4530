import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { Clock } from '../cart/hlc.ts';
import type { ReadinessBody } from '../protocol/http.ts';
import type { Limits } from '../protocol/limits.ts';
import { GroupCommit } from './group-commit.ts';
import { createHttpApi } from './http-api.ts';
import type { Peer } from './peer.ts';
import { Rooms } from './rooms.ts';
import { StorageHealth } from './storage-health.ts';
import { SyncServer } from './sync-server.ts';
import { withDeadline, type Timers } from './timers.ts';
import type { UpdateLog } from './update-log.ts';

export interface RelayOptions {
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  /** Closed with the relay. */
  readonly log: UpdateLog;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: Logger;
  readonly limits: Limits;
  /** Web origins that may connect. */
  readonly allowOrigins: readonly string[];
}

export interface Relay {
  /** For a `WebsocketProvider`: the cart's id is its room name. */
  readonly ws: string;
  readonly http: string;
  readonly port: number;
  /** Takes nothing more, stores what is on its way, says goodbye and lets go of the log. */
  close(): Promise<void>;
}

/** Puts a relay together and starts it. Rejects with the error of `listen` when the address is taken. */
export async function startRelay(options: RelayOptions): Promise<Relay> {
  const { log, clock, timers, logger, limits, allowOrigins } = options;
  const health = new StorageHealth({ log, timers, logger, probeMs: limits.probeMs });
  const commit = new GroupCommit<Peer>({ log, health, timers, logger });
  const rooms = new Rooms({ log, commit, clock, timers, limits, logger });
  const sync = new SyncServer({ rooms, timers, limits, logger, allowOrigins });
  health.onRecovery(() => rooms.resync());

  let isDraining = false;
  const readiness = (): ReadinessBody => {
    if (isDraining) return { status: 'draining', reason: 'the relay is shutting down' };
    return health.fault === null ? { status: 'ready' } : { status: 'log_unwritable', reason: health.fault };
  };
  const api = createHttpApi({ rooms, readiness, clock, logger });
  const server = createServer((request, response) => void api(request, response));
  server.on('upgrade', (request, socket, head) => sync.upgrade(request, socket, head));
  const port = await listen(server, options).catch(async (error: unknown) => {
    await sync.close();
    throw error;
  });
  const authority = `${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`;

  const close = async (): Promise<void> => {
    isDraining = true;
    sync.drain();
    const stopped = new Promise((resolve) => server.close(resolve));
    await withDeadline(commit.idle(), limits.drainMs, timers);
    await sync.close();
    server.closeAllConnections();
    await stopped;
    rooms.close();
    health.close();
    await log.close();
  };
  return { ws: `ws://${authority}/sync`, http: `http://${authority}`, port, close };
}

function listen(server: Server, { host, port }: RelayOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
