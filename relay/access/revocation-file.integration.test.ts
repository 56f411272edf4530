import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { UserId } from '../../cart/ids.ts';
import type { Revocation } from '../../protocol/http.ts';
import { RevocationFileError, revocationFile } from './revocation-file.ts';
import { temporaryDirectory } from '../testing/temporary-directory.ts';

const entries: readonly Revocation[] = [
  { user: 'Anna Ødegård' as UserId, revokedAt: '2026-01-02T03:04:05.678Z' },
  { tokenId: 'token-1', revokedAt: '2026-01-02T03:04:06.000Z' },
];

async function start() {
  const directory = await temporaryDirectory();
  const path = join(directory, 'revocations.json');
  return { directory, path, file: revocationFile(path) };
}

test('no file is no revocations', async () => {
  expect(await (await start()).file.load()).toEqual([]);
});

test('what was saved last is loaded, and nobody else can read it', async () => {
  const { directory, path, file } = await start();
  await file.save(entries.slice(0, 1));
  await file.save(entries);
  expect(await revocationFile(path).load()).toEqual(entries);
  expect(await readdir(directory)).toEqual(['revocations.json']);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('half a save leaves what was there', async () => {
  const { path, file } = await start();
  await file.save(entries);
  await writeFile(`${path}.new`, '{"format":1,"revo');
  expect(await file.load()).toEqual(entries);
  await file.save([]);
  expect(await file.load()).toEqual([]);
});

describe('a file that cannot be trusted is an error, never an empty list', () => {
  const damages: Record<string, (text: string) => string> = {
    'it is empty': () => '',
    'it ends early': (text) => text.slice(0, -20),
    'a name was changed': (text) => text.replace('token-1', 'token-2'),
    'an entry was taken out': (text) => JSON.stringify({ ...(JSON.parse(text) as object), revocations: [] }),
    'it is of a later format': (text) => text.replace('"format": 1', '"format": 2'),
    'it is something else': () => '[]',
  };
  test.each(Object.entries(damages))('%s', async (_, damage) => {
    const { path, file } = await start();
    await file.save(entries);
    await writeFile(path, damage(await readFile(path, 'utf8')));
    await expect(file.load()).rejects.toThrow(RevocationFileError);
    await expect(file.load()).rejects.toThrow(path);
  });

  test('it is a directory', async () => {
    const { path, file } = await start();
    await mkdir(path);
    await expect(file.load()).rejects.toThrow(RevocationFileError);
  });
});

test('a save that fails says so', async () => {
  const { path, file } = await start();
  await mkdir(`${path}.new`);
  await expect(file.save(entries)).rejects.toThrow();
});
