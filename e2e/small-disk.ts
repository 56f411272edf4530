import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A real file system of a few megabytes that can be filled up and cleared again. */
export class SmallDisk {
  readonly #path: string;

  /** Mounts it at `path`. Needs to be root, and throws otherwise: a skipped test would prove nothing. */
  constructor(path: string, megabytes: number) {
    this.#path = path;
    mkdirSync(path, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path], { stdio: 'pipe' });
  }

  get #filler(): string {
    return join(this.#path, 'filler');
  }

  /** Leaves not one byte. */
  fill(): void {
    const file = openSync(this.#filler, 'w');
    try {
      for (;;) writeSync(file, new Uint8Array(4096));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    } finally {
      closeSync(file);
    }
  }

  clear(): void {
    rmSync(this.#filler);
  }

  unmount(): void {
    execFileSync('umount', ['--lazy', this.#path]);
  }
}
