import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { TlsIdentity } from './tls-files.ts';

/** What a relay listens with. */
export interface Listener {
  readonly server: Server;
  readonly isSecure: boolean;
  /** New connections get this certificate; those that are open stay. Throws where there was none before. */
  renew(identity: TlsIdentity): void;
  /** Ends every connection, also those that have said nothing yet or are in the midst of a handshake. */
  dropConnections(): void;
}

/** Time for a client to get through the TLS handshake. */
const HANDSHAKE_MS = 10_000;

/**
 * An HTTP server that does not listen yet; over TLS 1.2 or later if there is a certificate. Whoever has not sent
 * the head of a request by `headMs` is cut off, also one that says nothing at all.
 */
export function createListener(
  identity: TlsIdentity | null,
  headMs: number,
  onRequest: RequestListener,
): Listener {
  const deadlines = { headersTimeout: headMs, connectionsCheckingInterval: Math.ceil(headMs / 10) };
  if (!identity) {
    const renew = () => {
      throw new Error('this relay does not speak TLS');
    };
    const server = createHttpServer(deadlines, onRequest);
    return { server, isSecure: false, renew, dropConnections: dropperOf(server) };
  }
  const server = createHttpsServer(
    { ...contextOf(identity), ...deadlines, handshakeTimeout: HANDSHAKE_MS },
    onRequest,
  );
  return {
    server,
    isSecure: true,
    renew: (next) => server.setSecureContext(contextOf(next)),
    dropConnections: dropperOf(server),
  };
}

/** Named each time: what `setSecureContext` is not told goes back to its default. */
const contextOf = ({ cert, key }: TlsIdentity) => ({ cert, key, minVersion: 'TLSv1.2' as const });

/** Node's own `closeAllConnections` knows of no connection before its handshake is done. */
function dropperOf(server: Server): () => void {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return () => {
    for (const socket of sockets) socket.destroy();
  };
}
