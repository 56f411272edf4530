import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { Clock } from '../../cart/hlc.ts';
import { isCartId, type CartId } from '../../cart/ids.ts';
import { closeCodes } from '../../protocol/close-codes.ts';
import { SUBPROTOCOL } from '../../protocol/frames.ts';
import type { Limits } from '../../protocol/limits.ts';
import type { Authenticator } from '../access/authenticator.ts';
import { Connection } from './connection.ts';
import { Entrance, type Visitor } from '../access/entrance.ts';
import { reaches, type Grant } from '../access/grant.ts';
import type { GrantWatch } from '../access/grant-watch.ts';
import type { Guard } from '../limits/guard.ts';
import { selectSubprotocol } from '../access/offered-token.ts';
import { relieve } from '../limits/output-guard.ts';
import { RelaySocket } from './relay-socket.ts';
import { whyNotFromThere } from '../access/request-source.ts';
import type { Room } from '../carts/room.ts';
import type { Rooms } from '../carts/rooms.ts';
import { withDeadline, type Cancel, type Timers } from '../timers.ts';
import type { TrustedProxies } from '../access/trusted-proxies.ts';

/** Where carts are synced: the cart's id follows. */
const SYNC_PATH = '/sync/';
/** Pieces in which the network may deliver one message: the smallest usual ones, twice over. */
const MAX_CHUNKS = 4_096;
/** How often it is seen to that unread bytes do not fill the memory. */
const RELIEVE_MS = 250;
const SHUTTING_DOWN = 'the relay is shutting down';

export interface SyncServerOptions {
  readonly rooms: Rooms;
  readonly authenticator: Authenticator;
  readonly proxies: TrustedProxies;
  readonly grants: GrantWatch;
  readonly guard: Guard;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly limits: Limits;
  readonly logger: Logger;
  /** Web pages that may connect, besides those that name no origin and the desktop's own. */
  readonly allowOrigins: readonly string[];
}

/** Takes WebSocket connections to carts. */
export class SyncServer {
  readonly #options: SyncServerOptions;
  readonly #sockets: WebSocketServer;
  readonly #entrance: Entrance;
  readonly #connections = new Set<Connection>();
  readonly #cancelKeepAlive: Cancel;
  readonly #cancelRelief: Cancel;
  #count = 0;
  #isDraining = false;

  constructor(options: SyncServerOptions) {
    this.#options = options;
    this.#entrance = new Entrance(options);
    this.#sockets = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      WebSocket: RelaySocket,
      maxPayload: options.limits.maxFrameBytes,
      maxFragments: options.limits.maxFragments,
      maxBufferedChunks: MAX_CHUNKS,
      // Not in the types yet.
      ...({ closeTimeout: options.limits.goodbyeMs } satisfies Record<string, number>),
      perMessageDeflate: false,
      handleProtocols: selectSubprotocol,
    });
    this.#cancelKeepAlive = options.timers.every(options.limits.keepAliveMs, () => {
      for (const connection of this.#connections) connection.keepAlive();
    });
    this.#cancelRelief = options.timers.every(RELIEVE_MS, () => this.#relieve());
  }

  /** Handles an HTTP upgrade. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    destroyOnError(socket);
    const address = this.#options.proxies.addressOf(request);
    if (!this.#options.guard.mayRequest(address)) {
      refuseUpgrade(socket, 429);
      return;
    }
    const path = pathOf(request);
    const refusal = this.#refusalOf(path, request);
    if (refusal !== null) {
      const peer = address;
      this.#options.logger.warn({ peer, ...refusal }, 'refused an upgrade');
      refuseUpgrade(socket, refusal.status);
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      this.#count += 1;
      const name = `${address}#${this.#count}`;
      const { headers } = request;
      const visitor = { socket: webSocket, stream: socket, name, address, headers };
      void this.#greet(visitor, path.slice(SYNC_PATH.length));
    });
  }

  /** Takes no further connections and no further messages. */
  drain(): void {
    this.#isDraining = true;
  }

  /** Tells everybody to come back later, and waits for them to go. */
  async close(): Promise<void> {
    this.#cancelKeepAlive();
    this.#cancelRelief();
    for (const connection of this.#connections) connection.close(closeCodes.draining, SHUTTING_DOWN);
    const { timers, limits } = this.#options;
    const goodbyes = [...this.#connections].map((connection) => connection.closed());
    await withDeadline(Promise.all(goodbyes), limits.closeMs, timers);
    for (const connection of this.#connections) connection.terminate();
    this.#entrance.close();
  }

  readonly #countClosed = (code: number): void => this.#options.guard.traffic.connectionClosed(code);

  /** Finds out who it is and what it may, before anything of a cart is touched. */
  async #greet(visitor: Visitor, cartId: string): Promise<void> {
    const { socket, name } = visitor;
    this.#options.guard.traffic.connectionsOpened += 1;
    socket.on('close', this.#countClosed);
    // A message too long or not a frame; ws closes the connection.
    socket.on('error', (error) => this.#options.logger.warn({ peer: name, err: error }, 'connection failed'));
    const grant = await this.#entrance.admit(visitor);
    if (!grant) return;
    if (this.#isDraining) this.#entrance.turnAway(visitor, closeCodes.draining, SHUTTING_DOWN);
    else if (!isCartId(cartId)) this.#entrance.turnAway(visitor, closeCodes.badCartId, 'not a cart id');
    else if (!reaches(grant, cartId)) {
      this.#entrance.turnAway(visitor, closeCodes.forbidden, 'the token is for another cart');
    } else await this.#connect(visitor, grant, cartId);
  }

  async #connect(visitor: Visitor, grant: Grant, cartId: CartId): Promise<void> {
    const { rooms, grants, guard, logger } = this.#options;
    const { socket, name, address } = visitor;
    const attachment = { address, user: grant.user, cartId };
    const limit = guard.connections.add(attachment);
    if (limit !== null) {
      guard.incidents.limited({ peer: name, user: grant.user, cartId }, limit, 'turned away');
      this.#entrance.turnAway(visitor, closeCodes.tooFast, 'too many connections');
      return;
    }
    const hasReceipts = socket.protocol === SUBPROTOCOL;
    const connection = new Connection({ ...this.#options, ...visitor, hasReceipts, grant });
    this.#connections.add(connection);
    const cancelWatch = grants.watch(grant, (reason) => this.#end(connection, reason));
    let room: Room | null = null;
    // One listener for everything: with thousands of idle connections each closure counts.
    socket.on('close', (code) => {
      guard.connections.remove(attachment);
      cancelWatch();
      this.#connections.delete(connection);
      connection.ended();
      room?.leave(connection);
      if (room) rooms.leave(room);
      logger.debug({ peer: name, cartId, code }, 'disconnected');
    });
    if (socket.readyState !== socket.OPEN) return;
    let entered: Room;
    try {
      // What the client sends before its cart is loaded waits in the network: the socket is paused.
      entered = await rooms.enter(cartId);
    } catch {
      // Rooms has logged why. The client comes back, and must not take this for an empty cart.
      socket.resume();
      connection.close(closeCodes.unavailable, 'this cart cannot be read at the moment');
      return;
    }
    if (!connection.isOpen) {
      rooms.leave(entered);
      return;
    }
    room = entered;
    this.#converse(socket, connection, room);
  }

  /** Ends a connection whose grant has ended. */
  #end(connection: Connection, reason: string): void {
    const { timers, limits, logger } = this.#options;
    logger.info({ peer: connection.name, user: connection.grant.user, reason }, 'access ended');
    connection.close(closeCodes.unauthorised, reason);
    timers.after(limits.closeMs, () => connection.terminate());
  }

  #converse(socket: WebSocket, connection: Connection, room: Room): void {
    socket.on('message', (data, isBinary) => {
      // Not accepted once it has been told to go, so the client will send it again if it comes back.
      if (!connection.isOpen) return;
      connection.count(lengthOf(data));
      this.#receive(connection, room, data, isBinary);
    });
    room.join(connection);
    socket.resume();
  }

  #relieve(): void {
    const { guard, limits } = this.#options;
    for (const { name, grant } of relieve(this.#connections, limits.maxBufferedBytesInAll)) {
      guard.incidents.limited({ peer: name, user: grant.user }, 'maxBufferedBytesInAll', 'cut off');
    }
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

  #refusalOf(path: string, request: IncomingMessage): UpgradeRefusal | null {
    const { authenticator, allowOrigins } = this.#options;
    if (!path.startsWith(SYNC_PATH)) return { status: 404, reason: 'not a path for carts' };
    const isLoopbackOnly = !authenticator.needsToken;
    const reason = whyNotFromThere(request, { allowOrigins, isLoopbackOnly });
    if (reason !== null) return { status: 403, reason };
    if (this.#isDraining) return { status: 503, reason: SHUTTING_DOWN };
    return this.#entrance.isFull ? { status: 503, reason: 'too many tokens to check' } : null;
  }
}

interface UpgradeRefusal {
  readonly status: 403 | 404 | 429 | 503;
  readonly reason: string;
}

const lengthOf = (data: RawData): number =>
  Array.isArray(data) ? data.reduce((sum, { length }) => sum + length, 0) : data.byteLength;

/** The path as the client wrote it, without the query. */
const pathOf = (request: IncomingMessage): string => (request.url ?? '').split('?', 1)[0] ?? '';

function refuseUpgrade(socket: Duplex, status: UpgradeRefusal['status']): void {
  const headers = 'Connection: close\r\nContent-Length: 0\r\n\r\n';
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${headers}`);
}

/** The other side may be gone before it is answered. Here, so that the listener does not keep the request in memory. */
function destroyOnError(socket: Duplex): void {
  socket.on('error', () => socket.destroy());
}
