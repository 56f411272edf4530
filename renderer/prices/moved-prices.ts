import type { Currency } from '../../cart/currency.ts';
import { sumAmounts } from '../../cart/money.ts';
import type { Price } from '../../cart/op.ts';
import type { CartRow } from '../../cart/row.ts';
import type { CatalogueProduct } from '../catalogue/catalogue-product.ts';
import { termsNow } from './terms-now.ts';

/** A row whose product costs something else by now than what the row says. */
export interface MovedPrice {
  readonly row: CartRow;
  /** As the catalogue has it now. */
  readonly price: Price;
  /** What one unit costs more, in minor units; below 0 for less. Never 0. */
  readonly difference: number;
}

/** The rows that the catalogue has another price for, in the same currency, at that moment. */
export function movedPrices(
  rows: readonly CartRow[],
  productOf: (id: string) => Pick<CatalogueProduct, 'price'> | undefined,
  now: number,
): readonly MovedPrice[] {
  return rows.flatMap((row): MovedPrice[] => {
    const price = priceInstead(row.price.currency, productOf(row.productId), now);
    const difference = price === null ? 0 : price.amount - row.unitAmount;
    return price === null || difference === 0 ? [] : [{ row, price, difference }];
  });
}

/** What the catalogue says of a product at that moment; `null` if nothing that compares with this currency. */
export function priceInstead(
  currency: Currency,
  product: Pick<CatalogueProduct, 'price'> | undefined,
  now: number,
): Price | null {
  const price = product?.price;
  return price?.currency === currency ? termsNow(price, now) : null;
}

/** What a row costs more with its new price, in minor units; `null` when too large to be exact. */
export function moveOfRow({ row, difference }: MovedPrice): number | null {
  const size = sumAmounts([{ amount: Math.abs(difference), qty: row.qty }]);
  return size === null ? null : Math.sign(difference) * size;
}

/**
 * What the cart costs more with all these new prices, of one currency; `null` when too large to be exact.
 *
 * What is saved for later counts for nothing, as in the total.
 */
export function sumOfMoves(moves: readonly MovedPrice[]): number | null {
  let sum = 0n;
  for (const { row, difference } of moves) {
    if (!row.isLater) sum += BigInt(difference) * BigInt(row.qty);
  }
  const number = Number(sum);
  return Number.isSafeInteger(number) ? number : null;
}

/** By the keys of their rows. */
export const movesByRow = (moves: readonly MovedPrice[]): ReadonlyMap<string, MovedPrice> =>
  new Map(moves.map((move) => [move.row.key, move]));

/** What is remembered of a price that somebody has chosen to keep: this one, while the catalogue says that one. */
export const keptPriceId = (productId: string, kept: Price, catalogue: Price): string =>
  `price ${kept.amount} ${kept.currency}, not ${catalogue.amount}: ${productId}`;
