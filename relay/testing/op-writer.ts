import * as Y from 'yjs';
import { addOp } from './new-client.ts';

/** Makes updates of operations without sending them. */
export class OpWriter {
  readonly doc = new Y.Doc();
  readonly #sid: string;
  #written = 0;

  constructor(client: number) {
    this.doc.clientID = client;
    this.#sid = client.toString(16).padStart(16, 'f');
  }

  get client(): number {
    return this.doc.clientID;
  }

  /** The update of one more operation. */
  next(change: object = {}): Uint8Array {
    this.#written += 1;
    return this.write((ops) => ops.set(`${this.#sid}.${this.#written}`, addOp(change)));
  }

  /** The update of any change. */
  write(change: (ops: Y.Map<unknown>) => void): Uint8Array {
    const updates: Uint8Array[] = [];
    const keep = (update: Uint8Array) => updates.push(update);
    this.doc.on('update', keep);
    this.doc.transact(() => change(this.doc.getMap('ops')));
    this.doc.off('update', keep);
    return Y.mergeUpdates(updates);
  }

  /** Everything written so far. */
  get all(): Uint8Array {
    return Y.encodeStateAsUpdate(this.doc);
  }
}
