import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Debian's place for its versions. */
const ROOT = '/usr/lib/postgresql';

/** Programs of the newest that is installed. */
const BIN = join(ROOT, newestVersion(), 'bin');

export interface PostgresServer {
  /** Its own certificate, with TLS. */
  readonly caFile: string;
  readonly port: number;
  /** Of a new, empty database. */
  newDatabase(): string;
  /** Runs psql; throws with what it said when it fails. */
  psql(url: string, ...args: readonly string[]): string;
  start(): void;
  /** `immediate` is a crash: nothing is finished, connections end at once. */
  stop(mode: 'fast' | 'immediate'): void;
  /** Stops it and removes its files. */
  destroy(): void;
}

/**
 * A PostgreSQL of its own, in a temporary directory, on loopback and a Unix socket, durable as in use.
 *
 * It refuses to run as root, so root runs it as an unprivileged user. Throws if it is not installed.
 */
export async function startPostgres({ tls = false } = {}): Promise<PostgresServer> {
  if (!existsSync(join(BIN, 'initdb'))) {
    throw new Error(`the tests need PostgreSQL 15 or newer in ${ROOT}: apt-get install postgresql`);
  }
  const directory = mkdtempSync(join(tmpdir(), 'trolley-postgres-'));
  const data = join(directory, 'data');
  const port = await freePort();
  if (isRoot) {
    const { uid, gid } = unprivileged();
    chownSync(directory, uid, gid);
  }
  run(directory, 'initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8');
  const [caFile, keyFile] = ['server.crt', 'server.key'].map((name) => join(directory, name)) as [
    string,
    string,
  ];
  if (tls) makeCertificate(caFile, keyFile);
  const encryption = tls ? ` -c ssl=on -c ssl_cert_file=${caFile} -c ssl_key_file=${keyFile}` : '';
  const options = `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories=${directory}${encryption}`;
  let databases = 0;
  const server: PostgresServer = {
    caFile,
    port,
    newDatabase: () => {
      databases += 1;
      const name = `trolley_${databases}`;
      server.psql(`postgres://postgres@127.0.0.1:${port}/postgres`, '-c', `create database ${name}`);
      return `postgres://postgres@127.0.0.1:${port}/${name}`;
    },
    psql: (url, ...args) => runPsql(url, ...args),
    start: () => {
      run(directory, 'pg_ctl', 'start', '-w', '-D', data, '-l', join(directory, 'log'), '-o', options);
    },
    stop: (mode) => {
      run(directory, 'pg_ctl', 'stop', '-w', '-D', data, '-m', mode);
    },
    destroy: () => {
      spawnAs(directory, 'pg_ctl', ['stop', '-w', '-D', data, '-m', 'immediate']);
      rmSync(directory, { recursive: true, force: true });
    },
  };
  server.start();
  return server;
}

/** Runs psql as an operator would; throws with what it said when it fails. */
export function runPsql(url: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(
    join(BIN, 'psql'),
    ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-d', url, ...args],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`psql: ${stderr}`);
  return stdout.trim();
}

/** For 127.0.0.1, vouched for by itself. */
function makeCertificate(caFile: string, keyFile: string): void {
  const { status, stderr } = spawnSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1'],
      ...['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', keyFile, '-out', caFile],
    ],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`openssl: ${stderr}`);
  chmodSync(keyFile, 0o600);
  const { uid, gid } = unprivileged();
  if (isRoot) chownSync(keyFile, uid, gid);
}

const isRoot = process.getuid?.() === 0;

function unprivileged(): { readonly uid: number; readonly gid: number } {
  const id = (flag: string) => Number(spawnSync('id', [flag, USER], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}

const USER = 'nobody';

function newestVersion(): string {
  const versions = existsSync(ROOT) ? readdirSync(ROOT).map(Number).filter(Number.isInteger) : [];
  return String(Math.max(15, ...versions));
}

function spawnAs(directory: string, program: string, args: readonly string[]) {
  const command = [join(BIN, program), ...args];
  const [file = '', ...rest] = isRoot ? ['runuser', '-u', USER, '--', ...command] : command;
  // The server keeps what it is given open, so it is given nothing to write to.
  return spawnSync(file, rest, { cwd: directory, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
}

function run(directory: string, program: string, ...args: readonly string[]): void {
  const { status, stderr } = spawnAs(directory, program, args);
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
