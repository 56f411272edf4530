import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A file system that believes to have more space than there is below it. */
export interface ThinDisk {
  readonly path: string;
  /** Puts enough below it. */
  heal(): void;
}

const KIB_PROMISED = 64 * 1024;
const KIB_THERE = 6 * 1024;

/**
 * Mounts an ext4 on a sparse image in a small tmpfs, gone with the test.
 *
 * When that is full, writes still succeed, and only `fsync` fails, as with a disk that breaks; the pages are then
 * lost. `null` where there are no loop devices, no mkfs.ext4 or no root.
 */
export function mountThinDisk(): ThinDisk | null {
  const base = mkdtempSync(join(tmpdir(), 'trolley-thin-'));
  const below = join(base, 'below');
  const path = join(base, 'disk');
  const run = (command: string, ...args: string[]) => execFileSync(command, args, { stdio: 'pipe' });
  const mounted: string[] = [];
  onTestFinished(() => {
    for (const mount of mounted) run('umount', '--lazy', mount);
    rmSync(base, { recursive: true, force: true });
  });
  try {
    for (const folder of [below, path]) mkdirSync(folder);
    run('mount', '-t', 'tmpfs', '-o', `size=${KIB_THERE}k`, 'tmpfs', below);
    mounted.unshift(below);
    const image = join(below, 'image');
    run('truncate', '--size', `${KIB_PROMISED}K`, image);
    run('mkfs.ext4', '-q', '-O', '^has_journal', image);
    run('mount', '-o', 'loop', image, path);
    mounted.unshift(path);
  } catch {
    return null;
  }
  return { path, heal: () => void run('mount', '-o', `remount,size=${2 * KIB_PROMISED}k`, below) };
}
