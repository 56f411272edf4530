import type { Logger } from 'pino';
import type { Clock } from '../../cart/hlc.ts';
import type { UserId } from '../../cart/ids.ts';
import type { Limits } from '../../protocol/limits.ts';
import { CartQuota } from './cart-quota.ts';
import { ConnectionCounts } from './connection-counts.ts';
import { FramesInFlight } from './frames-in-flight.ts';
import { Incidents, type IncidentCounts } from './incidents.ts';
import { MessageMeter } from './message-meter.ts';
import { SharedBytes } from './shared-bytes.ts';
import { sourceOf, SourceRates } from './source-rates.ts';
import type { Timers } from '../timers.ts';
import { Turns } from './turns.ts';
import { Traffic } from './traffic.ts';

export interface GuardOptions {
  readonly limits: Limits;
  readonly clock: Clock;
  readonly timers: Pick<Timers, 'soon'>;
  readonly logger: Pick<Logger, 'warn'>;
  readonly counts?: IncidentCounts;
  readonly traffic?: Traffic;
}

/** What keeps anybody from taking more of a relay than their part: one for all its connections and carts. */
export class Guard {
  readonly incidents: Incidents;
  readonly traffic: Traffic;
  readonly carts: CartQuota;
  readonly connections: ConnectionCounts;
  /** Bytes on their way to the log. */
  readonly uncommitted: SharedBytes;
  /** Answers that wait to be read. */
  readonly answers: FramesInFlight;
  readonly turns: Turns;
  readonly #options: GuardOptions;
  readonly #requests: SourceRates;
  readonly #userBytes: SourceRates;
  readonly #userMessages: SourceRates;

  constructor(options: GuardOptions) {
    const { limits, clock } = options;
    this.#options = options;
    this.incidents = new Incidents(options);
    this.traffic = options.traffic ?? new Traffic();
    this.carts = new CartQuota(limits, clock);
    this.connections = new ConnectionCounts(limits);
    this.uncommitted = new SharedBytes(limits.maxUncommittedBytesInAll);
    this.turns = new Turns(options.timers);
    this.answers = new FramesInFlight(limits.maxBufferedBytesInAll);
    this.#requests = new SourceRates({ burst: limits.requestBurst, perSecond: limits.requestsPerSecond });
    this.#userMessages = new SourceRates({
      burst: limits.messageBurst,
      perSecond: limits.userMessagesPerSecond,
    });
    this.#userBytes = new SourceRates({ burst: limits.byteBurst, perSecond: limits.userBytesPerSecond });
  }

  /** Whether an address may make one more HTTP request, or upgrade, now; false is to be answered with 429. */
  mayRequest(address: string): boolean {
    const source = sourceOf(null, address);
    if (source === null || this.#requests.tryTake(source, this.#options.clock())) return true;
    this.incidents.limited({ peer: address }, 'requestsPerSecond', 'answered with 429');
    return false;
  }

  /** For a new connection. */
  newMeter(user: UserId | null): MessageMeter {
    const { limits, clock } = this.#options;
    const now = clock();
    if (user === null) return new MessageMeter(limits, null, now);
    const source = `user ${user}` as const;
    const shared = {
      messages: this.#userMessages.bucketOf(source, now),
      bytes: this.#userBytes.bucketOf(source, now),
    };
    return new MessageMeter(limits, shared, now);
  }
}
