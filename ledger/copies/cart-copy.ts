import { joinOpTexts, opText } from '../../cart/digest.ts';
import type { CartId, OpId } from '../../cart/ids.ts';
import { compareText } from '../../cart/place.ts';
import type { Hash } from '../../protocol/hash.ts';
import { sha256 } from './op-hash.ts';

/** An operation's place in the Yjs document, and its bytes there, without client and clock. */
export interface StructPlace {
  readonly client: number;
  readonly clock: number;
  readonly bytes: Uint8Array;
}

/** An operation as one source has it. */
export interface OpCopy {
  readonly id: OpId;
  readonly op: unknown;
  readonly hash: Hash;
  /** `null` if the source gives JSON only. */
  readonly place: StructPlace | null;
}

/** A cart as one source had it at one moment. */
export interface CartCopy {
  readonly cartId: CartId;
  /** Sorted by id. */
  readonly ops: ReadonlyMap<OpId, OpCopy>;
  /** As in the relay's HTTP views. */
  readonly digest: Hash;
}

export function newCartCopy(
  cartId: CartId,
  ops: Iterable<{ readonly id: OpId; readonly op: unknown; readonly place: StructPlace | null }>,
): CartCopy {
  const sorted = [...ops].sort((a, b) => compareText(a.id, b.id));
  // Once for both, since it is most of what a copy costs.
  const texts = sorted.map(({ id, op }) => opText(id, op));
  const copies = sorted.map(({ id, op, place }, i): [OpId, OpCopy] => [
    id,
    { id, op, place, hash: sha256(texts[i] ?? '') },
  ]);
  return { cartId, ops: new Map(copies), digest: sha256(joinOpTexts(texts)) };
}
