import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from '../../cart/result.ts';
import type { CrashPoint, CrashPoints } from './crash-points.ts';
import { FileSpace } from './file-space.ts';
import { commitWrites, openEnvironment, type LogEnvironment, type LogWrite } from './log-environment.ts';
import { excessOf, readHead } from './log-reader.ts';
import { LogUnwritable, type LogPosition } from './update-log.ts';

/** What a new log needs. */
const NEW_LOG_BYTES = 512 * 1024;

export interface LogStoreOptions {
  /** Folder of the environment. */
  readonly path: string;
  readonly crashPoints: CrashPoints;
}

/** The environment of a log that can be written: makes changes one at a time, and starts afresh after a failed one. */
export class LogStore {
  /** Where the log ends. What is in the environment after that was never reported stored. */
  head: LogPosition;
  readonly #options: LogStoreOptions;
  readonly #space: FileSpace;
  /** Replaced when it is opened again; readers wait for that. */
  #environment: Promise<LogEnvironment>;
  /** The latest change, settled or not. */
  #changing: Promise<void> = Promise.resolve();
  #isChanging = false;
  #isSuspect = false;

  private constructor(options: LogStoreOptions, environment: LogEnvironment, space: FileSpace) {
    this.#options = options;
    this.#space = space;
    this.#environment = Promise.resolve(environment);
    this.head = readHead(environment);
  }

  /** Opens an environment, making it if need be, and lets `prepare` bring it into shape. Rejects if that fails. */
  static async open<T>(
    options: LogStoreOptions,
    prepare: (environment: LogEnvironment, space: FileSpace) => Promise<T>,
  ): Promise<{ readonly store: LogStore; readonly prepared: T }> {
    const file = join(options.path, 'data.mdb');
    if (!existsSync(file)) {
      mkdirSync(options.path, { recursive: true });
      FileSpace.requireFor(file, NEW_LOG_BYTES);
    }
    const environment = openEnvironment(options.path);
    const space = FileSpace.open(file);
    try {
      const prepared = await prepare(environment, space);
      return { store: new LogStore(options, environment, space), prepared };
    } catch (error) {
      space.close();
      await environment.root.close();
      throw error;
    }
  }

  /** To be read from at once: it may be closed later. */
  get environment(): Promise<LogEnvironment> {
    return this.#environment;
  }

  /**
   * Makes the changes that `prepare` comes to, in one commit, after all those before. What it throws is passed on, and
   * nothing is changed then. Rejects with `LogUnwritable`.
   */
  change(
    prepare: (environment: LogEnvironment) => readonly LogWrite[],
    during: CrashPoint = 'duringCommit',
  ): Promise<void> {
    const run = () => this.#commit(prepare, during);
    const changing = this.#isChanging ? this.#changing.then(run, run) : run();
    this.#changing = changing;
    this.#isChanging = true;
    const end = (): void => {
      if (this.#changing === changing) this.#isChanging = false;
    };
    changing.then(end, end);
    return changing;
  }

  /** Waits for the changes under way. */
  async close(): Promise<void> {
    // Whoever started that change has been told how it ended.
    await this.#changing.catch(() => undefined);
    await (await this.#environment).root.close();
    this.#space.close();
  }

  async #commit(
    prepare: (environment: LogEnvironment) => readonly LogWrite[],
    during: CrashPoint,
  ): Promise<void> {
    const { crashPoints } = this.#options;
    try {
      if (this.#isSuspect) await this.#reopen();
    } catch (error) {
      throw new LogUnwritable(reasonOf(error), { cause: error });
    }
    const environment = await this.#environment;
    const writes = prepare(environment);
    if (writes.length === 0) return;
    try {
      crashPoints.reach('beforeCommit');
      await commitWrites(environment, this.#space, writes, () => crashPoints.reach(during));
      crashPoints.reach('afterCommit');
    } catch (error) {
      this.#isSuspect = true;
      throw new LogUnwritable(reasonOf(error), { cause: error });
    }
  }

  /**
   * Starts afresh after a failed write.
   *
   * When LMDB could not write its meta page it refuses every later write, and lmdb-js then never answers.
   * The failure does not tell whether that was so, nor whether what it was about reached the disk after all: then
   * it is taken out. A read-only disk can still be read.
   */
  async #reopen(): Promise<void> {
    const { path } = this.#options;
    this.#space.tryOut();
    const previous = this.#environment;
    const opening = previous.then(({ root }) => root.close()).then(() => openEnvironment(path));
    this.#environment = opening.catch(() => openEnvironment(path, { readOnly: true }));
    const environment = await opening;
    const excess = excessOf(environment, this.head);
    if (excess.length > 0) await commitWrites(environment, this.#space, excess);
    this.#isSuspect = false;
  }
}
