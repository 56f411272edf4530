import type { ServerResponse } from 'node:http';
import type { Reply } from './http-reply.ts';
import type { Timers } from '../timers.ts';

export interface SendOptions {
  readonly isHead: boolean;
  readonly timers: Timers;
  /** How long what was sent of a stream may stay unread, in milliseconds. */
  readonly stallMs: number;
}

const JSON_TYPE = 'application/json; charset=utf-8';

/** For every answer: nothing here is to be kept, or taken for anything but what it says it is. */
const common = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/** Sends a reply. Resolves when it is on its way; rejects when a stream failed, after ending it in the middle. */
export async function sendReply(response: ServerResponse, reply: Reply, options: SendOptions): Promise<void> {
  if (reply.kind === 'stream') {
    await sendStream(response, reply, options);
    return;
  }
  const text = reply.kind === 'json' ? `${JSON.stringify(reply.body)}\n` : reply.text;
  response.writeHead(reply.status, {
    'Content-Type': reply.kind === 'json' ? JSON_TYPE : reply.contentType,
    'Content-Length': Buffer.byteLength(text),
    ...common,
    ...reply.headers,
  });
  response.end(options.isHead ? undefined : text);
}

async function sendStream(
  response: ServerResponse,
  { contentType, chunks, headers }: Extract<Reply, { kind: 'stream' }>,
  { isHead, timers, stallMs }: SendOptions,
): Promise<void> {
  response.writeHead(200, { 'Content-Type': contentType, ...common, ...headers });
  if (isHead) {
    response.end();
    return;
  }
  try {
    for await (const chunk of chunks) {
      if (response.destroyed) return;
      if (!response.write(chunk) && !(await isRead(response, timers, stallMs))) {
        response.destroy();
        return;
      }
    }
    response.end();
  } catch (error) {
    // Half a body must not look like a whole one.
    response.destroy();
    throw error;
  }
}

/** Waits until what was written has been read; false when that took too long, or nobody is there any more. */
function isRead(response: ServerResponse, timers: Timers, stallMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (wasRead: boolean) => {
      cancel();
      response.off('drain', onDrain).off('close', onClose);
      resolve(wasRead);
    };
    const onDrain = () => finish(true);
    const onClose = () => finish(false);
    const cancel = timers.after(stallMs, () => finish(false));
    response.once('drain', onDrain).once('close', onClose);
    if (response.destroyed) finish(false);
  });
}
