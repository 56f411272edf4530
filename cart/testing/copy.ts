import * as Y from 'yjs';
import type { OpId } from '../ids.ts';
import { OPS } from '../replica.ts';

/**
 * A document and, kept apart from it, the list of operations that it must hold.
 *
 * The list is what a network of this sort delivers: an operation counts as there once all earlier ones of
 * its session are, and waits until then.
 */
export class Copy {
  readonly doc: Y.Doc;
  readonly ids = new Set<OpId>();
  readonly #waiting = new Set<OpId>();

  constructor(clientId: number) {
    this.doc = new Y.Doc({ guid: 'cart' });
    this.doc.clientID = clientId;
  }

  /** What it holds and what it has received too early: all that it could hand on. */
  get everything(): readonly OpId[] {
    return [...this.ids, ...this.#waiting];
  }

  /** Takes from the other copy what this one lacks, as two computers do when they meet. */
  pull(from: Copy): void {
    this.receive(Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(this.doc)), from.everything);
  }

  receive(update: Uint8Array, ids: Iterable<OpId>): void {
    Y.applyUpdate(this.doc, update, 'network');
    for (const id of ids) if (!this.ids.has(id)) this.#waiting.add(id);
    for (let size = -1; size !== this.#waiting.size;) {
      size = this.#waiting.size;
      for (const id of this.#waiting) if (this.#isNext(id)) this.#settle(id);
    }
  }

  /** What the document itself says that it holds, sorted. */
  get documentIds(): readonly string[] {
    return [...this.doc.getMap(OPS).keys()].sort();
  }

  #isNext(id: OpId): boolean {
    const [sid, n] = id.split('.');
    return n === '1' || this.ids.has(`${sid}.${Number(n) - 1}` as OpId);
  }

  #settle(id: OpId): void {
    this.#waiting.delete(id);
    this.ids.add(id);
  }
}
