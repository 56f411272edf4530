import { createServer, type AddressInfo } from 'node:net';
import type { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

/** A way into an embedded database for psql and other tools. */
export interface PsqlDoor {
  readonly port: number;
  /** For psql. */
  readonly url: string;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';

/** How many tools may be connected at once; their statements take turns. */
const MAX_CONNECTIONS = 8;

/** Serves PostgreSQL's protocol on loopback. There is no password: whoever works on this machine can come in. */
export async function openPsqlDoor(db: PGlite, port: number): Promise<PsqlDoor> {
  const chosen = port === 0 ? await freePort() : port;
  const server = new PGLiteSocketServer({ db, host: HOST, port: chosen, maxConnections: MAX_CONNECTIONS });
  await server.start();
  let closing: Promise<void> | undefined;
  return {
    port: chosen,
    url: `postgres://postgres@${HOST}:${chosen}/postgres?sslmode=disable`,
    close: () => (closing ??= server.stop()),
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, HOST);
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
