import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A real file system that fills up and can be made larger or read-only. */
export interface SmallDisk {
  readonly path: string;
  resize(kibibytes: number): void;
  /** For files opened from now on; those already open stay as they are. */
  makeReadOnly(): void;
  makeWritable(): void;
}

/**
 * Mounts a small tmpfs, gone with the test.
 *
 * Needs to be root, and throws otherwise: a test of full disks that quietly skipped would prove nothing.
 */
export function mountSmallDisk(kibibytes: number): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), 'trolley-disk-'));
  const mount = (...args: string[]) => execFileSync('mount', [...args, path], { stdio: 'pipe' });
  mount('-t', 'tmpfs', '-o', `size=${kibibytes}k`, 'tmpfs');
  let mounts = 1;
  const unmount = () => {
    execFileSync('umount', ['--lazy', path]);
    mounts -= 1;
  };
  onTestFinished(() => {
    while (mounts > 0) unmount();
    rmdirSync(path);
  });
  return {
    path,
    resize: (size) => void mount('-o', `remount,size=${size}k`),
    makeReadOnly: () => {
      // A mount with files open for writing cannot turn read-only, so a second one goes on top of it.
      mount('--bind', path);
      mounts += 1;
      mount('-o', 'remount,bind,ro');
    },
    makeWritable: unmount,
  };
}
