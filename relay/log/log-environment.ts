import { randomBytes } from 'node:crypto';
import { open, type Database, type RootDatabase } from 'lmdb';
import { reasonOf } from '../../cart/result.ts';
import type { CartId } from '../../cart/ids.ts';
import type { FileSpace } from './file-space.ts';
import type { LogPosition } from './update-log.ts';

/** An entry's key and its place in a page. */
const KEY_BYTES = 96;

/** Version of what is in the databases below. */
export const LOG_FORMAT = 2;

/** Name of a backup's log while it is not finished. */
export const UNFINISHED_LOG = 'log.partial';

/** Cart and position of the chunk's first record. */
export type ChunkKey = [cartId: CartId, first: LogPosition];

/**
 * An open LMDB environment that holds a log of format 2.
 *
 * With `overlappingSync` off, lmdb-js resolves a write only when `mdb_txn_commit` has returned, which writes
 * the pages, calls `fdatasync` and then writes the meta page through a file opened with `O_DSYNC`. With it
 * on (its default) a failed sync would never settle. With `eventTurnBatching` on, a failed commit would
 * also reject a promise nobody holds, and so end the process.
 */
export interface LogEnvironment {
  readonly root: RootDatabase;
  /** See `log-chunk.ts`. */
  readonly chunks: Database<Buffer, ChunkKey>;
  /** First position to runs of carts; see `log-feed.ts`. Without gaps. */
  readonly feed: Database<Buffer, LogPosition>;
  readonly meta: Database<Buffer, string>;
}

/** A change to one entry; without a value it is removed. */
export interface LogWrite {
  readonly db: Pick<Database<Buffer, never>, 'put' | 'remove'>;
  readonly key: ChunkKey | LogPosition | string;
  readonly value?: Buffer | undefined;
}

export function openEnvironment(path: string, options: { readonly readOnly?: true } = {}): LogEnvironment {
  const root = open({
    path,
    overlappingSync: false,
    eventTurnBatching: false,
    maxDbs: 6,
    noSubdir: false,
    ...options,
  });
  return {
    root,
    chunks: root.openDB<Buffer, ChunkKey>('chunks', { encoding: 'binary' }),
    feed: root.openDB<Buffer, LogPosition>('feed', { encoding: 'binary' }),
    meta: root.openDB<Buffer, string>('meta', { encoding: 'binary' }),
  };
}

/**
 * Makes the changes in one transaction, if there is room for them; resolves when it is synced.
 *
 * Rejects with the reason in words. Nothing can throw half-way through: then it would be half a transaction.
 */
export async function commitWrites(
  environment: LogEnvironment,
  space: FileSpace,
  writes: readonly LogWrite[],
  whileWriting: () => void = () => undefined,
): Promise<void> {
  let bytes = 0;
  for (const { value } of writes) bytes += KEY_BYTES + (value?.length ?? 0);
  claimSpace(space, environment, { bytes, places: writes.length });
  const committing = environment.root.batch(() => {
    for (const { db, key, value } of writes) {
      if (value) void db.put(key as never, value);
      else void db.remove(key as never);
    }
  });
  whileWriting();
  try {
    await committing;
  } catch (error) {
    throw new Error(await causeOf(error), { cause: error });
  }
}

/** Removes every entry. */
export async function clearDatabase(
  { root }: Pick<LogEnvironment, 'root'>,
  space: FileSpace,
  db: Pick<Database, 'clearAsync'>,
): Promise<void> {
  const { lastPageNumber } = root.getStats() as { lastPageNumber: number };
  // Each page that becomes free is noted.
  claimSpace(space, { root }, { bytes: 8 * lastPageNumber, places: 4 });
  await db.clearAsync();
}

/** Makes sure that a commit of that many bytes, at so many places of the tree, finds room; see `FileSpace`. */
function claimSpace(
  space: FileSpace,
  { root }: Pick<LogEnvironment, 'root'>,
  { bytes, places }: { readonly bytes: number; readonly places: number },
): void {
  const { lastPageNumber, pageSize } = root.getStats() as { lastPageNumber: number; pageSize: number };
  // More than the pages that LMDB could need anew: half-filled ones, copies on the way to the root, free lists.
  space.claim((lastPageNumber + 1) * pageSize, 128 * 1024 + 4 * bytes + 16 * 1024 * places);
}

export const createGeneration = (): Buffer => Buffer.from(randomBytes(16).toString('hex'));

/** lmdb-js rejects with a general message and gives the reason through a second promise. */
async function causeOf(error: unknown): Promise<string> {
  if (error instanceof Error && 'commitError' in error) {
    return Promise.resolve(error.commitError).then(
      () => error.message,
      (cause: unknown) => reasonOf(cause),
    );
  }
  return reasonOf(error);
}
