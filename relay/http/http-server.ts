import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ErrorBody, HttpErrorCode } from '../../protocol/http-errors.ts';
import type { Limits } from '../../protocol/limits.ts';

/** Idle connections are kept so long: longer than proxies keep theirs, so that it is they who end them. */
const KEEP_ALIVE_MS = 75_000;

/** Sets what Node's HTTP server does before a request reaches anybody: its patience, and its own refusals. */
export function tuneHttpServer(
  server: Server,
  { authenticateMs, requestMs }: Pick<Limits, 'authenticateMs' | 'requestMs'>,
): void {
  server.requestTimeout = authenticateMs + requestMs;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  const answering = new WeakMap<Duplex, number>();
  const count = (socket: Duplex, change: number) =>
    answering.set(socket, (answering.get(socket) ?? 0) + change);
  server.on('request', ({ socket }, response) => {
    count(socket, 1);
    response.once('close', () => count(socket, -1));
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // What we say now would be taken for the answer to what came before, or for a part of it.
    if ((answering.get(socket) ?? 0) > 0) socket.destroy();
    else refuseBytes(error, socket);
  });
}

/** What is no HTTP request, or took too long to become one, is answered in the same form as everything else. */
function refuseBytes({ code }: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const [status, name, message] = refusals[code ?? ''] ?? malformed;
  const body = `${JSON.stringify({ error: { code: name, message } } satisfies ErrorBody)}\n`;
  const head = [
    `HTTP/1.1 ${status}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

type Refusal = readonly [status: string, code: HttpErrorCode, message: string];

const malformed: Refusal = ['400 Bad Request', 'bad_request', 'this is no HTTP request'];
const refusals: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'bad_request', 'the headers are too long'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'bad_request', 'the request took too long to arrive'],
};
