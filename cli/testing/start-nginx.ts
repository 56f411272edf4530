import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { eventually } from '../../relay/testing/new-client.ts';
import type { TestCertificate } from '../../relay/testing/new-certificate.ts';
import { temporaryDirectory } from '../../relay/testing/temporary-directory.ts';

const example = fileURLToPath(new URL('../../docs/examples/nginx.conf', import.meta.url));

export interface Nginx {
  readonly ws: string;
  readonly http: string;
  readonly port: number;
  readonly accessLog: () => string;
}

/**
 * Runs nginx with the example of the documentation, on a free port and in front of that relay.
 *
 * It needs nginx to be installed, and throws otherwise: `npm test` installs it where it may.
 */
export async function startNginx(relayPort: number, certificate: TestCertificate): Promise<Nginx> {
  const directory = await temporaryDirectory();
  const port = await freePort();
  const site = replaceEach(readFileSync(example, 'utf8'), {
    '127.0.0.1:4444': `127.0.0.1:${relayPort}`,
    'listen 443 ssl': `listen 127.0.0.1:${port} ssl`,
    '/etc/letsencrypt/live/carts.example/fullchain.pem': certificate.certPath,
    '/etc/letsencrypt/live/carts.example/privkey.pem': certificate.keyPath,
  });
  writeFileSync(join(directory, 'trolley.conf'), site);
  writeFileSync(join(directory, 'nginx.conf'), mainConf(directory));
  // As root, nginx's workers are somebody else.
  chmodSync(directory, 0o755);
  const args = ['-p', directory, '-c', join(directory, 'nginx.conf'), '-e', join(directory, 'error.log')];
  // Debian keeps it where not everybody's path leads.
  const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin` };
  execFileSync('nginx', ['-t', ...args], { stdio: 'pipe', env });
  const child = spawn('nginx', args, { stdio: 'inherit', env });
  onTestFinished(async () => {
    const exited = once(child, 'exit');
    child.kill('SIGQUIT');
    child.kill('SIGTERM');
    await exited;
  });
  const http = `https://localhost:${port}`;
  await eventually(() => {
    readFileSync(join(directory, 'nginx.pid'));
  });
  const accessLog = () => readFileSync(join(directory, 'access.log'), 'utf8');
  return { port, http, ws: `wss://localhost:${port}/sync`, accessLog };
}

/** What Debian's own file says around a site, as far as it matters here. */
const mainConf = (directory: string): string => `
daemon off;
pid ${directory}/nginx.pid;
events { worker_connections 256; }
http {
  access_log ${directory}/access.log;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${directory}/${name};`)
    .join('\n  ')}
  include ${directory}/trolley.conf;
}
`;

/** Throws where the example does not say what is to be replaced any more. */
function replaceEach(text: string, replacements: Readonly<Record<string, string>>): string {
  return Object.entries(replacements).reduce((rest, [from, to]) => {
    if (!rest.includes(from)) throw new Error(`the example does not say ${from}`);
    return rest.replaceAll(from, to);
  }, text);
}

/** nginx cannot be asked for one. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
