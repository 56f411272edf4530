import { copyFileSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { reasonOf } from '../../cart/result.ts';
import { replaceFile } from './replace-file.ts';

/** Where something is kept. */
export interface KeptPlace {
  readonly file: string;
  /** Milliseconds since 1970, also for the names of copies. */
  readonly now: () => number;
  /** Told what went wrong, for the log. */
  readonly onProblem: (message: string) => void;
}

export interface KeptFileOptions<T> extends KeptPlace {
  /** What is in it, for the log, as in `the list of carts`. */
  readonly what: string;
  /** Reads a value of the file; throws when it is none. */
  readonly parse: (value: unknown) => T;
}

/**
 * A small JSON file of a profile, always written whole.
 *
 * What cannot be read is never written over: a damaged file is first set aside as a copy beside it, and one that
 * the system does not give is left alone.
 */
export class KeptFile<T> {
  readonly #options: KeptFileOptions<T>;
  #mayWrite = true;

  constructor(options: KeptFileOptions<T>) {
    this.#options = options;
  }

  /** What is in it; `null` when there is none, or none that can be read. */
  read(): T | null {
    const { file, what, parse, onProblem } = this.#options;
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch (error) {
      if (isMissing(error)) return null;
      this.#mayWrite = false;
      onProblem(`${what} cannot be read, and is left as it is: ${reasonOf(error)}`);
      return null;
    }
    try {
      return parse(JSON.parse(text));
    } catch (error) {
      this.setAside(error instanceof v.ValiError ? 'it is not as it should be' : reasonOf(error));
      return null;
    }
  }

  /** Keeps a copy of the file as it is, before it is written over. */
  setAside(why: string): void {
    const { file, what, now, onProblem } = this.#options;
    const copy = `${file}.damaged-${now()}`;
    try {
      copyFileSync(file, copy);
      onProblem(`${what} is damaged (${why}); it is kept as ${copy}`);
    } catch (error) {
      this.#mayWrite = false;
      onProblem(`${what} is damaged (${why}) and no copy can be made, so it is left: ${reasonOf(error)}`);
    }
  }

  /** Whether the disk has it now. */
  write(value: T): boolean {
    if (!this.#mayWrite) return false;
    const { file, what, onProblem } = this.#options;
    try {
      replaceFile(file, JSON.stringify(value));
      return true;
    } catch (error) {
      onProblem(`${what} is kept until the end only: ${reasonOf(error)}`);
      return false;
    }
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
