import type { CartId, OpId } from '../../cart/ids.ts';
import { OPS } from '../../cart/replica.ts';
import { readLedgerUpdate } from '../../protocol/ledger-update.ts';
import * as Y from 'yjs';
import { newCartCopy } from '../copies/cart-copy.ts';
import type { ClientSource } from '../sources/client-source.ts';

export interface MemoryClientOptions {
  readonly name?: string;
  readonly isOnline?: boolean | null;
  readonly pending?: number | null;
  readonly refused?: readonly OpId[];
}

/** A client whose document is at hand. */
export function memoryClient(
  cartId: CartId,
  doc: Y.Doc,
  { name = 'the desktop', isOnline = null, pending = null, refused = [] }: MemoryClientOptions = {},
): ClientSource {
  return {
    name,
    listCarts: () => Promise.resolve([cartId]),
    readCart: (id) => {
      if (id !== cartId) return Promise.resolve(null);
      const read = readLedgerUpdate(Y.encodeStateAsUpdate(doc));
      if (read.status === 'malformed') throw new Error(read.reason);
      if (read.structs.length !== doc.getMap(OPS).size) throw new Error('the document is not a ledger');
      const ops = read.structs.map(({ client, clock, key, value, bytes }) => ({
        ...{ id: key as OpId, op: value, place: { client, clock, bytes } },
      }));
      return Promise.resolve({ ...newCartCopy(cartId, ops), isOnline, pending, refused });
    },
    close: () => Promise.resolve(),
  };
}
