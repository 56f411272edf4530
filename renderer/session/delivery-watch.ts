import type * as Y from 'yjs';
import {
  countMissing,
  mergeStateVectors,
  stateVectorOf,
  type DeliveryMarks,
  type DeliveryStage,
  type StateVector,
} from '../../cart/delivery.ts';
import type { LineId, OpId } from '../../cart/ids.ts';
import { OPS } from '../../cart/replica.ts';
import type { DurableMemory } from './durable-memory.ts';
import type { OpStore } from './op-store.ts';
import { PendingOps } from './pending-ops.ts';
import type { RelayLink } from '../../protocol/relay-link.ts';
import type { SessionParts } from './session-parts.ts';

const nothing: StateVector = new Map();

/** How far each operation has come: what disk and relay say, brought together. */
export class DeliveryWatch {
  readonly #doc: Y.Doc;
  readonly #store: OpStore;
  readonly #link: RelayLink | null;
  readonly #relayMemory: DurableMemory | null;
  readonly #pending: PendingOps;
  #lastDurable: StateVector = nothing;

  constructor({ replica, store, link, relayMemory }: SessionParts) {
    this.#doc = replica.doc;
    this.#store = store;
    this.#link = link;
    this.#relayMemory = relayMemory;
    this.#pending = new PendingOps(replica.doc, replica.fold, replica.user);
    this.#lastDurable = this.marks.durable;
    this.add(replica.fold.ops.keys());
    replica.doc.getMap(OPS).observe((event) => this.add(event.keysChanged as Set<OpId>));
  }

  get marks(): DeliveryMarks {
    return {
      saved: this.#store.saved,
      sent: this.#link?.sent ?? nothing,
      durable: this.#link?.durable ?? nothing,
    };
  }

  /** Operations of the document that have not reached each stage. */
  get counts(): { readonly unsaved: number; readonly unsent: number; readonly undurable: number } {
    const all = stateVectorOf(this.#doc);
    const { saved, sent, durable } = this.marks;
    return {
      unsaved: countMissing(all, saved),
      unsent: countMissing(all, mergeStateVectors(sent, durable)),
      undurable: countMissing(all, durable),
    };
  }

  add(ids: Iterable<OpId>): void {
    this.#pending.add(ids, this.marks);
  }

  /** To be called when a mark has moved. */
  update(): void {
    const { marks } = this;
    if (marks.durable === this.#lastDurable) return;
    const hasLost = countMissing(this.#lastDurable, marks.durable) > 0;
    this.#lastDurable = marks.durable;
    this.#relayMemory?.keep(marks.durable);
    if (hasLost) this.add(this.#doc.getMap(OPS).keys() as IterableIterator<OpId>);
    this.#pending.settle(marks);
  }

  stageOf(lines: readonly LineId[]): DeliveryStage {
    return this.#pending.stageOf(lines, this.marks);
  }
}
