import * as v from 'valibot';
import * as Y from 'yjs';
import { readLedgerUpdate } from '../../protocol/ledger-update.ts';

const bytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array, 'not bytes');

/** What the windows of one profile say to each other about one cart. */
const messageSchema = v.variant('kind', [
  /** From a new window: this is what I hold. */
  v.object({ kind: v.literal('hello'), stateVector: bytes }),
  /** To a new window: this is what you lack, and this is what I hold. */
  v.object({
    kind: v.literal('welcome'),
    update: bytes,
    stateVector: bytes,
  }),
  v.object({ kind: v.literal('update'), update: bytes }),
]);
type Message = v.InferOutput<typeof messageSchema>;

/**
 * Keeps the windows of one profile on one cart alike, with or without a network.
 *
 * Not by y-websocket's own channel, which is silent while its user works offline. Every window passes on all
 * it learns, so that a window whose connection is behind is not. Returns the end of it.
 */
export function syncWindows(doc: Y.Doc, channel: BroadcastChannel): () => void {
  const post = (message: Message) => channel.postMessage(message);
  const take = (update: Uint8Array) => {
    if (readLedgerUpdate(update).status === 'ledger') Y.applyUpdate(doc, update, channel);
  };
  const lacking = (stateVector: Uint8Array) => Y.encodeStateAsUpdate(doc, stateVector);

  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    const parsed = v.safeParse(messageSchema, data);
    // Anything else is from another version of Trolley.
    if (!parsed.success) return;
    const message = parsed.output;
    switch (message.kind) {
      case 'hello':
        post({
          kind: 'welcome',
          update: lacking(message.stateVector),
          stateVector: Y.encodeStateVector(doc),
        });
        break;
      case 'welcome':
        take(message.update);
        post({ kind: 'update', update: lacking(message.stateVector) });
        break;
      case 'update':
        take(message.update);
        break;
    }
  };
  const follow = (update: Uint8Array, origin: unknown) => {
    if (origin !== channel) post({ kind: 'update', update });
  };
  doc.on('update', follow);
  post({ kind: 'hello', stateVector: Y.encodeStateVector(doc) });
  return () => {
    doc.off('update', follow);
    channel.close();
  };
}
