import { unitAmountAt } from '../../cart/money.ts';
import type { Price } from '../../cart/op.ts';

/** The terms as somebody who buys now would write them down: a sale that is over is no part of them. */
export const termsNow = (price: Price, now: number): Price =>
  price.until !== undefined && now >= price.until
    ? { amount: unitAmountAt(price, now), currency: price.currency }
    : price;
