import { open, type FileHandle } from 'node:fs/promises';

/** Files grow by at least so many bytes. */
const STEP = 256 * 1024;

/**
 * Makes sure that a file can be written before somebody else writes in it.
 *
 * lmdb-js 3.5 overruns a heap buffer with its error message when a page cannot be written, and the process is
 * killed then or later. So space is claimed first, with zeros at the end of the file, where running out of it
 * is an ordinary error; LMDB does not mind that its file is longer than what it uses. On file systems that
 * never overwrite in place (btrfs, ZFS) this cannot help.
 */
export class FileSpace {
  readonly #file: FileHandle;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async open(path: string): Promise<FileSpace> {
    return new FileSpace(await open(path, 'r+'));
  }

  /** Rejects unless the file can be written and has `unused` bytes after the first `used`. */
  async claim(used: number, unused: number): Promise<void> {
    const { size } = await this.#file.stat();
    // A disk can also have become read-only: the last byte is not used, so it can be tried.
    if (size >= used + unused) return this.#writeZeros(size - 1, size);
    try {
      await this.#writeZeros(size, used + unused + STEP);
    } catch (error) {
      // What was got is left to others: it is of no use here.
      await this.#file.truncate(size);
      throw error;
    }
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async #writeZeros(from: number, to: number): Promise<void> {
    const zeros = Buffer.alloc(Math.min(to - from, STEP));
    for (let position = from; position < to;) {
      const length = Math.min(zeros.length, to - position);
      const { bytesWritten } = await this.#file.write(zeros, 0, length, position);
      position += bytesWritten;
    }
  }
}
