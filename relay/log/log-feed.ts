import { crc32 } from 'node:zlib';
import { isCartId, type CartId } from '../../cart/ids.ts';

/** So many records of a cart, one after the other in the log. */
export interface FeedRun {
  readonly cartId: CartId;
  readonly count: number;
}

/**
 * Which carts a stretch of the log's positions belongs to: `uint32 checksum`, then for each run
 * `uint32 count, uint8 length of cart id, cart id`, little-endian. The checksum is the CRC-32 of the rest.
 */
export function encodeFeed(runs: readonly FeedRun[]): Buffer {
  const size = runs.reduce((sum, { cartId }) => sum + 5 + cartId.length, 4);
  const feed = Buffer.allocUnsafe(size);
  let at = 4;
  for (const { cartId, count } of runs) {
    at = feed.writeUInt32LE(count, at);
    feed[at] = cartId.length;
    at += 1 + feed.write(cartId, at + 1, 'latin1');
  }
  feed.writeUInt32LE(crc32(feed.subarray(4)), 0);
  return feed;
}

/** Throws on bytes that are not what was written. */
export function decodeFeed(feed: Buffer): readonly FeedRun[] {
  if (feed.length < 4 || feed.readUInt32LE(0) !== crc32(feed.subarray(4))) {
    throw new Error('the checksum of the feed does not match');
  }
  const runs: FeedRun[] = [];
  for (let at = 4; at < feed.length;) {
    const end = at + 5 + (feed[at + 4] ?? 0);
    const cartId = feed.toString('latin1', at + 5, end);
    if (!isCartId(cartId)) throw new Error('the feed names no cart');
    runs.push({ cartId, count: feed.readUInt32LE(at) });
    at = end;
  }
  return runs;
}

/** How many positions the runs take. */
export const countFeed = (runs: readonly FeedRun[]): number =>
  runs.reduce((sum, { count }) => sum + count, 0);
