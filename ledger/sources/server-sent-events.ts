import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { reasonOfFailure } from './relay-http.ts';
import { RelayUnavailable } from './relay-source.ts';

/** The events of a stream, as they come; `onChunk` is told whenever anything does. */
export async function* eventsIn(
  response: Response,
  onChunk: () => void = () => undefined,
): AsyncGenerator<EventSourceMessage> {
  const events: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => events.push(event) });
  const decoder = new TextDecoder();
  try {
    for await (const chunk of response.body ?? []) {
      onChunk();
      parser.feed(decoder.decode(chunk as Uint8Array, { stream: true }));
      yield* events.splice(0);
    }
  } catch (error) {
    throw new RelayUnavailable(`the feed broke off: ${reasonOfFailure(error)}`, { cause: error });
  }
}
