import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createSecretFile } from '../relay/access/secret-file.ts';
import { spawnRelay } from '../relay/testing/spawn-relay.ts';
import { eventually } from '../relay/testing/new-client.ts';
import { OpWriter } from '../relay/testing/op-writer.ts';
import { RawClient } from '../relay/testing/raw-client.ts';
import { temporaryDirectory } from '../relay/testing/temporary-directory.ts';

const command = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

/** Runs `trolley` to its end. */
function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  return { status, stdout, stderr };
}

/** A directory with a secret in it. */
async function start() {
  const directory = await temporaryDirectory();
  const secret = join(directory, 'relay.secret');
  createSecretFile(secret, randomBytes);
  const token = (user: string, cart: string, role: string, ...more: string[]) => {
    const args = ['--auth-secret-file', secret, '--user', user, '--cart', cart, '--role', role, ...more];
    return run('token', ...args);
  };
  return { directory, secret, token };
}

async function startRelay({ directory, secret }: { directory: string; secret: string }, ...args: string[]) {
  const dataDir = join(directory, 'data');
  const relay = await spawnRelay({
    command,
    dataDir,
    args: ['--auth-secret-file', secret, '--log-level', 'trace', ...args],
  });
  onTestFinished(async () => {
    await relay.end('SIGKILL');
  });
  return { ...relay, dataDir };
}

test('a new secret is random, its owner’s only, and never replaced', async () => {
  const directory = await temporaryDirectory();
  const secret = join(directory, 'relay.secret');
  expect(run('secret', secret).status).toBe(0);
  const text = await readFile(secret, 'utf8');
  expect(text).toMatch(/^[\w-]{43}\n$/);
  expect((await stat(secret)).mode & 0o777).toBe(0o600);
  const again = run('secret', secret);
  expect([again.status, again.stdout]).toEqual([2, '']);
  expect(await readFile(secret, 'utf8')).toBe(text);
  expect(run('secret', join(directory, 'other')).status).toBe(0);
  expect(await readFile(join(directory, 'other'), 'utf8')).not.toBe(text);
});

describe('a token', () => {
  test('stands alone on standard output, and says what it was asked to', async () => {
    const { token } = await start();
    const { status, stdout, stderr } = token('Anna Ødegård', 'kitchen', 'editor', '--ttl', '90m');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    expect(decodeProtectedHeader(stdout.trim())).toEqual({ alg: 'HS256', typ: 'JWT' });
    const { iat = 0, jti = '', ...said } = decodeJwt(stdout.trim());
    expect(said).toEqual({ sub: 'Anna Ødegård', aud: 'kitchen', role: 'editor', exp: iat + 90 * 60 });
    expect(Math.abs(iat - Date.now() / 1000)).toBeLessThan(10);
    expect(stderr).toContain(jti);
  });

  test('lives for an hour unless told otherwise', async () => {
    const { token } = await start();
    const { iat = 0, exp } = decodeJwt(token('ana', '*', 'admin').stdout.trim());
    expect(exp).toBe(iat + 3_600);
  });

  test.each<[string, string[]]>([
    ['a user that is none', ['<b>', 'kitchen', 'editor']],
    ['a cart that is none', ['ana', '../etc', 'editor']],
    ['a role that is none', ['ana', 'kitchen', 'owner']],
    ['no time', ['ana', 'kitchen', 'editor', '--ttl', '0s']],
    ['time without a unit', ['ana', 'kitchen', 'editor', '--ttl', '60']],
    ['more than a year', ['ana', 'kitchen', 'editor', '--ttl', '367d']],
  ])('not with %s', async (_, [user = '', cart = '', role = '', ...more]) => {
    const { token } = await start();
    const { status, stdout, stderr } = token(user, cart, role, ...more);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).not.toBe('');
  });

  test('not with a secret that is missing, short, or anybody’s to write', async () => {
    const { secret, token } = await start();
    await chmod(secret, 0o666);
    expect(token('ana', 'kitchen', 'reader')).toMatchObject({ status: 2, stdout: '' });
    await chmod(secret, 0o644);
    expect(token('ana', 'kitchen', 'reader')).toMatchObject({ status: 0 });
    expect(token('ana', 'kitchen', 'reader').stderr).toContain('chmod 600');
    await writeFile(secret, 'short');
    expect(token('ana', 'kitchen', 'reader')).toMatchObject({ status: 2, stdout: '' });
    const missing = run(
      ...['token', '--auth-secret-file', `${secret}.none`],
      ...['--user', 'ana'],
      ...['--cart', '*'],
      '--role',
      'reader',
    );
    expect([missing.status, missing.stdout]).toEqual([2, '']);
  });
});

describe('a relay with a secret', () => {
  test('lets in who has a token, and no longer once it is taken back, also after a restart', async () => {
    const place = await start();
    const relay = await startRelay(place);
    const token = place.token('Ana', 'kitchen', 'editor').stdout.trim();
    const admin = join(place.directory, 'admin.token');
    await writeFile(admin, place.token('root', '*', 'admin').stdout);

    expect(await (await RawClient.connect(relay)).closed).toMatchObject({ code: 4401 });
    const ana = await RawClient.connect(relay, { token });
    ana.sendUpdate(new OpWriter(7).next());
    await eventually(() => expect(ana.durable(7)).toBe(1));

    const revoke = (...args: string[]) =>
      run('revoke', '--relay', relay.http, '--token-file', admin, ...args);
    const done = revoke('--user', 'Ana');
    expect([done.status, done.stderr]).toEqual([0, '']);
    expect(JSON.parse(done.stdout)).toMatchObject({ user: 'Ana' });
    expect(await ana.closed).toMatchObject({ code: 4401 });

    expect(await relay.end('SIGKILL')).toBe('SIGKILL');
    const again = await startRelay(place);
    expect(await (await RawClient.connect(again, { token })).closed).toMatchObject({ code: 4401 });
    expect(await again.end('SIGTERM')).toBe(0);
    for (const line of [...relay.logs, ...again.logs]) {
      expect(line).not.toContain(token.split('.')[1]);
      expect(line).not.toContain((await readFile(place.secret, 'utf8')).trim());
    }

    await writeFile(join(relay.dataDir, 'revocations.json'), '{}');
    const damaged = run('relay', '--port', '0', '--data', relay.dataDir, '--auth-secret-file', place.secret);
    expect(damaged.status).toBe(3);
    expect(damaged.stderr).toContain('revocations.json');
  });

  test('may listen on every address', async () => {
    const relay = await startRelay(await start(), '--host', '0.0.0.0');
    expect((await fetch(`${relay.http}/healthz`, { headers: { Host: 'x' } })).status).toBe(200);
  });

  test('revoking needs an admin’s token, a relay, and one thing to revoke', async () => {
    const place = await start();
    const relay = await startRelay(place);
    const file = join(place.directory, 'token');
    await writeFile(file, place.token('ana', '*', 'editor').stdout);
    const revoke = (url: string, ...args: string[]) =>
      run('revoke', '--relay', url, '--token-file', file, ...args);
    expect(revoke(relay.http, '--user', 'ben')).toMatchObject({ status: 4, stdout: '' });
    expect(revoke('http://127.0.0.1:1', '--user', 'ben')).toMatchObject({ status: 3, stdout: '' });
    expect(revoke(relay.http)).toMatchObject({ status: 2, stdout: '' });
    expect(revoke(relay.http, '--user', 'ben', '--token-id', 'x')).toMatchObject({ status: 2, stdout: '' });
    expect(revoke('ftp://x', '--user', 'ben')).toMatchObject({ status: 2, stdout: '' });
  });
});

test.each(['token', 'secret', 'revoke'])('%s --help has an example', (name) => {
  const { status, stdout } = run(name, '--help');
  expect(status).toBe(0);
  expect(stdout).toContain('Example:');
});
