import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { Clock } from '../cart/hlc.ts';
import type { ReadinessBody } from '../protocol/http.ts';
import type { Limits } from '../protocol/limits.ts';
import { noCrashPoints, type CrashPoints } from './log/crash-points.ts';
import { CommitSignal } from './carts/commit-signal.ts';
import { GroupCommit, type CommitObserver } from './carts/group-commit.ts';
import { GrantWatch } from './access/grant-watch.ts';
import { Guard } from './limits/guard.ts';
import { createHttpAccess } from './access/http-access.ts';
import { HttpApi } from './http/http-api.ts';
import { httpRoutes } from './http/http-routes.ts';
import { tuneHttpServer } from './http/http-server.ts';
import type { Identity } from './access/identity.ts';
import { createListener } from './listener.ts';
import { Metrics } from './http/metrics.ts';
import type { Peer } from './carts/peer.ts';
import { plainHttpWarning } from './http/plain-http-warning.ts';
import { RelayFigures } from './http/relay-figures.ts';
import { Rooms } from './carts/rooms.ts';
import { StorageHealth } from './log/storage-health.ts';
import { SyncServer } from './sync/sync-server.ts';
import { withDeadline, type Timers } from './timers.ts';
import type { TlsIdentity } from './tls-files.ts';
import { trustProxies } from './access/trusted-proxies.ts';
import type { UpdateLog } from './log/update-log.ts';

export interface RelayOptions extends Identity {
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
  /** Proxies whose word on where a request comes from is taken; see `trustProxies`. */
  readonly trustedProxies: readonly string[];
  /** `null` for a relay that speaks plain HTTP. */
  readonly tls: TlsIdentity | null;
  /** Counted in, if given; to be used for one relay only. */
  readonly metrics?: Metrics;
  /** Size of the log on disk. */
  readonly logBytes?: () => Promise<number>;
  /** Only for tests that kill relays. */
  readonly crashPoints?: CrashPoints;
}

export interface Relay {
  /** For a `WebsocketProvider`: the cart's id is its room name. */
  readonly ws: string;
  readonly http: string;
  readonly port: number;
  /** New connections get this certificate. Throws if the relay was started without one. */
  renewCertificate(identity: TlsIdentity): void;
  /** Takes nothing more, stores what is on its way, says goodbye and lets go of the log. */
  close(): Promise<void>;
}

/** Puts a relay together and starts it. Rejects with the error of `listen` when the address is taken. */
export async function startRelay(options: RelayOptions): Promise<Relay> {
  const {
    log,
    clock,
    timers,
    logger,
    limits,
    allowOrigins,
    authenticator,
    metrics = new Metrics(),
    crashPoints = noCrashPoints,
  } = options;
  const health = new StorageHealth({ log, timers, logger, probeMs: limits.probeMs });
  const commits = new CommitSignal(timers);
  const observer: CommitObserver = {
    committed: (entries, milliseconds) => {
      metrics.commit(entries.length, milliseconds / 1000, clock());
      commits.committed(entries);
    },
    failed: () => (metrics.commitFailures += 1),
  };
  const commit = new GroupCommit<Peer>({ log, health, timers, logger, observer, crashPoints });
  const guard = new Guard({ limits, clock, timers, logger, counts: metrics, traffic: metrics.traffic });
  guard.carts.found((await log.listCarts()).length);
  const rooms = new Rooms({ log, commit, guard, clock, timers, limits, logger, crashPoints });
  const grants = new GrantWatch({ authenticator, clock, timers });
  const proxies = trustProxies(options.trustedProxies);
  const sync = new SyncServer({
    rooms,
    authenticator,
    grants,
    proxies,
    guard,
    clock,
    timers,
    limits,
    logger,
    allowOrigins,
  });
  health.onRecovery(() => rooms.resync());

  let isDraining = false;
  const readiness = (): ReadinessBody => {
    if (isDraining) return { status: 'draining', reason: 'the relay is shutting down' };
    return health.fault === null ? { status: 'ready' } : { status: 'log_unwritable', reason: health.fault };
  };
  const figures = new RelayFigures({ ...options, metrics, rooms, commit, commits, guard, health });
  metrics.watch(figures.sources);
  const api = new HttpApi({
    routes: httpRoutes({
      ...{ ...options, rooms, commits, grants, metrics, readiness, randomBytes },
      figures: authenticator.needsToken ? null : figures.read,
    }),
    access: createHttpAccess({ authenticator, grants, allowOrigins }),
    mayRequest: (request) => guard.mayRequest(proxies.addressOf(request)),
    ...{ timers, limits, logger, metrics },
  });
  const listener = createListener(options.tls, limits.authenticateMs, (request, response) =>
    api.handle(request, response),
  );
  const { server } = listener;
  tuneHttpServer(server, limits);
  server.on('upgrade', (request, socket, head) => sync.upgrade(request, socket, head));
  if (authenticator.needsToken) {
    const look = plainHttpWarning(proxies, logger);
    server.on('request', look).on('upgrade', look);
  }
  const port = await listen(server, options).catch(async (error: unknown) => {
    await sync.close();
    throw error;
  });
  const authority = `${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`;

  const close = async (): Promise<void> => {
    isDraining = true;
    sync.drain();
    const stopped = new Promise((resolve) => server.close(resolve));
    const answered = api.drain();
    await withDeadline(commit.idle(), limits.drainMs, timers);
    await withDeadline(answered, limits.closeMs, timers);
    await sync.close();
    listener.dropConnections();
    await stopped;
    rooms.close();
    health.close();
    await log.close();
  };
  const [ws, http] = listener.isSecure ? ['wss', 'https'] : ['ws', 'http'];
  return {
    ws: `${ws}://${authority}/sync`,
    http: `${http}://${authority}`,
    port,
    renewCertificate: (identity) => listener.renew(identity),
    close,
  };
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
