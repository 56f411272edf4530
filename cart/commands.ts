import { isCurrency, MAX_AMOUNT, type Currency } from './currency.ts';
import type { Fold } from './fold.ts';
import type { LineId } from './ids.ts';
import { whyNotJson } from './json.ts';
import type { Line } from './line.ts';
import { MAX_OPTIONS, MAX_QUANTITY, MAX_TEXT, type OpBody, type Price, type Product } from './op.ts';
import { placeBetween } from './place.ts';
import { ok, refuse, type Result } from './result.ts';

/** Why a command was refused; the message says it in a sentence. */
export type CommandRefusal =
  | 'bad_quantity'
  | 'bad_price'
  | 'bad_text'
  | 'bad_currency'
  | 'mixed_currencies'
  | 'no_such_line'
  | 'not_enough'
  | 'bad_place'
  | 'no_such_coupon';

/** The operations that a command comes to; none when it changes nothing. They are committed together. */
export type Command = Result<readonly OpBody[], CommandRefusal>;

/** Adds units of a product: always a line of its own, which the view may show in one row with others. */
export function addLine(fold: Fold, product: Product, price: Price, qty: number): Command {
  return (
    refuseQuantity(qty, 1) ??
    refuseProduct(product) ??
    refusePrice(price) ??
    refuseMixing(fold, price.currency) ??
    ok([{ kind: 'add', product, price, qty }])
  );
}

/** Steps a row up or down. Down takes from the newest line first and never below 0. */
export function stepLines(fold: Fold, lineIds: readonly LineId[], delta: number): Command {
  const lines = liveLines(fold, lineIds);
  if (!lines.ok) return lines;
  if (!Number.isSafeInteger(delta) || delta === 0 || Math.abs(delta) > MAX_QUANTITY) {
    return refuse('bad_quantity', `a step is a whole number up to ${MAX_QUANTITY}, other than 0`);
  }
  const qty = unitsOf(lines.value);
  if (qty + delta < 0) return refuse('not_enough', `there are only ${qty} to take from`);
  // Merging can make a row larger than one person may: it can still be stepped down.
  const tooMany = delta > 0 ? refuseQuantity(qty + delta, 0) : null;
  if (tooMany) return tooMany;
  const newestFirst = [...lines.value].reverse();
  if (delta > 0) return ok([{ kind: 'inc', line: (newestFirst[0] as Line).id, delta }]);
  const bodies: OpBody[] = [];
  let left = -delta;
  for (const line of newestFirst) {
    const taken = Math.min(left, line.effective);
    if (taken > 0) bodies.push({ kind: 'inc', line: line.id, delta: -taken });
    left -= taken;
  }
  return ok(bodies);
}

/**
 * Types a row's quantity: the newest line takes it, where steps go too, and the others are removed.
 *
 * A typed 0 is a removal. As a `set` it could win over another person's typed quantity, and hide the row and
 * the conflict with it.
 */
export function setLines(fold: Fold, lineIds: readonly LineId[], qty: number): Command {
  const lines = liveLines(fold, lineIds);
  if (!lines.ok) return lines;
  const refusal = refuseQuantity(qty, 0);
  if (refusal) return refusal;
  if (qty === 0) return removeLines(fold, lineIds);
  const newest = lines.value.at(-1) as Line;
  const others = lines.value.slice(0, -1);
  return ok([
    { kind: 'set', line: newest.id, qty, seen: newest.observed },
    ...others.map((line): OpBody => ({ kind: 'remove', line: line.id, seen: line.observed })),
  ]);
}

export function removeLines(fold: Fold, lineIds: readonly LineId[]): Command {
  const lines = liveLines(fold, lineIds);
  if (!lines.ok) return lines;
  return ok(lines.value.map((line) => ({ kind: 'remove', line: line.id, seen: line.observed })));
}

/** Empties the cart, what is saved for later included. */
export function clearCart(fold: Fold): Command {
  return ok(fold.live.size === 0 ? [] : [{ kind: 'clear', seen: fold.observed.toVersionVector() }]);
}

export function setPrice(fold: Fold, lineIds: readonly LineId[], price: Price): Command {
  const lines = liveLines(fold, lineIds);
  if (!lines.ok) return lines;
  return (
    refusePrice(price) ??
    refuseMixing(fold, price.currency) ??
    ok(lines.value.map((line) => ({ kind: 'price', line: line.id, price })))
  );
}

/** Notes a row; an empty text takes the note away. */
export function setNote(fold: Fold, lineIds: readonly LineId[], note: string): Command {
  const lines = liveLines(fold, lineIds);
  if (!lines.ok) return lines;
  return (
    refuseText('a note', note, MAX_TEXT.note, 0) ??
    ok(lines.value.map((line) => ({ kind: 'note', line: line.id, note })))
  );
}

/** Saves a row for later, or takes it back into the cart. */
export function setLater(fold: Fold, lineIds: readonly LineId[], later: boolean): Command {
  const lines = liveLines(fold, lineIds);
  if (!lines.ok) return lines;
  return ok(lines.value.map((line) => ({ kind: 'later', line: line.id, later })));
}

/** Moves a row between two others, given by their `place`; `null` stands for the ends of the list. */
export function moveLines(
  fold: Fold,
  lineIds: readonly LineId[],
  between: { readonly before: string | null; readonly after: string | null },
): Command {
  const lines = liveLines(fold, lineIds);
  if (!lines.ok) return lines;
  const { before, after } = between;
  if (before !== null && after !== null && before >= after) {
    return refuse('bad_place', 'the row before must stand ahead of the row after');
  }
  const place = placeBetween(before, after);
  if (place.length > MAX_TEXT.place) return refuse('bad_place', 'these rows have been moved too often');
  return ok(lines.value.map((line) => ({ kind: 'place', line: line.id, place })));
}

export const setTitle = (title: string): Command =>
  refuseText('a title', title, MAX_TEXT.name, 0) ?? ok([{ kind: 'title', title: title.trim() }]);

/** Chooses the cart's currency; refused while lines in another one are live. */
export function setCurrency(fold: Fold, currency: string): Command {
  if (!isCurrency(currency)) return refuse('bad_currency', `unknown currency: ${currency}`);
  const isMixed = [...fold.live].some((line) => line.terms && line.terms.currency !== currency);
  if (isMixed) return refuse('mixed_currencies', 'the cart has prices in another currency');
  return ok([{ kind: 'currency', currency }]);
}

/** Asks for a discount; what it is worth is settled at checkout. */
export const addCoupon = (code: string): Command =>
  refuseText('a code', code, MAX_TEXT.code) ?? ok([{ kind: 'coupon', code: code.trim() }]);

export function removeCoupon(fold: Fold, code: string): Command {
  if (!fold.coupons.includes(code)) return refuse('no_such_coupon', `no code "${code}" in the cart`);
  return ok([{ kind: 'uncoupon', code }]);
}

/**
 * Of a row's lines, oldest first as the row lists them, those that still have units.
 *
 * Refused when none has, or when one was never in the cart.
 */
function liveLines(fold: Fold, lineIds: readonly LineId[]): Result<readonly Line[], CommandRefusal> {
  const lines = lineIds.map((id) => fold.lines.get(id)).filter((line) => line !== undefined);
  const live = lines.filter((line) => fold.live.has(line));
  if (live.length === 0 || lines.length < lineIds.length) {
    return refuse('no_such_line', 'that row is no longer in the cart');
  }
  return ok(live);
}

const unitsOf = (lines: readonly Line[]): number => lines.reduce((sum, line) => sum + line.effective, 0);

type Refused = ReturnType<typeof refuse<CommandRefusal>> | null;

function refuseQuantity(qty: number, minimum: number): Refused {
  if (Number.isSafeInteger(qty) && qty >= minimum && qty <= MAX_QUANTITY) return null;
  return refuse('bad_quantity', `a quantity is a whole number from ${minimum} to ${MAX_QUANTITY}`);
}

function refusePrice({ amount, currency, was, until }: Price): Refused {
  if (!isCurrency(currency)) return refuse('bad_currency', `unknown currency: ${String(currency)}`);
  const amounts = was === undefined ? [amount] : [amount, was];
  if (!amounts.every((value) => Number.isSafeInteger(value) && value >= 0 && value <= MAX_AMOUNT)) {
    return refuse('bad_price', `a price is a whole number of minor units from 0 to ${MAX_AMOUNT}`);
  }
  if (until === undefined) return null;
  if (was === undefined) return refuse('bad_price', 'a sale that ends needs the price it returns to');
  if (Number.isSafeInteger(until) && until >= 0) return null;
  return refuse('bad_price', 'a sale ends at a moment in whole milliseconds since 1970');
}

function refuseMixing(fold: Fold, currency: Currency): Refused {
  const existing = fold.currency;
  if (existing === null || existing === currency) return null;
  return refuse('mixed_currencies', `this cart is in ${existing}, the price in ${currency}`);
}

function refuseProduct({ id, name, options = {} }: Product): Refused {
  const entries = Object.entries(options);
  if (entries.length > MAX_OPTIONS) return refuse('bad_text', `a product has at most ${MAX_OPTIONS} options`);
  if (whyNotJson(options) !== null) return refuse('bad_text', 'options are names with texts');
  return (
    refuseText('a product id', id, MAX_TEXT.id) ??
    refuseText('a product name', name, MAX_TEXT.name) ??
    entries
      .map(
        ([key, value]) =>
          refuseText('an option', key, MAX_TEXT.option) ?? refuseText('an option', value, MAX_TEXT.option, 0),
      )
      .find((refusal) => refusal !== null) ??
    null
  );
}

function refuseText(what: string, text: string, maximum: number, minimum = 1): Refused {
  const isFine =
    typeof text === 'string' &&
    text.trim().length >= minimum &&
    text.length <= maximum &&
    text.isWellFormed();
  return isFine ? null : refuse('bad_text', `${what} has ${minimum} to ${maximum} characters`);
}
