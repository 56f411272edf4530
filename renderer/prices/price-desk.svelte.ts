import { createContext } from 'svelte';
import { setCurrency, setPrice } from '../../cart/commands.ts';
import type { Price } from '../../cart/op.ts';
import { ok } from '../../cart/result.ts';
import type { CartRow } from '../../cart/row.ts';
import { allRows } from '../../cart/view.ts';
import type { CartDesk } from '../cart/cart-desk.svelte.ts';
import type { Catalogue } from '../catalogue/catalogue.svelte.ts';
import { words } from '../messages/words.ts';
import { moneyText } from '../shared/money-text.ts';
import { keptPriceId, movedPrices, movesByRow, priceInstead, type MovedPrice } from './moved-prices.ts';

/** What is open over the cart: about one row's price, about all that have changed, or about the cart's money. */
export type PriceDialog =
  | { readonly kind: 'sale'; readonly row: CartRow }
  | { readonly kind: 'history'; readonly row: CartRow }
  | { readonly kind: 'review' }
  | { readonly kind: 'currency' }
  | { readonly kind: 'catalogue' };

/** What a shopper can do about prices in a cart, and what is to be known of them. */
export class PriceDesk {
  readonly #desk: CartDesk;
  readonly #catalogue: Catalogue;

  dialog = $state.raw<PriceDialog | null>(null);

  /** Prices in the cart that the catalogue has otherwise by now, but for those that somebody here keeps. */
  readonly moves: readonly MovedPrice[] = $derived.by(() => {
    const { view } = this.#desk.session;
    if (this.#catalogue.about === null || this.#desk.past !== null) return [];
    return movedPrices(allRows(view), (id) => this.#catalogue.productOf(id), this.#desk.session.now()).filter(
      ({ row, price }) =>
        !this.#desk.dismissals.has(
          keptPriceId(row.productId, { ...row.price, amount: row.unitAmount }, price),
        ),
    );
  });

  readonly #byRow: ReadonlyMap<string, MovedPrice> = $derived(movesByRow(this.moves));

  constructor(desk: CartDesk, catalogue: Catalogue) {
    this.#desk = desk;
    this.#catalogue = catalogue;
  }

  moveOf(row: CartRow): MovedPrice | undefined {
    return this.#byRow.get(row.key);
  }

  accept({ row, price }: MovedPrice): void {
    const problem = this.#desk.carryOut((fold) => setPrice(fold, row.lineIds, price), null);
    if (problem !== null) this.#desk.report(problem);
    else this.#desk.confirm(words.prices.isNow(row.name, moneyText(price.amount, price.currency)));
  }

  /** Takes over every price that has changed, as one step. */
  acceptAll(): void {
    const { moves } = this;
    if (moves.length === 0) return;
    const problem = this.#desk.carryOut((fold) => {
      const commands = moves.map(({ row, price }) => setPrice(fold, row.lineIds, price));
      return (
        commands.find(({ ok: isFine }) => !isFine) ??
        ok(commands.flatMap((each) => (each.ok ? each.value : [])))
      );
    }, null);
    if (problem !== null) this.#desk.report(problem);
    else this.#desk.confirm(words.prices.areNow(moves.length));
  }

  /** Keeps this price of a product for as long as the catalogue says what it says now. */
  keep(productId: string, kept: Price): void {
    const product = this.#catalogue.productOf(productId);
    const price = priceInstead(kept.currency, product, this.#desk.session.now());
    if (price !== null && price.amount !== kept.amount)
      this.#desk.dismissals.add(keptPriceId(productId, kept, price));
  }

  keepRow({ row }: MovedPrice): void {
    this.keep(row.productId, { amount: row.unitAmount, currency: row.price.currency });
  }

  keepAll(): void {
    for (const move of this.moves) this.keepRow(move);
  }

  /** Types a row's price, with its sale terms; gives why not, in words. */
  type(row: CartRow, price: Price): string | null {
    const problem = this.#desk.carryOut(
      (fold) => setPrice(fold, row.lineIds, price),
      words.cart.priceChanged(row.name),
    );
    if (problem === null) this.keep(row.productId, price);
    return problem;
  }

  /** Says in words whether anything has changed, and shows what has. */
  check(): void {
    if (this.moves.length > 0) this.dialog = { kind: 'review' };
    else if (this.#catalogue.about === null) this.#desk.tell(words.prices.noCatalogue, 'done');
    else this.#desk.tell(words.prices.allUpToDate, 'done');
  }

  chooseCurrency(currency: string): string | null {
    const problem = this.#desk.carryOut((fold) => setCurrency(fold, currency), null);
    if (problem === null) this.#desk.confirm(words.prices.currencyIs(currency));
    return problem;
  }

  close(): void {
    this.dialog = null;
  }
}

export const [usePrices, providePrices] = createContext<PriceDesk>();
