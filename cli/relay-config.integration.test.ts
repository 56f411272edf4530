import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { spawnRelay } from '../relay/testing/spawn-relay.ts';
import { eventually } from '../relay/testing/new-client.ts';
import { newCertificate } from '../relay/testing/new-certificate.ts';
import { temporaryDirectory } from '../relay/testing/temporary-directory.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const command = join(root, 'dist/cli/main.js');

function run(args: readonly string[], environment: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'relay', ...args], {
    ...{ encoding: 'utf8', timeout: 10_000 },
    env: { ...process.env, ...environment },
  });
  return { status, stdout, stderr };
}

async function start(args: readonly string[]) {
  const relay = await spawnRelay({ command, dataDir: await temporaryDirectory(), args });
  onTestFinished(async () => {
    await relay.end('SIGKILL');
  });
  return relay;
}

test('--print-config tells each value and where it is from, and nothing of what is in secrets', async () => {
  const directory = await temporaryDirectory();
  const secret = join(directory, 'relay.secret');
  writeFileSync(secret, 'the content of a secret, long enough', { mode: 0o600 });
  const file = join(directory, 'relay.json');
  writeFileSync(file, '{"authSecretFile": "relay.secret", "host": "0.0.0.0", "limits": {"maxRooms": 7}}');
  const printed = run(['--config', file, '--port', '1', '--print-config'], { TROLLEY_LOG_LEVEL: 'debug' });
  expect(printed.status).toBe(0);
  expect(JSON.parse(printed.stdout)).toMatchObject({
    config: file,
    settings: {
      port: { value: 1, source: 'flag', from: '--port' },
      logLevel: { value: 'debug', source: 'environment', from: 'TROLLEY_LOG_LEVEL' },
      authSecretFile: { value: secret, source: 'file', from: `${file}: authSecretFile` },
      'limits.maxRooms': { value: 7, source: 'file', from: `${file}: limits.maxRooms` },
      data: { value: '.trolley/relay', source: 'default' },
    },
  });
  expect(printed.stdout + printed.stderr).not.toContain('the content of a secret');
});

test('all that is wrong with the configuration is said at once, and it ends with 2', () => {
  const { status, stdout, stderr } = run(['--port', 'http', '--print-config'], { TROLLEY_PROT: '1' });
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toBe(
    'trolley: --port must be a whole number from 0 to 65535, not "http"\n' +
      '  TROLLEY_PROT is no setting; did you mean TROLLEY_PORT?\n',
  );
});

test('a file that cannot be read, or is not JSON, or not an object, is said plainly', async () => {
  const file = join(await temporaryDirectory(), 'relay.json');
  expect(run(['--config', file])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('ENOENT') as string,
  });
  writeFileSync(file, '{"port": 1,}');
  expect(run([], { TROLLEY_CONFIG: file })).toMatchObject({
    status: 2,
    stderr: expect.stringContaining(`${file} is not JSON`) as string,
  });
  writeFileSync(file, '[]');
  expect(run(['--config', file])).toMatchObject({
    status: 2,
    stderr: `trolley: ${file} holds no JSON object\n`,
  });
});

test('--help is about settings, --help-limits about limits', () => {
  const help = run(['--help']).stdout;
  expect(help).toContain('--trust-proxy');
  expect(help).not.toContain('--limit-max');
  expect(run(['--help-limits']).stdout).toContain('--limit-max-frame-bytes <n> (default: 1048576)');
});

test('a limit that is set holds', async () => {
  const relay = await start([
    '--limit-request-burst',
    '1',
    '--limit-requests-per-second',
    '1',
    '--trust-proxy',
    'loopback',
  ]);
  const headers = { 'X-Forwarded-For': '203.0.113.9' };
  const ask = async () => (await fetch(`${relay.http}/healthz`, { headers })).status;
  expect([await ask(), await ask()]).toEqual([200, 429]);
});

test('a certificate and a key that do not belong together end it with 2', async () => {
  const { certPath } = await newCertificate();
  const { keyPath } = await newCertificate();
  const { status, stderr } = run(['--port', '0', '--tls-cert', certPath, '--tls-key', keyPath]);
  expect([status, stderr]).toEqual([
    2,
    `trolley: --tls-cert, --tls-key: ${keyPath} is not the key of ${certPath}\n`,
  ]);
});

const fingerprintAt = (url: string) =>
  new Promise<string>((resolve, reject) => {
    const port = Number(new URL(url).port);
    const socket = connect(port, '127.0.0.1', { rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate().fingerprint256);
      socket.destroy();
    });
    socket.on('error', reject);
  });

test('SIGHUP reads the certificate again, and keeps the old one if the new one is of no use', async () => {
  const { certPath, keyPath } = await newCertificate();
  const relay = await start(['--tls-cert', certPath, '--tls-key', keyPath]);
  expect(relay.ws).toMatch(/^wss:/);
  const said = (message: string) => relay.logs.filter((line) => line.includes(message)).length;
  const before = await fingerprintAt(relay.http);

  const renewed = await newCertificate();
  copyFileSync(renewed.certPath, certPath);
  process.kill(relay.pid, 'SIGHUP');
  await eventually(() => expect(said('the old one stays')).toBe(1));
  expect(await fingerprintAt(relay.http)).toBe(before);

  copyFileSync(renewed.keyPath, keyPath);
  process.kill(relay.pid, 'SIGHUP');
  await eventually(() => expect(said('certificate renewed')).toBe(1));
  expect(await fingerprintAt(relay.http)).not.toBe(before);
});

test('without a certificate SIGHUP changes nothing', async () => {
  const relay = await start([]);
  process.kill(relay.pid, 'SIGHUP');
  await eventually(() => expect(relay.logs.join()).toContain('no certificate to read again'));
  expect((await fetch(`${relay.http}/readyz`)).status).toBe(200);
  expect(await relay.end('SIGTERM')).toBe(0);
});

test('the systemd unit of the documentation starts a relay that asks for tokens', async () => {
  const directory = await temporaryDirectory();
  const folders = {
    STATE_DIRECTORY: join(directory, 'state'),
    CREDENTIALS_DIRECTORY: join(directory, 'credentials'),
  };
  for (const folder of Object.values(folders)) mkdirSync(folder);
  writeFileSync(join(folders.CREDENTIALS_DIRECTORY, 'relay.json'), '{"port": 0, "trustProxy": ["loopback"]}');
  const secret = join(folders.CREDENTIALS_DIRECTORY, 'relay.secret');
  expect(spawnSync(process.execPath, [command, 'secret', secret]).status).toBe(0);

  const unit = readFileSync(join(root, 'docs/examples/trolley-relay.service'), 'utf8');
  const line = /^ExecStart=(.*)$/m.exec(unit)?.[1] ?? '';
  const [node, program, subcommand, ...args] = line
    .replaceAll(/\$\{(\w+)\}/g, (_, name: keyof typeof folders) => folders[name])
    .split(' ');
  expect([node, program, subcommand]).toEqual(['/usr/bin/node', '/opt/trolley/dist/cli/main.js', 'relay']);
  // The last --port and --data win, as everywhere: these are the unit's.
  const relay = await start(args);
  expect((await fetch(`${relay.http}/carts`)).status).toBe(401);
  expect(readFileSync(join(folders.STATE_DIRECTORY, 'log/data.mdb')).length).toBeGreaterThan(0);
  expect(await relay.end('SIGTERM')).toBe(0);
});
