import type { OpId } from '../../cart/ids.ts';
import { encodeLedgerUpdate, readLedgerUpdate, type LedgerStruct } from '../../protocol/ledger-update.ts';
import type { StructPlace } from '../copies/cart-copy.ts';
import { opHash } from '../copies/op-hash.ts';
import type { OpRow } from './op-rows.ts';

/** What a row can be trusted for. */
export type StoredOp =
  /** The relay's own bytes are there and are what the hash says. */
  | { readonly status: 'whole'; readonly id: OpId; readonly op: unknown; readonly place: StructPlace }
  /**
   * Only the body is what the hash says. Without bytes it was never known but as JSON, so a new Yjs client may
   * write it; with bytes that were damaged it may not, since a desktop may still have the right ones.
   */
  | {
      readonly status: 'json';
      readonly id: OpId;
      readonly op: unknown;
      readonly place: null;
      readonly isFree: boolean;
    }
  /** Neither is what the hash says. */
  | {
      readonly status: 'damaged';
      readonly id: OpId;
      readonly op: unknown;
      readonly place: null;
      readonly isFree: boolean;
    };

/** The operation in a row, from its bytes if they are intact, whatever was done to the readable body. */
export function storedOp(row: OpRow): StoredOp {
  const { id, op, hash, struct } = row;
  const found = struct && readStruct(struct);
  if (struct && found?.key === id && opHash(id, found.value) === hash) {
    return { status: 'whole', id, op: found.value, place: struct };
  }
  // Bytes of another operation came with a row that was copied by hand.
  const isFree = struct === null || (found !== undefined && found !== null && found.key !== id);
  return { status: opHash(id, op) === hash ? 'json' : 'damaged', id, op, place: null, isFree };
}

function readStruct({ client, clock, bytes }: StructPlace): LedgerStruct | undefined {
  const read = readLedgerUpdate(encodeLedgerUpdate([{ client, clock, count: 1, pieces: [bytes] }]));
  return read.status === 'ledger' ? read.structs[0] : undefined;
}
