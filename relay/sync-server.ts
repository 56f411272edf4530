import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { isCartId } from '../cart/ids.ts';
import { closeCodes } from '../protocol/close-codes.ts';
import { SUBPROTOCOL } from '../protocol/frames.ts';
import type { Limits } from '../protocol/limits.ts';
import { Connection } from './connection.ts';
import { OPEN_GRANT } from './grant.ts';
import type { Room } from './room.ts';
import type { Rooms } from './rooms.ts';
import { withDeadline, type Cancel, type Timers } from './timers.ts';

/** Where carts are synced: the cart's id follows. */
const SYNC_PATH = '/sync/';

export interface SyncServerOptions {
  readonly rooms: Rooms;
  readonly timers: Timers;
  readonly limits: Limits;
  readonly logger: Logger;
  /** Web pages that may connect, besides those that name no origin and the desktop's own. */
  readonly allowOrigins: readonly string[];
}

const DESKTOP_ORIGIN = 'app://trolley';

/** Takes WebSocket connections to carts. */
export class SyncServer {
  readonly #options: SyncServerOptions;
  readonly #sockets: WebSocketServer;
  readonly #connections = new Set<Connection>();
  readonly #cancelKeepAlive: Cancel;
  #count = 0;
  #isDraining = false;

  constructor(options: SyncServerOptions) {
    this.#options = options;
    this.#sockets = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload: options.limits.maxFrameBytes,
      perMessageDeflate: false,
      handleProtocols: (offered) => offered.has(SUBPROTOCOL) && SUBPROTOCOL,
    });
    this.#cancelKeepAlive = options.timers.every(options.limits.keepAliveMs, () => {
      for (const connection of this.#connections) connection.keepAlive();
    });
  }

  /** Handles an HTTP upgrade. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // The other side may be gone before it is answered.
    socket.on('error', () => socket.destroy());
    const path = pathOf(request);
    const refusal = this.#refusalOf(path, request.headers.origin);
    if (refusal !== null) {
      refuseUpgrade(socket, refusal);
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      void this.#connect(webSocket, path.slice(SYNC_PATH.length), request.socket.remoteAddress ?? 'unknown');
    });
  }

  /** Takes no further connections and no further messages. */
  drain(): void {
    this.#isDraining = true;
  }

  /** Tells everybody to come back later, and waits for them to go. */
  async close(): Promise<void> {
    this.#cancelKeepAlive();
    for (const connection of this.#connections)
      connection.close(closeCodes.draining, 'the relay is shutting down');
    const { timers, limits } = this.#options;
    const goodbyes = [...this.#connections].map(({ closed }) => closed);
    await withDeadline(Promise.all(goodbyes), limits.closeMs, timers);
    for (const connection of this.#connections) connection.terminate();
  }

  async #connect(socket: WebSocket, cartId: string, address: string): Promise<void> {
    const { rooms, limits, logger } = this.#options;
    this.#count += 1;
    const name = `${address}#${this.#count}`;
    const hasReceipts = socket.protocol === SUBPROTOCOL;
    const connection = new Connection({ socket, name, hasReceipts, grant: OPEN_GRANT, limits });
    this.#connections.add(connection);
    socket.on('close', (code) => {
      this.#connections.delete(connection);
      logger.debug({ peer: name, cartId, code }, 'disconnected');
    });
    // A message too long or not a frame; ws closes the connection.
    socket.on('error', (error) => logger.warn({ peer: name, cartId, err: error }, 'connection failed'));
    if (!isCartId(cartId)) {
      connection.close(closeCodes.badCartId, 'not a cart id');
      return;
    }
    // What the client sends before its cart is loaded waits in the network.
    socket.pause();
    let room: Room;
    try {
      room = await rooms.enter(cartId);
    } catch {
      // Rooms has logged why. The client comes back, and must not take this for an empty cart.
      socket.resume();
      connection.close(closeCodes.unavailable, 'this cart cannot be read at the moment');
      return;
    }
    this.#converse(socket, connection, room);
  }

  #converse(socket: WebSocket, connection: Connection, room: Room): void {
    const leave = () => {
      room.leave(connection);
      this.#options.rooms.leave(room);
    };
    if (socket.readyState === socket.CLOSED) {
      leave();
      return;
    }
    socket.on('close', leave);
    socket.on('message', (data, isBinary) => this.#receive(connection, room, data, isBinary));
    room.join(connection);
    socket.resume();
  }

  #receive(connection: Connection, room: Room, data: RawData, isBinary: boolean): void {
    // Not accepted, so the client will send it again to whoever comes next.
    if (this.#isDraining) return;
    if (!isBinary || !(data instanceof Uint8Array)) {
      connection.close(closeCodes.badFrame, 'messages are binary');
      return;
    }
    try {
      room.receive(connection, data);
    } catch (error) {
      // A fault of ours: it costs this connection, nobody else's.
      this.#options.logger.error(
        { peer: connection.name, cartId: room.cartId, err: error },
        'a message failed',
      );
      connection.close(closeCodes.unavailable, 'internal error');
    }
  }

  #refusalOf(path: string, origin: string | undefined): 403 | 404 | 503 | null {
    if (!path.startsWith(SYNC_PATH)) return 404;
    const isAllowed =
      origin === undefined || origin === DESKTOP_ORIGIN || this.#options.allowOrigins.includes(origin);
    if (!isAllowed) return 403;
    return this.#isDraining ? 503 : null;
  }
}

/** The path as the client wrote it, without the query. */
const pathOf = (request: IncomingMessage): string => (request.url ?? '').split('?', 1)[0] ?? '';

function refuseUpgrade(socket: Duplex, status: 403 | 404 | 503): void {
  const headers = 'Connection: close\r\nContent-Length: 0\r\n\r\n';
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${headers}`);
}
