import { createServer, type AddressInfo, type Socket } from 'node:net';
import { errorText, MAX_LINE_BYTES, type LineReply } from '../protocol/line-protocol.ts';

/** Most commands of one connection that may be waiting for their replies. */
const MAX_PENDING = 1024;

export interface LineServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

export interface LineServerOptions {
  /** 0 picks a free one. Only this machine can connect. */
  readonly port: number;
  /** Carries out a line; called in order of arrival, without waiting for earlier replies. */
  readonly onLine: (line: string) => Promise<LineReply>;
}

/** Serves the line protocol on loopback TCP; rejects when the port is taken. */
export async function serveLines({ port, onLine }: LineServerOptions): Promise<LineServer> {
  const sockets = new Set<Socket>();
  // Half open: what was asked before the peer closed its side is still answered.
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A peer that resets its connection has nothing more to be told; 'close' follows.
    socket.on('error', () => socket.destroy());
    converse(socket, onLine);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Replies leave in the order of their lines, however long each takes. */
function converse(socket: Socket, onLine: LineServerOptions['onLine']): void {
  let rest = '';
  let isSkipping = false;
  let isEnded = false;
  let pending = 0;
  let replies: Promise<void> = Promise.resolve();

  const answer = (reply: Promise<LineReply>): void => {
    pending += 1;
    if (pending >= MAX_PENDING) socket.pause();
    replies = replies.then(async () => {
      const { text, isLast } = await reply;
      pending -= 1;
      if (pending < MAX_PENDING) socket.resume();
      if (socket.destroyed || !socket.writable) return;
      if (isLast) socket.end(`${text}\n`);
      else socket.write(`${text}\n`);
    });
  };
  const take = (line: string): void => {
    if (isEnded) return;
    if (isHttpRequest(line)) {
      isEnded = true;
      socket.destroy();
      return;
    }
    const isTooLong = isSkipping || Buffer.byteLength(line) > MAX_LINE_BYTES;
    isSkipping = false;
    if (isTooLong) {
      answer(Promise.resolve(tooLong));
      return;
    }
    isEnded = line.trim() === 'quit';
    answer(onLine(line));
  };

  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(line);
    if (rest.length > MAX_LINE_BYTES) {
      isSkipping = true;
      rest = '';
    }
  });
  socket.on('end', () => {
    if (rest !== '') take(rest);
    void replies.then(() => socket.end());
  });
}

/**
 * A web page can make its reader's browser post to this port, with commands as the body. No answer would
 * reach the page, but the commands would be carried out.
 */
const isHttpRequest = (line: string): boolean => /^[A-Z]+ \S+ HTTP\/[0-9]/.test(line);

const tooLong: LineReply = {
  text: errorText('too_long', `a line has at most ${MAX_LINE_BYTES} bytes`),
  isLast: false,
};
