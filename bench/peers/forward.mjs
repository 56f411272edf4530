// @ts-check
/**
 * No server that anybody would use, but what the cost of any is compared with: it passes each update on to everybody
 * else in the cart as it came, and neither reads, keeps, checks nor acknowledges anything. Prints where it listens.
 */
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const SYNC = 0;
const STEP_1 = 0;
const EMPTY_STEP_2 = Uint8Array.of(SYNC, 1, 2, 0, 0);

/** @type {Map<string, Set<import('ws').WebSocket>>} */
const carts = new Map();

const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on('connection', (socket, { url }) => {
  const cart = carts.get(String(url)) ?? new Set();
  carts.set(String(url), cart.add(socket));
  socket.on('close', () => cart.delete(socket));
  socket.on('message', (/** @type {Buffer} */ message) => {
    if (message[0] !== SYNC) return;
    if (message[1] === STEP_1) socket.send(EMPTY_STEP_2);
    else for (const other of cart) if (other !== socket) other.send(message);
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  console.log(JSON.stringify({ event: 'listening', ws: `ws://127.0.0.1:${port}`, pid: process.pid }));
});
