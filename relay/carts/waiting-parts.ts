import type { OpId } from '../../cart/ids.ts';
import { isThere, nameOf, type KnownOps, type Reference } from './references.ts';

/** A client's part of an update that has come to an operation which names others that are not there yet. */
interface WaitingPart {
  /** Index of the struct that it has come to. */
  readonly at: number;
  readonly references: readonly Reference[];
  /** The one it waits for; those before it are there. */
  next: number;
}

/**
 * Parts of an update that wait for operations further on in it.
 *
 * Each waits for one operation at a time, and looks at each of its references once, so that no order of an
 * update costs more than its length.
 */
export class WaitingParts {
  readonly #known: KnownOps;
  readonly #byOp = new Map<OpId, WaitingPart[]>();
  readonly #ready: number[] = [];

  constructor(known: KnownOps) {
    this.#known = known;
  }

  /** Puts a part aside until all of these are there. */
  add(at: number, references: readonly Reference[]): void {
    this.#advance({ at, references, next: 0 });
  }

  /** This operation is there now. */
  arrived(id: OpId): void {
    const parts = this.#byOp.get(id);
    if (!parts) return;
    this.#byOp.delete(id);
    for (const part of parts) this.#advance(part);
  }

  /** Index of a struct at which a part can go on; `null` for none. */
  takeReady(): number | null {
    return this.#ready.pop() ?? null;
  }

  /** Those that wait, and what for. */
  *left(): Iterable<{ readonly at: number; readonly missing: OpId }> {
    for (const [missing, parts] of this.#byOp) for (const { at } of parts) yield { at, missing };
  }

  #advance(part: WaitingPart): void {
    for (let reference = part.references[part.next]; reference; reference = part.references[++part.next]) {
      if (isThere(reference, this.#known)) continue;
      const id = nameOf(reference);
      const parts = this.#byOp.get(id);
      if (parts) parts.push(part);
      else this.#byOp.set(id, [part]);
      return;
    }
    this.#ready.push(part.at);
  }
}
