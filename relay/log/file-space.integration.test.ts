import { readFile, stat, statfs, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FileSpace } from './file-space.ts';
import { mountSmallDisk } from '../testing/small-disk.ts';

/** A disk of 1 MiB with a file of three bytes on it. */
async function setUp() {
  const disk = mountSmallDisk(1024);
  const path = join(disk.path, 'file');
  await writeFile(path, 'abc');
  return { disk, path, space: FileSpace.open(path) };
}

test('claimed space is there, and what was in the file stays', async () => {
  const { disk, path, space } = await setUp();
  const free = async () => (await statfs(disk.path)).bavail * 4096;
  const before = await free();
  space.claim(3, 100_000);
  expect((await stat(path)).size).toBeGreaterThanOrEqual(100_003);
  expect(await free()).toBeLessThanOrEqual(before - 98_304);
  const content = await readFile(path);
  expect(content.subarray(0, 3).toString()).toBe('abc');
  expect(content.subarray(3).every((byte) => byte === 0)).toBe(true);
  space.close();
});

test('space that is not there is an error, and leaves the file as it was', async () => {
  const { path, space } = await setUp();
  space.claim(3, 1_000);
  const { size } = await stat(path);
  expect(() => space.claim(3, 2_000_000)).toThrow('ENOSPC');
  expect((await stat(path)).size).toBe(size);
  space.close();
});

test('claiming again what is there already takes no more', async () => {
  const { path, space } = await setUp();
  space.claim(3, 100_000);
  const { size } = await stat(path);
  space.claim(50_000, 50_000);
  expect((await stat(path)).size).toBe(size);
  space.close();
});

test('a hole at the end is filled before it is counted on', async () => {
  const { disk, path, space } = await setUp();
  space.close();
  await truncate(path, 600_000);
  const copy = FileSpace.open(path);
  copy.claim(3, 100_000);
  expect((await stat(path)).blocks * 512).toBeGreaterThanOrEqual(600_000 - 4096);
  copy.close();
  await truncate(path, 3);
  await truncate(path, 2_000_000);
  const larger = FileSpace.open(path);
  expect(() => larger.claim(3, 100_000)).toThrow('ENOSPC');
  larger.close();
  disk.resize(4096);
});
