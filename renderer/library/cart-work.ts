import { setTitle } from '../../cart/commands.ts';
import { opsById } from '../../cart/digest.ts';
import { duplicateCart } from '../../cart/duplicate.ts';
import { Fold } from '../../cart/fold.ts';
import type { CartId, RandomBytes } from '../../cart/ids.ts';
import { ok, reasonOf, refuse, type Result } from '../../cart/result.ts';
import { viewCart, type CartView } from '../../cart/view.ts';
import type { ExportOutcome, TrolleyBridge } from '../../protocol/ipc.ts';
import type { CartRecord } from '../../protocol/library.ts';
import { words } from '../messages/words.ts';
import type { CartSession } from '../session/cart-session.svelte.ts';
import { durableKeyOf } from '../session/durable-memory.ts';
import { restingCart, type RestingCart } from '../session/resting-cart.ts';
import { readStoredCart } from '../session/stored-cart.ts';
import { deleteCopy, type CartStorages } from './delete-copy.ts';
import { nameOfCart } from './find-carts.ts';
import { newCartId } from './new-cart-id.ts';
import type { AsideCart } from './open-aside.svelte.ts';

export interface CartWorkParts {
  readonly bridge: TrolleyBridge;
  readonly storages: CartStorages;
  readonly randomBytes: RandomBytes;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The session of a cart that is open in this page. */
  readonly sessionOf: (cartId: CartId) => CartSession | null;
  /** Opens a cart out of sight, for one piece of work; `isLocal` for one that nobody else need hear of yet. */
  readonly openAside: (cartId: CartId, isLocal: boolean) => Promise<AsideCart>;
}

export interface NewCart {
  /** Empty for none. */
  readonly title: string;
  readonly relayUrl: string | null;
  /** The cart whose rows it is to have; `null` for none. */
  readonly from: CartRecord | null;
  readonly isTemplate?: boolean;
}

type Outcome<T> = Result<T, 'not_done'>;
const notDone = (reason: string): Outcome<never> => refuse('not_done', reason);

/** Work on whole carts, open or not. What it gives for a reason is in words for whoever asked. */
export class CartWork {
  readonly #parts: CartWorkParts;

  constructor(parts: CartWorkParts) {
    this.#parts = parts;
  }

  /** Makes a cart and puts it into the library; it is on the disk when this resolves. */
  async create({ title, relayUrl, from, isTemplate = false }: NewCart): Promise<Outcome<CartId>> {
    const { bridge, randomBytes } = this.#parts;
    const view = from === null ? null : await this.#viewOf(from);
    if (view && !view.ok) return view;
    const cartId = newCartId(randomBytes);
    try {
      await bridge.addCart({ cartId, relayUrl });
      if (isTemplate) await bridge.fileCart(cartId, { isTemplate });
      const done = await this.#aside(cartId, true, (session) =>
        view
          ? session.perform((_fold, nextId) => duplicateCart(view.value, title, nextId))
          : session.perform(() => (title === '' ? ok([]) : setTitle(title))),
      );
      return done.ok ? ok(cartId) : done;
    } catch (error) {
      return notDone(words.carts.notDone(reasonOf(error)));
    }
  }

  /** Gives a cart another name; an empty one takes its name away. */
  async rename(cart: CartRecord, title: string): Promise<Outcome<null>> {
    try {
      return await this.#aside(cart.cartId, false, (session) =>
        session.access.canChange ? session.perform(() => setTitle(title)) : notDone(words.status.lookOnly),
      );
    } catch (error) {
      return notDone(words.carts.notDone(reasonOf(error)));
    }
  }

  /** What this computer has of a cart, from its disk; refused when it cannot be read. */
  async read({ cartId, relayUrl }: CartRecord): Promise<Result<RestingCart, 'unreadable'>> {
    const relayKey = relayUrl === null ? null : durableKeyOf(relayUrl);
    try {
      return restingCart(await readStoredCart(this.#parts.storages, cartId, relayKey));
    } catch (error) {
      return refuse('unreadable', reasonOf(error));
    }
  }

  /** Saves every operation of a cart that is here as a file, where the person says. */
  exportOps(cart: CartRecord, { ops }: RestingCart): Promise<ExportOutcome> {
    return this.#parts.bridge.exportFile({
      title: words.home.saveFirst,
      name: `${cart.cartId}.json`,
      text: JSON.stringify(opsById(ops), null, 2),
    });
  }

  /** Deletes this computer's copy of a cart and forgets the cart; gives why not. */
  async deleteForGood(cart: CartRecord): Promise<string | null> {
    const { bridge, storages, sessionOf } = this.#parts;
    const name = nameOfCart(cart);
    if (cart.shelf !== 'trashed') throw new Error('only what is in the trash can be deleted for good');
    if (sessionOf(cart.cartId)) return words.home.isOpenElsewhere(name);
    const deleted = await deleteCopy(storages, cart.cartId);
    if (!deleted.ok) {
      const { code, message } = deleted.refusal;
      return code === 'open' ? words.home.isOpenElsewhere(name) : words.home.notDeleted(name, message);
    }
    await bridge.forgetCart(cart.cartId);
    return null;
  }

  async #viewOf(cart: CartRecord): Promise<Outcome<CartView>> {
    const session = this.#parts.sessionOf(cart.cartId);
    if (session) return ok(session.view);
    const read = await this.read(cart);
    if (!read.ok) return notDone(words.carts.cannotBeRead(nameOfCart(cart)));
    if (cart.figures === null && read.value.ops.size === 0) {
      return notDone(words.carts.notHereYet(nameOfCart(cart)));
    }
    const fold = new Fold();
    for (const [id, op] of read.value.ops) fold.apply(id, op);
    return ok(viewCart(fold, this.#parts.now()));
  }

  /** Does something in a cart, in its open session or aside; resolves when that is on the disk. */
  async #aside(
    cartId: CartId,
    isLocal: boolean,
    work: (session: CartSession) => Result<unknown>,
  ): Promise<Outcome<null>> {
    const open = this.#parts.sessionOf(cartId);
    if (open) return this.#carryOut(open, work);
    const { session, finish } = await this.#parts.openAside(cartId, isLocal);
    const done = await this.#carryOut(session, work);
    // A cart that is to be opened next is free by then; what goes out to others may take its time.
    if (isLocal) await finish();
    else void finish().catch(() => session.close());
    return done;
  }

  async #carryOut(
    session: CartSession,
    work: (session: CartSession) => Result<unknown>,
  ): Promise<Outcome<null>> {
    const { load, storageProblem } = session.status;
    if (load === 'failed') return notDone(storageProblem ?? words.carts.cannotBeRead(session.cartId));
    const done = work(session);
    if (!done.ok) return notDone(done.refusal.message);
    await session.settle();
    return ok(null);
  }
}
