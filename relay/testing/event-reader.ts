import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { onTestFinished } from 'vitest';
import { eventually } from './new-client.ts';

export interface EventReader {
  readonly status: number;
  readonly headers: Headers;
  /** What has come so far, comments aside. */
  readonly events: readonly EventSourceMessage[];
  /** Data of the `op` events. */
  readonly ops: readonly { readonly position: number; readonly cartId: string; readonly id: string }[];
  readonly comments: readonly string[];
  /** Resolves when the stream has ended. */
  readonly ended: Promise<void>;
  /** Waits for so many operations. */
  take(count: number): Promise<EventReader['ops']>;
  close(): void;
}

/** Reads a stream of events until the test ends. */
export async function readEvents(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<EventReader> {
  const abort = new AbortController();
  onTestFinished(() => abort.abort());
  const response = await fetch(url, { headers, signal: abort.signal });
  const events: EventSourceMessage[] = [];
  const comments: string[] = [];
  const parser = createParser({
    onEvent: (event) => events.push(event),
    onComment: (comment) => comments.push(comment),
  });
  const ops = () =>
    events
      .filter(({ event }) => event === 'op')
      .map(({ data }) => JSON.parse(data) as EventReader['ops'][number]);
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      parser.feed(decoder.decode(chunk, { stream: true }));
    }
  };
  return {
    status: response.status,
    headers: response.headers,
    events,
    comments,
    get ops() {
      return ops();
    },
    ended: read().catch(() => undefined),
    take: async (count) => {
      await eventually(() => {
        if (ops().length < count) throw new Error(`only ${ops().length} of ${count} operations have come`);
      });
      return ops();
    },
    close: () => abort.abort(),
  };
}
