import { isCartId, type CartId } from '../../cart/ids.ts';
import { readChunk, readChunkHeader, type ChunkReading } from './log-chunk.ts';
import type { ChunkKey, LogEnvironment, LogWrite } from './log-environment.ts';
import { countFeed, decodeFeed, type FeedRun } from './log-feed.ts';
import type { FeedRequest, LogPosition, Salvage, StoredEntry, StoredRecord } from './update-log.ts';

const LAST = Number.MAX_SAFE_INTEGER;

/** Where the feed ends. Throws if its end cannot be read. */
export function readHead({ feed }: LogEnvironment): LogPosition {
  const [last] = feed.getRange({ reverse: true, limit: 1 });
  return last ? last.key + countFeed(decodeFeed(last.value)) : 0;
}

/** Index of a chunk that follows on one whose header is damaged. */
const UNKNOWN_INDEX = 0xffff_ffff;

/** How many records a cart has. */
export function countRecords({ chunks }: LogEnvironment, cartId: CartId): number {
  const range = { start: [cartId, LAST] as ChunkKey, end: [cartId, -1] as ChunkKey, reverse: true, limit: 1 };
  const [last] = chunks.getRange(range);
  if (!last) return 0;
  try {
    const { index, count } = readChunkHeader(last.value);
    return Math.min(index + count, UNKNOWN_INDEX);
  } catch {
    // This cart cannot be read any more, but what its people still send can be kept, and the other carts are fine.
    return UNKNOWN_INDEX;
  }
}

/** All of a cart below a position. Throws rather than give less than was stored. */
export function readCart(environment: LogEnvironment, cartId: CartId, head: LogPosition): StoredRecord[] {
  return readCartFrom(environment, cartId, { from: 0, head, limit: LAST });
}

export const countChunks = ({ chunks }: LogEnvironment, cartId: CartId): number =>
  chunks.getKeysCount({ start: [cartId, 0], end: [cartId, LAST] });

/** What is needed to take out everything from a position on: of an append that failed but reached the disk. */
export function excessOf({ chunks, feed }: LogEnvironment, head: LogPosition): LogWrite[] {
  const writes: LogWrite[] = [];
  for (const { key, value } of feed.getRange({ start: head })) {
    let first = key;
    for (const { cartId, count } of decodeFeed(value)) {
      writes.push({ db: chunks, key: [cartId, first] });
      first += count;
    }
    writes.push({ db: feed, key });
  }
  return writes;
}

/** What can be read of a cart. */
export function salvageCart({ chunks }: LogEnvironment, cartId: CartId, head: LogPosition): Salvage {
  const records: StoredRecord[] = [];
  const damage: string[] = [];
  let expected = 0;
  for (const { key, value } of chunks.getRange({ start: [cartId, 0], end: [cartId, head] })) {
    const reading = readChunk(value);
    if (reading.index > expected && reading.index !== UNKNOWN_INDEX)
      damage.push(`${reading.index - expected} records before position ${key[1]} are gone`);
    for (const fault of reading.damage) damage.push(`in the chunk at position ${key[1]}: ${fault}`);
    for (const record of reading.records) records.push(record);
    if (!isInPlace(key, reading)) damage.push(`the chunk at position ${key[1]} is out of place`);
    if (reading.index >= 0) expected = reading.index + reading.count;
  }
  return { cartId, records, damage };
}

/** Whether a whole chunk is where its first record belongs, and its records are in their order. */
function isInPlace([, first]: ChunkKey, { records, damage }: ChunkReading): boolean {
  if (damage.length > 0) return true;
  return records.every(({ position }, at) =>
    at === 0 ? position === first : position > (records[at - 1]?.position ?? -1),
  );
}

/** Every cart with a record below a position. */
export function listStoredCarts({ chunks }: LogEnvironment, head: LogPosition): CartId[] {
  const carts: CartId[] = [];
  // From the end of each cart straight to the start of the next, without the keys between.
  for (let after: ChunkKey | undefined; ;) {
    const [key] = chunks.getKeys({ ...(after && { start: after }), limit: 1 });
    if (!key) return carts;
    if (!isCartId(key[0])) throw new Error('a key is no cart id');
    if (key[1] < head) carts.push(key[0]);
    after = [key[0], LAST];
  }
}

/** Records of all carts or of one, in the order of positions. Throws rather than leave one out. */
export function readFeedRange(
  environment: LogEnvironment,
  { from, limit, cartId }: FeedRequest,
  head: LogPosition,
): StoredEntry[] {
  if (cartId !== undefined) {
    const records = readCartFrom(environment, cartId, { from, head, limit });
    return records.map((record) => ({ cartId, record }));
  }
  const entries: StoredEntry[] = [];
  const until = Math.min(head, from + limit);
  const opened = new Map<CartId, OpenedChunk>();
  for (const { cartId, first, count } of readRuns(environment, from, until)) {
    const start = Math.max(first, from);
    const end = Math.min(first + count, until);
    for (const record of readRun(environment, opened, { cartId, start, end }))
      entries.push({ cartId, record });
  }
  return entries;
}

/** A chunk's records, and how far they have been read. */
interface OpenedChunk {
  readonly records: readonly StoredRecord[];
  next: number;
}

/** Chunks of so many carts are kept open: runs that follow each other are often in the same ones. */
const MOST_OPENED = 64;

/** Records with consecutive positions, which are in one chunk, as they were in one append. */
function readRun(
  { chunks }: LogEnvironment,
  opened: Map<CartId, OpenedChunk>,
  { cartId, start, end }: { readonly cartId: CartId; readonly start: LogPosition; readonly end: LogPosition },
): readonly StoredRecord[] {
  let chunk = opened.get(cartId);
  if (!chunk || (chunk.records.at(-1)?.position ?? -1) < start) {
    const range = {
      start: [cartId, start] as ChunkKey,
      end: [cartId, -1] as ChunkKey,
      reverse: true,
      limit: 1,
    };
    const [found] = chunks.getRange(range);
    const reading = found ? readChunk(found.value) : { records: [], damage: [] };
    if (reading.damage[0] !== undefined) throw new Error(`cart ${cartId} at ${start}: ${reading.damage[0]}`);
    if (opened.size >= MOST_OPENED) opened.clear();
    opened.set(cartId, (chunk = { records: reading.records, next: 0 }));
  }
  const { records } = chunk;
  while ((records[chunk.next]?.position ?? start) < start) chunk.next += 1;
  const run = records.slice(chunk.next, chunk.next + end - start);
  if (run.length !== end - start || run[0]?.position !== start || run.at(-1)?.position !== end - 1) {
    throw new Error(`cart ${cartId} does not hold what the feed says of position ${start}`);
  }
  return run;
}

/** The runs that touch a stretch of positions. Throws if the feed has a gap there. */
export function* readRuns(
  { feed }: LogEnvironment,
  from: LogPosition,
  until: LogPosition,
): Iterable<FeedRun & { readonly first: LogPosition }> {
  if (from >= until) return;
  const [start] = feed.getKeys({ start: from, reverse: true, limit: 1 });
  if (start === undefined) throw new Error('the feed does not begin at 0');
  let first = start;
  for (const { key, value } of feed.getRange({ start, end: until })) {
    if (key !== first) throw new Error(`the feed has a gap at position ${first}`);
    for (const run of decodeFeed(value)) {
      if (first + run.count > from && first < until) yield { ...run, first };
      first += run.count;
    }
  }
  if (first < until) throw new Error(`the feed ends at position ${first}`);
}

function readCartFrom(
  { chunks }: LogEnvironment,
  cartId: CartId,
  { from, head, limit }: { readonly from: LogPosition; readonly head: LogPosition; readonly limit: number },
): StoredRecord[] {
  const before = {
    start: [cartId, from] as ChunkKey,
    end: [cartId, -1] as ChunkKey,
    reverse: true,
    limit: 1,
  };
  const [start] = chunks.getKeys(before);
  const records: StoredRecord[] = [];
  // Of a later part it is not known how many come before.
  let expected = start && from > 0 ? -1 : 0;
  for (const { key, value } of chunks.getRange({ start: start ?? [cartId, from], end: [cartId, head] })) {
    const reading = readChunk(value);
    if (reading.damage[0] !== undefined) throw new Error(`at position ${key[1]}: ${reading.damage[0]}`);
    if (expected >= 0 && reading.index !== expected) {
      throw new Error(`${reading.index - expected} records before position ${key[1]} are missing`);
    }
    expected = reading.index + reading.count;
    for (const record of reading.records) {
      if (record.position < from) continue;
      if (record.position >= head || records.length === limit) return records;
      records.push(record);
    }
  }
  return records;
}
