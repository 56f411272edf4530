import {
  addLine,
  clearCart,
  removeLines,
  setLines,
  stepLines,
  type Command,
  type CommandRefusal,
} from '../../cart/commands.ts';
import type { Currency } from '../../cart/currency.ts';
import type { Fold } from '../../cart/fold.ts';
import type { OpId } from '../../cart/ids.ts';
import { isSameJson } from '../../cart/json.ts';
import { parseAmount } from '../../cart/money.ts';
import type { OpBody, Price } from '../../cart/op.ts';
import { ok, refuse, type Result } from '../../cart/result.ts';
import type { CartRow } from '../../cart/row.ts';
import { viewCart } from '../../cart/view.ts';
import type { HttpErrorCode } from '../../protocol/http-errors.ts';
import type { Decimal, ItemRequest, Order } from '../../protocol/items.ts';
import { itemLine, linesOfItem, openLines, totalOf } from './items-view.ts';

/** The operations that system 2's requests come to. */
type Worded = Result<readonly OpBody[], HttpErrorCode>;

/** Of prices while neither the request nor the cart names one. */
const DEFAULT_CURRENCY: Currency = 'EUR';

/** Adds units of an item: to its line if it has one at that price, else as a new line. */
export function addItem(fold: Fold, itemId: string, request: ItemRequest): Worded {
  const { unitCount, name, currency = fold.currency ?? DEFAULT_CURRENCY } = request;
  const price = priceOf(request, currency);
  if (!price.ok) return price;
  const lines = openLines(fold, itemId);
  const same = lines.filter(({ opening: { op }, terms }) => {
    const { options = {}, name: known } = op.product;
    const isSameProduct = Object.keys(options).length === 0 && (name === undefined || name === known);
    return isSameProduct && isSameJson(terms, price.value);
  });
  if (same.length > 0) {
    return asWorded(
      stepLines(
        fold,
        same.map(({ line }) => line.id),
        unitCount,
      ),
    );
  }
  const product = { id: itemId, name: name ?? lines.at(-1)?.opening.op.product.name ?? itemId };
  return asWorded(addLine(fold, product, price.value, unitCount));
}

/** Makes an item's units so many, whatever prices they are at; 0 removes it. */
export const countItem = (fold: Fold, itemId: string, newCount: number): Worded =>
  asWorded(setLines(fold, linesOfItem(fold, itemId), newCount));

export const removeItem = (fold: Fold, itemId: string): Worded =>
  asWorded(removeLines(fold, linesOfItem(fold, itemId)));

/** Removes everything, what is saved for later included. */
export function removeAll(fold: Fold): Worded {
  if (fold.live.size === 0) return refuse('not_found', 'there is nothing in this cart');
  return asWorded(clearCart(fold));
}

export interface Checkout {
  readonly bodies: readonly OpBody[];
  readonly order: Order;
}

/**
 * Turns what is in the cart into an order, and empties it of that.
 *
 * The order is what the first operation has `seen`. A `clear` also takes what is saved for later, so that is put
 * back by further operations, which are stored together with it.
 */
export function checkOut(
  fold: Fold,
  idOf: (index: number) => OpId,
  now: number,
): Result<Checkout, HttpErrorCode> {
  const { rows, later } = viewCart(fold, now);
  const [first] = rows;
  if (!first) return refuse('cart_empty', 'there is nothing in this cart to check out');
  const { currency } = first.price;
  if (rows.some(({ price }) => price.currency !== currency)) {
    return refuse('mixed_currencies', 'an order is in one currency, and this cart has prices in several');
  }
  const total = totalOf(rows, currency);
  if (total === null) return refuse('order_too_large', 'the total is too large to be an exact number');
  const bodies: OpBody[] = [{ kind: 'clear', seen: fold.observed.toVersionVector() }];
  for (const row of later) bodies.push(...putBack(row, idOf(bodies.length)));
  const items = rows.map((row) => itemLine(fold, row, now));
  return ok({ bodies, order: { orderId: idOf(0), items, total, currency } });
}

function* putBack({ productId, name, options, price, qty, note }: CartRow, line: OpId): Iterable<OpBody> {
  yield { kind: 'add', product: { id: productId, name, options }, price, qty };
  yield { kind: 'later', line, later: true };
  if (note !== '') yield { kind: 'note', line, note };
}

/**
 * What one costs: `offeredPrice`, or for the time of a sale `specialSale`.
 *
 * A sale that is only said to be one (`true`) is at the price offered, and no other is known to return to.
 */
function priceOf(request: ItemRequest, currency: Currency): Result<Price, HttpErrorCode> {
  const { offeredPrice, specialSale = false, saleExpiration } = request;
  const offered = amountOf(offeredPrice, currency);
  if (!offered.ok) return offered;
  if (specialSale === false) {
    if (saleExpiration === undefined) return ok({ amount: offered.value, currency });
    return refuse('bad_value', 'saleExpiration: there is no specialSale that it could end');
  }
  const special = specialSale === true ? offered : amountOf(specialSale, currency);
  if (!special.ok) return special;
  const price = { amount: special.value, currency, was: offered.value };
  return ok(saleExpiration === undefined ? price : { ...price, until: new Date(saleExpiration).getTime() });
}

/** A number is taken for the decimal it is written as. */
function amountOf(decimal: Decimal, currency: Currency): Result<number, HttpErrorCode> {
  const parsed = parseAmount(String(decimal), currency);
  return parsed.ok ? parsed : refuse('bad_value', parsed.refusal.message);
}

const codes: Partial<Record<CommandRefusal, HttpErrorCode>> = {
  mixed_currencies: 'mixed_currencies',
  no_such_line: 'not_found',
};

function asWorded(command: Command): Worded {
  if (command.ok) return command;
  const { code, message } = command.refusal;
  return refuse(codes[code] ?? 'bad_value', code === 'no_such_line' ? 'there is no such item' : message);
}
