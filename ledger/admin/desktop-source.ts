import type { CartId, OpId } from '../../cart/ids.ts';
import type { AnyAdminAnswer } from '../../protocol/admin/bridge.ts';
import { newCartCopy } from '../copies/cart-copy.ts';
import { ClientUnavailable, type ClientCopy, type ClientSource } from '../sources/client-source.ts';
import { opsInJson } from '../sources/json-client-source.ts';

/** What is asked of it. */
export type DesktopQuestion =
  { readonly kind: 'desktop-carts' } | { readonly kind: 'desktop-cart'; readonly cartId: CartId };

/** Asks the desktop's page; `null` when nobody answers. */
export type AskDesktop = (question: DesktopQuestion) => Promise<AnyAdminAnswer | null>;

/** As verdicts name it. */
export const DESKTOP = 'this desktop';

/**
 * What this desktop has on its disk, which only a page of it can read.
 *
 * Asked for its list once, and from then on only for carts that were in it. Whoever wants to know of new carts
 * takes a new source.
 */
export class DesktopSource implements ClientSource {
  readonly name = DESKTOP;
  readonly #ask: AskDesktop;
  #listed: Promise<readonly CartId[]> | null = null;

  constructor(ask: AskDesktop) {
    this.#ask = ask;
  }

  listCarts(): Promise<readonly CartId[]> {
    return (this.#listed ??= this.#list());
  }

  async readCart(cartId: CartId): Promise<ClientCopy | null> {
    if (!(await this.listCarts()).includes(cartId)) return null;
    const answer = await this.#ask({ kind: 'desktop-cart', cartId });
    if (answer?.kind !== 'desktop-cart') throw silent();
    const { reply } = answer;
    if (!reply.ok) throw new ClientUnavailable(`${DESKTOP}: ${reply.reason}`);
    if (!reply.cart) return null;
    const { ops, pending, refused } = reply.cart;
    const copy = newCartCopy(cartId, opsInJson(ops.map(({ id, ...op }) => ({ id: id as OpId, ...op }))));
    return { ...copy, pending, isOnline: null, refused: refused as OpId[] };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  async #list(): Promise<readonly CartId[]> {
    const answer = await this.#ask({ kind: 'desktop-carts' });
    if (answer?.kind !== 'desktop-carts') throw silent();
    if (!answer.reply.ok) throw new ClientUnavailable(`${DESKTOP}: ${answer.reply.reason}`);
    return answer.reply.cartIds;
  }
}

const silent = () =>
  new ClientUnavailable(`${DESKTOP} does not answer: the window that reads it is gone or busy`);
