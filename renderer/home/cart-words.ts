import type { Currency } from '../../cart/currency.ts';
import type { CartRecord } from '../../protocol/library.ts';
import { nameOfCart } from '../library/find-carts.ts';
import { serverNameOf } from '../library/server-address.ts';
import { words } from '../messages/words.ts';
import { moneyText } from '../shared/money-text.ts';
import { exactWhen } from '../shared/when-text.ts';

/** What of a cart is in it: "3 products · 12 units". */
export function contentWords({ figures }: CartRecord): string {
  if (!figures) return words.carts.notOpenedYet;
  const { products, units } = figures;
  return products === 0
    ? words.carts.empty
    : `${words.carts.products(products)} · ${words.carts.units(units)}`;
}

/** What it comes to, in each currency; empty for nothing. */
export function totalWords({ figures }: CartRecord): readonly string[] {
  const totals = Object.entries(figures?.totals ?? {}) as [Currency, number | null][];
  return totals.map(([currency, amount]) =>
    amount === null ? words.cart.tooLarge : moneyText(amount, currency),
  );
}

/** Where it is. */
export const placeWords = ({ relayUrl }: CartRecord): string =>
  relayUrl === null ? words.carts.onlyHere : words.carts.onServer(serverNameOf(relayUrl));

/** Changes that others do not have yet; one of this computer alone has no others. */
export const unsentOf = ({ relayUrl, figures }: CartRecord): number =>
  relayUrl === null ? 0 : (figures?.unsent ?? 0);

/** The whole row in one sentence, for screen readers. */
export function rowWords(cart: CartRecord): string {
  const unsent = unsentOf(cart);
  const changedAt = cart.figures?.changedAt ?? null;
  return words.carts.row(nameOfCart(cart), [
    contentWords(cart),
    ...totalWords(cart),
    ...(unsent === 0 ? [] : [words.carts.unsent(unsent)]),
    ...(changedAt === null ? [] : [words.carts.lastChange(exactWhen(changedAt))]),
  ]);
}
