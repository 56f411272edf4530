import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { open, type Database, type RootDatabase } from 'lmdb';
import { isCartId, type CartId } from '../cart/ids.ts';
import { lockData } from './data-lock.ts';
import { FileSpace } from './file-space.ts';
import { decodeLogRecord, encodeLogRecord, LOG_FORMAT } from './log-record.ts';
import {
  LogUnopenable,
  LogUnreadable,
  LogUnwritable,
  type LogEntry,
  type LogRecord,
  type UpdateLog,
} from './update-log.ts';

/** Cart and position in its sequence, from 0. */
type RecordKey = [cartId: CartId, position: number];

interface Environment {
  readonly root: RootDatabase;
  readonly records: Database<Uint8Array, RecordKey>;
  readonly meta: Database<Uint8Array, string>;
}

/** Gives the writes of one transaction as closures, so that nothing can throw half-way through it. */
type Prepare = (environment: Environment) => readonly (() => unknown)[];

/** An entry's key and its place in a page. */
const KEY_BYTES = 96;
const LAST_POSITION = Number.MAX_SAFE_INTEGER;

/**
 * The log in one LMDB environment for all carts.
 *
 * With `overlappingSync` off, lmdb-js resolves a write only when `mdb_txn_commit` has returned, which writes
 * the pages, calls `fdatasync` and then writes the meta page through a file opened with `O_DSYNC`. With it
 * on (its default) a failed sync would never settle. With `eventTurnBatching` on, a failed commit would
 * also reject a promise nobody holds, and so end the process.
 */
export class LmdbUpdateLog implements UpdateLog {
  readonly #path: string;
  readonly #space: FileSpace;
  readonly #unlock: () => void;
  /** Replaced when it is opened again; readers wait for that. */
  #environment: Promise<Environment>;
  #writing: Promise<void> = Promise.resolve();
  #isSuspect = false;

  private constructor(path: string, space: FileSpace, environment: Environment, unlock: () => void) {
    this.#path = path;
    this.#space = space;
    this.#environment = Promise.resolve(environment);
    this.#unlock = unlock;
  }

  /** Opens the log of a data directory, making it if need be. Rejects with `LogUnopenable`. */
  static async open(dataDir: string): Promise<LmdbUpdateLog> {
    let unlock = (): void => undefined;
    try {
      mkdirSync(dataDir, { recursive: true });
      unlock = lockData(dataDir);
      const path = join(dataDir, 'log');
      const environment = openEnvironment(path);
      await requireFormat(environment);
      return new LmdbUpdateLog(path, await FileSpace.open(join(path, 'data.mdb')), environment, unlock);
    } catch (error) {
      unlock();
      if (error instanceof LogUnopenable) throw error;
      throw new LogUnopenable(`cannot open the log in ${dataDir}: ${await causeOf(error)}`, { cause: error });
    }
  }

  append(entries: readonly LogEntry[]): Promise<void> {
    if (entries.length === 0) return Promise.resolve();
    const encoded = entries.map(({ cartId, record }) => ({ cartId, bytes: encodeLogRecord(record) }));
    const carts = new Set(entries.map(({ cartId }) => cartId)).size;
    const bytes = encoded.reduce((sum, record) => sum + record.bytes.length + KEY_BYTES, 0);
    return this.#write(spaceFor(bytes, carts), ({ records }) => {
      const next = new Map<CartId, number>();
      return encoded.map(({ cartId, bytes }) => {
        const position = next.get(cartId) ?? nextPosition(records, cartId);
        next.set(cartId, position + 1);
        return () => records.put([cartId, position], bytes);
      });
    });
  }

  async probe(bytes: number): Promise<void> {
    const filler = Buffer.alloc(bytes, 1);
    await this.#write(spaceFor(bytes, 1), ({ meta }) => [() => meta.put('probe', filler)]);
    await this.#write(spaceFor(0, 1), ({ meta }) => [() => meta.remove('probe')]);
  }

  async read(cartId: CartId): Promise<readonly LogRecord[]> {
    const { records } = await this.#environment;
    try {
      return [...records.getRange({ start: [cartId, 0], end: [cartId, LAST_POSITION] })].map(
        ({ key: [, position], value }, index) => {
          if (position !== index) throw new Error(`record ${index} is missing`);
          return decodeLogRecord(value);
        },
      );
    } catch (error) {
      throw new LogUnreadable(`cannot read cart ${cartId}: ${reasonOf(error)}`, { cause: error });
    }
  }

  async listCarts(): Promise<readonly CartId[]> {
    const { records } = await this.#environment;
    const carts: CartId[] = [];
    // From the end of each cart straight to the start of the next, without the keys between.
    for (let after: RecordKey | undefined; ;) {
      const [key] = records.getKeys({ ...(after && { start: after }), limit: 1 });
      if (!key) return carts;
      if (!isCartId(key[0])) throw new LogUnreadable('the log holds a key that is no cart id');
      carts.push(key[0]);
      after = [key[0], LAST_POSITION];
    }
  }

  async close(): Promise<void> {
    // Whoever started that write has been told how it ended.
    await this.#writing.catch(() => undefined);
    await (await this.#environment).root.close();
    await this.#space.close();
    this.#unlock();
  }

  #write(space: number, prepare: Prepare): Promise<void> {
    this.#writing = this.#commit(space, prepare);
    return this.#writing;
  }

  async #commit(space: number, prepare: Prepare): Promise<void> {
    try {
      if (this.#isSuspect) await this.#reopen();
      const { root, records, meta } = await this.#environment;
      await this.#space.claim(usedBytes(root), space);
      const writes = prepare({ root, records, meta });
      await root.batch(() => {
        for (const write of writes) write();
      });
    } catch (error) {
      this.#isSuspect = true;
      throw new LogUnwritable(await causeOf(error), { cause: error });
    }
  }

  /**
   * Starts afresh after a failed write.
   *
   * When LMDB could not write its meta page it refuses every later write, and lmdb-js then never answers.
   * The failure does not tell whether that was so. A read-only disk can still be read.
   */
  async #reopen(): Promise<void> {
    const previous = this.#environment;
    const opening = previous.then(({ root }) => root.close()).then(() => openEnvironment(this.#path));
    this.#environment = opening.catch(() => openEnvironment(this.#path, { readOnly: true }));
    await opening;
    this.#isSuspect = false;
  }
}

/** More than the pages that LMDB could need anew: half-filled ones, copies on the way to the root, free lists. */
const spaceFor = (bytes: number, carts: number): number => 128 * 1024 + 4 * bytes + 16 * 1024 * carts;

/** Where the pages that LMDB has ever used end. */
function usedBytes(root: RootDatabase): number {
  const { lastPageNumber, pageSize } = root.getStats() as { lastPageNumber: number; pageSize: number };
  return (lastPageNumber + 1) * pageSize;
}

function openEnvironment(path: string, options: { readonly readOnly?: true } = {}): Environment {
  const root = open({ path, overlappingSync: false, eventTurnBatching: false, maxDbs: 4, ...options });
  return {
    root,
    records: root.openDB<Uint8Array, RecordKey>('records', { encoding: 'binary' }),
    meta: root.openDB<Uint8Array, string>('meta', { encoding: 'binary' }),
  };
}

async function requireFormat({ root, meta }: Environment): Promise<void> {
  const stored = meta.get('format');
  if (stored === undefined) {
    await meta.put('format', Buffer.of(LOG_FORMAT));
  } else if (stored[0] !== LOG_FORMAT) {
    await root.close();
    throw new LogUnopenable(`the log has format ${stored[0]}; this version reads format ${LOG_FORMAT}`);
  }
}

function nextPosition(records: Environment['records'], cartId: CartId): number {
  const range = { start: [cartId, LAST_POSITION], end: [cartId, -1], reverse: true, limit: 1 };
  const [last] = records.getKeys(range);
  return last ? last[1] + 1 : 0;
}

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

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
