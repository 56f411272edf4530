import type { CartId } from '../../../cart/ids.ts';
import { reasonOf } from '../../../cart/result.ts';
import type { AdminBridge, AdminQuestion, AnyAdminAnswer } from '../../../protocol/admin/bridge.ts';
import type { Unsubscribe } from '../../../protocol/ipc.ts';
import { durableKeyOf } from '../../session/durable-memory.ts';
import { readStoredCart } from '../../session/stored-cart.ts';
import { desktopCart } from './desktop-cart.ts';
import { listDesktopCarts } from './list-desktop-carts.ts';

type Storages = Pick<Window, 'indexedDB' | 'localStorage'>;

/** Answers what this desktop has on its disk, for comparing it with the relay and the database. */
export const answerDesktopQuestions = (bridge: AdminBridge, storages: Storages): Unsubscribe =>
  bridge.onQuestion((question) =>
    question.kind === 'desktop-carts' ? answerList(storages) : answerCart(storages, question),
  );

async function answerList(storages: Storages): Promise<AnyAdminAnswer> {
  const isEmpty = async (cartId: CartId) =>
    (await readStoredCart(storages, cartId, null)).updates.length === 0;
  try {
    return {
      kind: 'desktop-carts',
      reply: { ok: true, cartIds: [...(await listDesktopCarts(storages, isEmpty))] },
    };
  } catch (error) {
    return { kind: 'desktop-carts', reply: { ok: false, reason: reasonOf(error) } };
  }
}

async function answerCart(
  storages: Storages,
  { cartId, relayUrl }: Extract<AdminQuestion, { readonly kind: 'desktop-cart' }>,
): Promise<AnyAdminAnswer> {
  const refuse = (reason: string): AnyAdminAnswer => ({
    kind: 'desktop-cart',
    reply: { ok: false, reason: `${cartId} cannot be read here: ${reason}` },
  });
  try {
    const relayKey = relayUrl === null ? null : durableKeyOf(relayUrl);
    const read = desktopCart(await readStoredCart(storages, cartId, relayKey));
    if (!read.ok) return refuse(read.refusal.message);
    const cart = read.value && { ...read.value, ops: [...read.value.ops], refused: [] };
    return { kind: 'desktop-cart', reply: { ok: true, cart } };
  } catch (error) {
    return refuse(reasonOf(error));
  }
}
