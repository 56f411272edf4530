import { readFile, stat, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FileSpace } from './file-space.ts';
import { mountSmallDisk } from './testing/small-disk.ts';

/** A disk of 1 MiB with a file of three bytes on it. */
async function setUp() {
  const disk = mountSmallDisk(1024);
  const path = join(disk.path, 'file');
  await writeFile(path, 'abc');
  return { disk, path, space: await FileSpace.open(path) };
}

test('claimed space is there, and what was in the file stays', async () => {
  const { disk, path, space } = await setUp();
  const free = async () => (await statfs(disk.path)).bavail * 4096;
  const before = await free();
  await space.claim(3, 100_000);
  expect((await stat(path)).size).toBeGreaterThanOrEqual(100_003);
  expect(await free()).toBeLessThanOrEqual(before - 98_304);
  const content = await readFile(path);
  expect(content.subarray(0, 3).toString()).toBe('abc');
  expect(content.subarray(3).every((byte) => byte === 0)).toBe(true);
  await space.close();
});

test('space that is not there is an error, and leaves the file as it was', async () => {
  const { path, space } = await setUp();
  await space.claim(3, 1_000);
  const { size } = await stat(path);
  await expect(space.claim(3, 2_000_000)).rejects.toThrow('ENOSPC');
  expect((await stat(path)).size).toBe(size);
  await space.close();
});

test('claiming again what is there already takes no more', async () => {
  const { path, space } = await setUp();
  await space.claim(3, 100_000);
  const { size } = await stat(path);
  await space.claim(50_000, 50_000);
  expect((await stat(path)).size).toBe(size);
  await space.close();
});
