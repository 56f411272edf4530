import * as v from 'valibot';
import * as Y from 'yjs';
import { decodeStateVector, type StateVector } from '../../cart/delivery.ts';
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
  /** To all: this is what stays of the cart on this computer. */
  v.object({ kind: v.literal('keep-only'), stateVector: bytes }),
]);
type Message = v.InferOutput<typeof messageSchema>;

export interface WindowSync {
  /** Tells the other windows that no more than this is to stay of the cart on this computer. */
  keepOnly(covered: StateVector): void;
  /** Says and hears nothing more. */
  end(): void;
}

/**
 * Keeps the windows of one profile on one cart alike, with or without a network.
 *
 * Not by y-websocket's own channel, which is silent while its user works offline. Every window passes on all
 * it learns, so that a window whose connection is behind is not. `onKeepOnly` is called with what is to stay of
 * the cart when another window says so.
 */
export function syncWindows(
  doc: Y.Doc,
  channel: BroadcastChannel,
  onKeepOnly: (covered: StateVector) => void,
): WindowSync {
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
      case 'keep-only':
        onKeepOnly(decodeStateVector(message.stateVector));
        break;
    }
  };
  const follow = (update: Uint8Array, origin: unknown) => {
    if (origin !== channel) post({ kind: 'update', update });
  };
  doc.on('update', follow);
  post({ kind: 'hello', stateVector: Y.encodeStateVector(doc) });
  return {
    keepOnly: (covered) => post({ kind: 'keep-only', stateVector: Y.encodeStateVector(new Map(covered)) }),
    end: () => {
      doc.off('update', follow);
      channel.close();
    },
  };
}
