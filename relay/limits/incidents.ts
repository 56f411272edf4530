import type { Logger } from 'pino';
import type { Clock } from '../../cart/hlc.ts';
import type { CartId, UserId } from '../../cart/ids.ts';
import type { CloseCode } from '../../protocol/close-codes.ts';
import type { RefusalCode } from '../../protocol/frames.ts';
import type { LimitName } from '../../protocol/limits.ts';
import { TokenBucket } from './token-bucket.ts';

/** Where incidents are counted. */
export interface IncidentCounts {
  /** Operations were refused, for the reason of frame 101. */
  refused(code: RefusalCode): void;
  limitReached(limit: LimitName): void;
}

/** Who it was, as far as is known. */
export interface Culprit {
  /** Name of a connection, or an address. */
  readonly peer: string;
  readonly user?: UserId | null;
  readonly cartId?: CartId;
}

export interface IncidentsOptions {
  readonly logger: Pick<Logger, 'warn'>;
  readonly clock: Clock;
  readonly counts?: IncidentCounts;
}

/** Lines that incidents may write at once, and in each second. */
const LINES = { burst: 200, perSecond: 10 };

/**
 * What people did that they should not: all of it is counted, and as much of it logged as can be read.
 *
 * A log that an attacker can fill is itself an attack; a line says how many were left out before it.
 */
export class Incidents {
  readonly #options: IncidentsOptions;
  readonly #lines: TokenBucket;
  #suppressed = 0;

  constructor(options: IncidentsOptions) {
    this.#options = options;
    this.#lines = new TokenBucket(LINES, options.clock());
  }

  /** Operations were refused; told in the log if it is the first time of its sort with this connection. */
  refused(culprit: Culprit, code: RefusalCode, reason: string, isNew: boolean): void {
    this.#options.counts?.refused(code);
    if (isNew) this.#log({ ...culprit, code, reason }, 'refused');
  }

  /** A connection was ended for what it sent. */
  cutOff(culprit: Culprit, closeCode: CloseCode, reason: string): void {
    this.#log({ ...culprit, closeCode, reason }, 'cut off');
  }

  /** A limit was reached, and acted on in this way. */
  limited(culprit: Culprit, limit: LimitName, action: string): void {
    this.#options.counts?.limitReached(limit);
    this.#log({ ...culprit, limit }, action);
  }

  #log(fields: object, message: string): void {
    if (!this.#lines.tryTake(1, this.#options.clock())) {
      this.#suppressed += 1;
      return;
    }
    const suppressed = this.#suppressed;
    this.#suppressed = 0;
    this.#options.logger.warn(suppressed === 0 ? fields : { ...fields, suppressed }, message);
  }
}
