import type { RandomBytes } from '../../cart/ids.ts';
import type { Clock } from '../../cart/hlc.ts';
import type { ReadinessBody } from '../../protocol/http.ts';
import type { Limits } from '../../protocol/limits.ts';
import { CartWriters } from './cart-writers.ts';
import type { CommitSignal } from '../carts/commit-signal.ts';
import type { GrantWatch } from '../access/grant-watch.ts';
import { cartRoutes } from './http-carts.ts';
import { eventRoutes } from './http-events.ts';
import { itemRoutes } from './http-items.ts';
import { probeRoutes } from './http-probes.ts';
import { revocationRoutes } from './http-revocations.ts';
import type { Route } from './http-route.ts';
import type { Metrics } from './metrics.ts';
import type { Revocations } from '../access/revocations.ts';
import type { Rooms } from '../carts/rooms.ts';
import type { StatusFigures } from './status-page.ts';
import type { Timers } from '../timers.ts';
import type { UpdateLog } from '../log/update-log.ts';
import { VERSION } from './version.ts';
import type { Logger } from 'pino';

export interface HttpRoutesOptions {
  readonly log: UpdateLog;
  readonly rooms: Rooms;
  readonly commits: CommitSignal;
  readonly grants: GrantWatch;
  /** `null` on a relay without a secret. */
  readonly revocations: Revocations | null;
  readonly metrics: Metrics;
  readonly readiness: () => ReadinessBody;
  /** See `StatusPageOptions`. */
  readonly figures: (() => Promise<StatusFigures>) | null;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly randomBytes: RandomBytes;
  readonly limits: Limits;
  readonly logger: Logger;
}

/** The table of everything that can be asked of a relay over HTTP. */
export function httpRoutes(options: HttpRoutesOptions): readonly Route[] {
  const { rooms, limits, metrics, clock } = options;
  const writers = new CartWriters({ ...options, maxOpBytes: limits.maxOpBytes });
  const onTooMany = () => metrics.limitReached('maxEventStreams');
  const table: readonly Route[] = [
    ...probeRoutes({ ...options, version: VERSION, startedAt: clock(), allRoutes: () => table }),
    ...cartRoutes(options),
    ...eventRoutes({ ...options, keepAliveMs: limits.keepAliveMs, onTooMany }),
    ...itemRoutes({ rooms, writers, clock }),
    ...revocationRoutes(options),
  ];
  return table;
}
