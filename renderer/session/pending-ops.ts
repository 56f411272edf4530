import type * as Y from 'yjs';
import { deliveryStages, stageOf, type DeliveryMarks, type DeliveryStage } from '../../cart/delivery.ts';
import type { Fold } from '../../cart/fold.ts';
import type { LineId, OpId, UserId } from '../../cart/ids.ts';
import { OPS } from '../../cart/replica.ts';

/**
 * One person's operations that are not yet known to be durable, by the line they concern.
 *
 * Disk and relay take a client's operations in order, so of each client only the latest on a line is kept:
 * the others are at least as far.
 */
export class PendingOps {
  readonly #doc: Y.Doc;
  readonly #fold: Fold;
  readonly #user: UserId;
  readonly #byLine = new Map<LineId, Map<number, OpId>>();

  constructor(doc: Y.Doc, fold: Fold, user: UserId) {
    this.#doc = doc;
    this.#fold = fold;
    this.#user = user;
  }

  /** To be called when the fold has taken these in; those of others are passed over. */
  add(ids: Iterable<OpId>, marks: DeliveryMarks): void {
    for (const id of ids) {
      const entry = this.#fold.entries.get(id);
      const line = entry?.op.by === this.#user ? this.#fold.lineIdOf(entry) : null;
      if (!line || stageOf(this.#doc, id, marks) === 'durable') continue;
      let latest = this.#byLine.get(line);
      if (!latest) this.#byLine.set(line, (latest = new Map<number, OpId>()));
      const { client, clock } = this.#positionOf(id);
      const known = latest.get(client);
      if (known === undefined || this.#positionOf(known).clock < clock) latest.set(client, id);
    }
  }

  /** Forgets what has become durable. If a relay has lost some of it since, all is to be added again. */
  settle(marks: DeliveryMarks): void {
    for (const [line, latest] of this.#byLine) {
      for (const [client, id] of latest) {
        if (stageOf(this.#doc, id, marks) === 'durable') latest.delete(client);
      }
      if (latest.size === 0) this.#byLine.delete(line);
    }
  }

  /** The least that any of the operations on these lines has reached. */
  stageOf(lines: readonly LineId[], marks: DeliveryMarks): DeliveryStage {
    let least = deliveryStages.length - 1;
    for (const line of lines) {
      for (const id of this.#byLine.get(line)?.values() ?? []) {
        least = Math.min(least, deliveryStages.indexOf(stageOf(this.#doc, id, marks)));
      }
    }
    return deliveryStages[least] ?? 'durable';
  }

  #positionOf(id: OpId): Y.ID {
    const item = this.#doc.getMap(OPS)._map.get(id);
    if (!item) throw new Error(`no operation ${id} in the document`);
    return item.id;
  }
}
