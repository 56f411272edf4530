// @ts-check
/**
 * `@y/websocket-server` as its own `server.js` puts it together, in memory only; prints where it listens.
 *
 * It gets the `ws` that Trolley has, not the older one it would take for itself.
 */
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

/**
 * What is used of the package. It is installed only when a benchmark runs, so types cannot be read from it.
 *
 * @typedef {{ setupWSConnection(socket: import('ws').WebSocket, request: import('node:http').IncomingMessage): void }} Utils
 */
const peer = '@y/websocket-server/utils';
/** @type {unknown} */
const installed = await import(peer);
const utils = /** @type {Utils} */ (installed);

const server = createServer((_request, response) => response.end('okay'));
const sockets = new WebSocketServer({ noServer: true });
server.on('upgrade', (request, socket, head) =>
  sockets.handleUpgrade(request, socket, head, (webSocket) => utils.setupWSConnection(webSocket, request)),
);
server.listen(0, '127.0.0.1', () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  console.log(JSON.stringify({ event: 'listening', ws: `ws://127.0.0.1:${port}`, pid: process.pid }));
});
