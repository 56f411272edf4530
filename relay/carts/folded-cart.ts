import { createHash } from 'node:crypto';
import { digestText } from '../../cart/digest.ts';
import { Fold } from '../../cart/fold.ts';
import type { OpId } from '../../cart/ids.ts';
import { readStruct } from './stored-struct.ts';

/** What a cart's stored structs amount to; folded when somebody looks, and from there only what is new. */
export class FoldedCart {
  readonly #fold = new Fold();
  #unread: Uint8Array[] = [];
  #digest: { readonly ops: number; readonly hex: string } | null = null;

  constructor(structs: Iterable<Uint8Array>) {
    for (const struct of structs) this.push(struct);
  }

  push(struct: Uint8Array): void {
    this.#unread.push(struct);
  }

  get fold(): Fold {
    for (const struct of this.#unread) {
      const { key, value } = readStruct(struct);
      this.#fold.apply(key as OpId, value);
    }
    this.#unread = [];
    return this.#fold;
  }

  /** SHA-256 in hex of `digestText`. */
  get digest(): string {
    const { ops } = this.fold;
    if (this.#digest?.ops !== ops.size) {
      this.#digest = { ops: ops.size, hex: createHash('sha256').update(digestText(ops)).digest('hex') };
    }
    return this.#digest.hex;
  }
}
