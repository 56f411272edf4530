import type { RefusalCode } from '../../protocol/frames.ts';
import type { LimitName, Limits } from '../../protocol/limits.ts';
import { TokenBucket } from './token-bucket.ts';
import type { Cancel, Timers } from '../timers.ts';

/** Rates that a room watches; each is the name of its limit. */
const rates = {
  syncsPerSecond: 'syncBurst',
  presencePerSecond: 'presenceBurst',
} as const satisfies Partial<Record<LimitName, LimitName>>;
export type WatchedRate = keyof typeof rates;

type AttendanceLimits = Pick<Limits, WatchedRate | (typeof rates)[WatchedRate] | 'maxOffences' | 'offenceMs'>;

/** Least time from one question for what is missing to the next, as long as the answers bring something. */
const MIN_ASK_MS = 500;
/** Most time, after many answers that brought nothing. */
const MAX_ASK_MS = 30_000;

/** What a room knows of one connection, other than who it is. */
export class Attendance {
  /** It has answered our sync step 1, and so has read what was sent before it. */
  hasAnswered = false;
  /** Yjs clients that were new here when they came through it. */
  newClients = 0;
  readonly #limits: AttendanceLimits;
  /** Made when first needed: most connections say little. */
  readonly #buckets: Partial<Record<WatchedRate | 'offences', TokenBucket>> = {};
  #refused: Set<RefusalCode> | null = null;
  #askDelay = 0;
  #askedAt = -Infinity;
  #cancelAsk: Cancel | null = null;

  constructor(limits: AttendanceLimits) {
    this.#limits = limits;
  }

  /** Whether it may do something this often; `cost` is what this time counts for. */
  mayGoOn(rate: WatchedRate, cost: number, now: number): boolean {
    const options = { burst: this.#limits[rates[rate]], perSecond: this.#limits[rate] };
    return this.#bucket(rate, options, now).take(cost, now) === 0;
  }

  /** Counts an update refused for good; false if that were too many. */
  forgives(now: number): boolean {
    const { maxOffences, offenceMs } = this.#limits;
    return (
      this.#bucket('offences', { burst: maxOffences, perSecond: 1000 / offenceMs }, now).take(1, now) === 0
    );
  }

  /** Whether it is the first refusal of its sort. */
  isFirst(code: RefusalCode): boolean {
    this.#refused ??= new Set();
    if (this.#refused.has(code)) return false;
    this.#refused.add(code);
    return true;
  }

  /**
   * Calls `ask` once, now or later: more rarely each time that the answers brought nothing, so that a client
   * which cannot send what is missing is not asked for ever.
   */
  askAgain(ask: () => void, now: number, timers: Pick<Timers, 'after'>): void {
    if (this.#cancelAsk !== null) return;
    const run = (at: number) => {
      this.#cancelAsk = null;
      this.#askedAt = at;
      this.#askDelay = Math.min(MAX_ASK_MS, Math.max(MIN_ASK_MS, 2 * this.#askDelay));
      ask();
    };
    const due = Math.max(now, this.#askedAt + this.#askDelay);
    if (due <= now) run(now);
    else this.#cancelAsk = timers.after(due - now, () => run(due));
  }

  /** It has brought something. */
  progressed(): void {
    this.#askDelay = Math.min(this.#askDelay, MIN_ASK_MS);
  }

  end(): void {
    this.#cancelAsk?.();
    this.#cancelAsk = null;
  }

  #bucket(
    name: WatchedRate | 'offences',
    options: { burst: number; perSecond: number },
    now: number,
  ): TokenBucket {
    return (this.#buckets[name] ??= new TokenBucket(options, now));
  }
}
