import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  openSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';

/** Files grow by at least so many bytes. */
const STEP = 256 * 1024;

/**
 * Makes sure that a file can be written before somebody else writes in it.
 *
 * lmdb-js 3.5 overruns a heap buffer with its error message when a page cannot be written, and the process is
 * killed then or later. So space is claimed first, with zeros at the end of the file, where running out of it
 * is an ordinary error; LMDB does not mind that its file is longer than what it uses. On file systems that
 * never overwrite in place (btrfs, ZFS) this cannot help.
 *
 * It is done on the calling thread: most calls only look, and what is written goes to the page cache.
 */
export class FileSpace {
  readonly #path: string;
  readonly #file: number;
  /** A copy of a file may have holes where the original has zeros; no space is claimed by those. */
  #mayHaveHoles = true;

  private constructor(path: string) {
    this.#path = path;
    this.#file = openSync(path, 'r+');
  }

  /** Throws if there is no such file, or it cannot be written. */
  static open(path: string): FileSpace {
    return new FileSpace(path);
  }

  /** Throws unless a file of that many bytes could be made. LMDB does not say so in time when it makes its own. */
  static requireFor(path: string, bytes: number): void {
    const draft = `${path}.space`;
    try {
      writeFileSync(draft, Buffer.alloc(bytes));
    } finally {
      rmSync(draft, { force: true });
    }
  }

  /** Throws unless the file can be written and has `unused` bytes after the first `used`. */
  claim(used: number, unused: number): void {
    const { size, blocks } = fstatSync(this.#file);
    if (this.#mayHaveHoles && blocks * 512 < size) this.#writeZeros(used, size);
    this.#mayHaveHoles = false;
    if (size >= used + unused) {
      // A disk can also have become read-only. Trying that with a byte would cost every commit one more page.
      accessSync(this.#path, constants.W_OK);
      return;
    }
    try {
      this.#writeZeros(size, used + unused + STEP);
    } catch (error) {
      // What was got is left to others: it is of no use here.
      ftruncateSync(this.#file, size);
      throw error;
    }
  }

  /** Throws unless the file can be written at its end, of which nothing is used. */
  tryOut(): void {
    const { size } = fstatSync(this.#file);
    this.#writeZeros(size, size + 1);
  }

  close(): void {
    closeSync(this.#file);
  }

  #writeZeros(from: number, to: number): void {
    const zeros = Buffer.alloc(Math.min(to - from, STEP));
    for (let position = from; position < to;) {
      const length = Math.min(zeros.length, to - position);
      position += writeSync(this.#file, zeros, 0, length, position);
    }
  }
}
