import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createSecretFile, readSecretFile, SecretFileError } from './secret-file.ts';
import { temporaryDirectory } from '../testing/temporary-directory.ts';

const A = 'a'.repeat(32);
const B = 'b'.repeat(40);

async function file(text: string, mode = 0o600): Promise<string> {
  const path = join(await temporaryDirectory(), 'secret');
  await writeFile(path, text);
  await chmod(path, mode);
  return path;
}

const texts = ({ secrets }: { secrets: readonly Uint8Array[] }) =>
  secrets.map((secret) => new TextDecoder().decode(secret));

test('a secret a line, without what editors leave around it', async () => {
  expect(texts(readSecretFile(await file(A)))).toEqual([A]);
  expect(texts(readSecretFile(await file(`\n ${B}\t\r\n\n${A}\n\n`)))).toEqual([B, A]);
});

describe('refused', () => {
  const bad: Record<string, string> = {
    'an empty file': '',
    'blank lines': ' \n\n',
    'a short secret': 'a'.repeat(31),
    'a short one among long ones': `${A}\nshort\n`,
    'more than there is a use for': `${A}\n`.repeat(9),
  };
  test.each(Object.entries(bad))('%s', async (_, text) => {
    const path = await file(text);
    expect(() => readSecretFile(path)).toThrow(SecretFileError);
  });

  test('without telling what is in it', async () => {
    const path = await file(`${A}\nhunter2\n`);
    expect(() => readSecretFile(path)).toThrow(/^((?!hunter2|aaaa).)*$/s);
  });

  test('a file that is not there, and one that is a directory', async () => {
    const path = join(await temporaryDirectory(), 'secret');
    expect(() => readSecretFile(path)).toThrow(SecretFileError);
    await mkdir(path);
    expect(() => readSecretFile(path)).toThrow(SecretFileError);
  });

  test.each([0o620, 0o602, 0o666])('a file that others can write: %o', async (mode) => {
    const path = await file(A, mode);
    expect(() => readSecretFile(path)).toThrow(`chmod 600 ${path}`);
    expect(texts(readSecretFile(path, 'win32'))).toEqual([A]);
  });
});

test('a file that all can read is warned of; one for a group is as somebody meant it', async () => {
  expect(readSecretFile(await file(A, 0o644)).warning).toContain('chmod 600');
  expect(readSecretFile(await file(A, 0o640)).warning).toBeNull();
  expect(readSecretFile(await file(A, 0o400)).warning).toBeNull();
});

test('a new file has a secret of 32 random bytes, is only ours, and never replaces another', async () => {
  const path = join(await temporaryDirectory(), 'secret');
  createSecretFile(path, (length) => new Uint8Array(length).fill(255));
  expect(await readFile(path, 'utf8')).toBe(`${Buffer.alloc(32, 255).toString('base64url')}\n`);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(readSecretFile(path).warning).toBeNull();
  expect(() => createSecretFile(path, (length) => new Uint8Array(length))).toThrow(SecretFileError);
  expect(await readFile(path, 'utf8')).toContain('____');
});
