import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { isCartId, type CartId, type OpId } from '../../cart/ids.ts';
import { rawOp, type RawOp } from '../../protocol/http.ts';
import { newCartCopy } from '../copies/cart-copy.ts';
import { ClientUnavailable, type ClientSource } from './client-source.ts';

const cart = v.object({ cartId: v.custom<CartId>(isCartId, 'not a cart id'), ops: v.array(rawOp) });
const file = v.union([v.array(cart), cart]);

/** A desktop's export: a file with one cart, `{cartId, ops: [{id, …}]}`, or a list of them. */
export async function openJsonClient(path: string): Promise<ClientSource> {
  const name = `the file ${path}`;
  const read = await readFile(path, 'utf8')
    .then((text) => v.parse(file, JSON.parse(text)))
    .catch((error: unknown) => {
      throw new ClientUnavailable(`${name}: ${(error as Error).message}`, { cause: error });
    });
  const carts = new Map((Array.isArray(read) ? read : [read]).map(({ cartId, ops }) => [cartId, ops]));
  return {
    name,
    listCarts: () => Promise.resolve([...carts.keys()].sort()),
    readCart: (cartId) => {
      const ops = carts.get(cartId);
      if (!ops) return Promise.resolve(null);
      const copy = newCartCopy(cartId, opsInJson(ops));
      return Promise.resolve({ ...copy, pending: null, isOnline: null, refused: [] });
    },
    close: () => Promise.resolve(),
  };
}

/** Operations as raw views list them. A field `id` of an operation's own has been lost there. */
export const opsInJson = (ops: readonly RawOp[]): readonly { id: OpId; op: unknown; place: null }[] =>
  ops.map(({ id, ...op }: RawOp) => ({ id, op, place: null }));
