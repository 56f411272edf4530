import type { CartId, OpId } from '../../../cart/ids.ts';
import type { Random } from '../../../cart/testing/random.ts';
import { newCartCopy } from '../../../ledger/copies/cart-copy.ts';
import type { ClientSource } from '../../../ledger/sources/client-source.ts';
import type { RelaySource } from '../../../ledger/sources/relay-source.ts';
import { inOneLine, type Fault } from './fault.ts';

/** A client’s copy of a cart as it is at the relay, but for one operation; and what has to be found of it. */
export async function damageClient(
  relay: RelaySource,
  cartId: CartId,
  n: number,
  random: Random,
): Promise<{ readonly client: ClientSource; readonly fault: Fault }> {
  const { ops } = await relay.readCart(cartId);
  const isLost = n % 2 === 0;
  // What a client lacks at the end of a session may be on its way to it; in the middle it is not.
  const inTheMiddle = [...ops.keys()].filter((id) => id.endsWith('.1') || id.endsWith('.2'));
  const target = random.pick(inTheMiddle.filter((id) => ops.has(next(id))));
  const kept = [...ops.values()]
    .filter(({ id }) => !isLost || id !== target)
    .map(({ id, op }) => ({ id, place: null, op: id === target ? { ...(op as object), qty: 66 } : op }));
  const copy = newCartCopy(cartId, kept);
  return {
    client: {
      name: `the copy of ${cartId}`,
      listCarts: () => Promise.resolve([cartId]),
      readCart: (id) =>
        Promise.resolve(id === cartId ? { ...copy, pending: null, isOnline: null, refused: [] } : null),
      close: () => Promise.resolve(),
    },
    fault: {
      ...{ kind: isLost ? 'operation lost by a client' : 'operation changed at a client', cartId },
      expected: inOneLine(cartId, isLost ? 'MISSING_AT_CLIENT' : 'CONTENT_MISMATCH', [target]),
      isThere: () => Promise.resolve(true),
    },
  };
}

const next = (id: OpId): OpId => id.replace(/\d+$/, (n) => String(Number(n) + 1)) as OpId;
