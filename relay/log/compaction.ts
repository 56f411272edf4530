import type { CartId } from '../../cart/ids.ts';
import { joinChunks, readChunk, type ChunkReading } from './log-chunk.ts';
import type { ChunkKey, LogEnvironment, LogWrite } from './log-environment.ts';
import type { LogPosition } from './update-log.ts';

/** Chunks are joined up to this size; larger ones stay as they are. */
const CHUNK_BYTES = 32 * 1024;
/** What one commit moves at most, so that no append waits long for it. */
const STEP_BYTES = 64 * 1024;

interface StoredChunk {
  readonly key: ChunkKey;
  readonly value: Buffer;
}

/** A part of a compaction, for one commit. */
export interface CompactionStep {
  readonly writes: readonly LogWrite[];
  /** Where to go on; `null` at the end of the cart. */
  readonly next: LogPosition | null;
}

/**
 * Joins small chunks of a cart that lie one after the other into large ones, from a position on.
 *
 * Only chunks that were read are removed, and only after the one in their place was read back, in memory, and
 * found to hold exactly their records. What is appended meanwhile has keys of its own. Throws if anything is
 * not as it was written: nothing of that cart is touched then.
 */
export function planCompaction(
  { chunks }: LogEnvironment,
  cartId: CartId,
  { from, head }: { readonly from: LogPosition; readonly head: LogPosition },
): CompactionStep {
  const writes: LogWrite[] = [];
  let bytes = 0;
  let run: StoredChunk[] = [];
  let runBytes = 0;
  const join = (): void => {
    if (run.length > 1) {
      bytes += runBytes;
      writes.push(...replace(chunks, run));
    }
    run = [];
    runBytes = 0;
  };
  for (const { key, value } of chunks.getRange({ start: [cartId, from], end: [cartId, head] })) {
    if (runBytes + value.length > CHUNK_BYTES) join();
    if (bytes + runBytes > STEP_BYTES) return { writes, next: key[1] };
    run.push({ key, value });
    runBytes += value.length;
  }
  join();
  return { writes, next: null };
}

function replace(db: LogEnvironment['chunks'], run: readonly StoredChunk[]): LogWrite[] {
  const readings = run.map(({ value }) => readChunk(value));
  const joined = joinChunks(run.map(({ value }) => value));
  requireSame(readings, readChunk(joined));
  const [first, ...rest] = run.map(({ key }) => key);
  return [{ db, key: first as ChunkKey, value: joined }, ...rest.map((key): LogWrite => ({ db, key }))];
}

/** Throws unless the chunk holds the records of the others, all of them, in their order, byte for byte. */
function requireSame(parts: readonly ChunkReading[], whole: ChunkReading): void {
  let count = 0;
  let last = -1;
  const start = parts[0]?.index ?? -1;
  for (const { damage, index, records } of [...parts, whole]) {
    if (damage[0] !== undefined) throw new Error(damage[0]);
    if (index !== start + (records === whole.records ? 0 : count)) throw new Error('records are missing');
    if (records === whole.records) break;
    for (const record of records) {
      const copy = whole.records[count++];
      if (record.position <= last || copy?.position !== record.position || !isSameRecord(record, copy)) {
        throw new Error(`the record at position ${record.position} would change`);
      }
      last = record.position;
    }
  }
  if (count !== whole.count || count !== whole.records.length) throw new Error('the count would change');
}

const isSameRecord = (a: ChunkReading['records'][number], b: ChunkReading['records'][number]): boolean =>
  a.client === b.client &&
  a.clock === b.clock &&
  a.opId === b.opId &&
  a.storedAt === b.storedAt &&
  Buffer.compare(a.bytes, b.bytes) === 0;
