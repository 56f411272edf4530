import * as v from 'valibot';
import { isCartId, type CartId } from '../../cart/ids.ts';
import type { OpEvent } from '../events.ts';

/** How the relay is. Everything it says of itself is `null` where it does not say it. */
export type RelayHealth =
  | {
      readonly status: 'answering';
      readonly url: string;
      readonly isReady: boolean;
      /** Why it is not ready; `null` if it is. */
      readonly reason: string | null;
      readonly version: string | null;
      /** How long it took to answer, milliseconds. */
      readonly latencyMs: number;
      /** From `/metrics`, by metric and labels as they are written there; empty if the token does not allow it. */
      readonly metrics: Readonly<Record<string, number>>;
      readonly checkedAt: number;
    }
  | {
      readonly status: 'unreachable';
      readonly url: string;
      readonly reason: string;
      readonly checkedAt: number;
    };

/** What of the relay's feed is wanted. */
export const feedRequest = v.strictObject({
  /** One cart's; `null` for all. */
  cartId: v.nullable(v.custom<CartId>(isCartId, 'not a cart id')),
  /** How many of the latest events to begin with. */
  backlog: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(10_000)),
});
export type FeedRequest = v.InferOutput<typeof feedRequest>;

/** News of the feed, gathered for a moment. */
export interface FeedNews {
  /** Of the request that it answers. */
  readonly feedId: number;
  /** `waiting`: the relay is away, and tried again. */
  readonly status: 'live' | 'waiting' | 'ended';
  /** Why it waits or has ended; `null` otherwise. */
  readonly reason: string | null;
  /** In the order of positions, each once. */
  readonly events: readonly OpEvent[];
}
