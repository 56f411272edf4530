import type { NewRow } from '../../cart/add-rows.ts';
import { addLine } from '../../cart/commands.ts';
import { isCurrency, type Currency } from '../../cart/currency.ts';
import { Fold } from '../../cart/fold.ts';
import { parseAmount } from '../../cart/money.ts';
import { MAX_QUANTITY, MAX_TEXT, type Price } from '../../cart/op.ts';
import { ok, refuse, type Result } from '../../cart/result.ts';
import { words } from '../messages/words.ts';
import { numberText } from '../shared/counting.ts';
import { readOptions } from './options-text.ts';
import type { RawRow } from './raw-row.ts';
import { currencyIn, readMoney } from './read-money.ts';
import { readMoment } from './read-moment.ts';

/** A product that can be told from others without a file saying more of it. */
export interface KnownProduct {
  readonly id: string;
  readonly name: string;
  readonly price: Price | null;
}

/** What rows are read with. */
export interface ReadWith {
  /** Of the cart, or of the list where the cart has none. */
  readonly currency: Currency;
  /** Whether we wrote the file: then every letter counts, and nothing is guessed. */
  readonly isOurs: boolean;
  /** The product of the catalogue that has exactly this number or name. */
  readonly identify: (text: string) => KnownProduct | null;
  /** The id of a product that is known by its name only. */
  readonly idOf: (name: string) => string;
  /** What a product without a price costs in the cart. */
  readonly priceOf: (productId: string) => Price | null;
}

/** A row to add; `hasPrice` is false when neither the file nor the cart says one, and it comes in at 0. */
export type ReadRow = Omit<NewRow, 'source'> & { readonly hasPrice: boolean };

/** Asked only whether it would take something. */
const emptyCart = new Fold();

const wrong = (message: string) => refuse('wrong_row', message);

/** Understands one row, or says in words what is wrong with it. */
export function readRow({ cells }: RawRow, read: ReadWith): Result<ReadRow, 'wrong_row'> {
  const { isOurs, currency } = read;
  const cell = (text = ''): string => (isOurs ? text : text.trim());
  const typedId = cell(cells.productId);
  const typedName = cell(cells.name);
  const known = isOurs ? null : read.identify(typedId || typedName);
  // A name beside a number stays; a name, or a number in its place, is put as the catalogue has it.
  const name = (known && (typedId === '' || typedName === '') ? known.name : typedName) || typedId;
  if (name.trim() === '') return wrong(words.files.rowHasNoName);
  if (name.length > MAX_TEXT.name) return wrong(words.files.textTooLong(numberText(MAX_TEXT.name)));
  const productId = known?.id ?? (typedId || read.idOf(name));

  const options = readOptions(cells.options ?? '');
  if (options === null) return wrong(words.files.badOptions(cells.options ?? ''));
  const qty = readQuantity(cells.quantity ?? '');
  if (qty === null) return wrong(words.files.badQuantity(cells.quantity ?? '', numberText(MAX_QUANTITY)));
  const other = currencyOf(cells);
  if (other !== currency && other !== null) return wrong(words.files.otherCurrency(other, currency));

  const price = readPrice(cells, read);
  if (!price.ok) return price;
  const listed = known?.price?.currency === currency ? known.price : null;
  const terms = price.value ?? listed ?? read.priceOf(productId);
  const note = cell(cells.note);
  if (note.length > MAX_TEXT.note) return wrong(words.files.noteTooLong(numberText(MAX_TEXT.note)));
  const row: ReadRow = {
    product: { id: productId, name, ...(Object.keys(options).length > 0 && { options }) },
    ...{ price: terms ?? { amount: 0, currency }, qty, note, isLater: isYes(cells.later ?? '') },
    hasPrice: terms !== null,
  };
  // What a cart would not take for whatever other reason is no good here either.
  const added = addLine(emptyCart, row.product, row.price, row.qty);
  return added.ok && note.isWellFormed() ? ok(row) : wrong(words.files.badRow);
}

/** The currency that a row says it is in, known or not; `null` where it says none. */
export function currencyOf({ currency, unitPrice }: RawRow['cells']): string | null {
  const typed = currency?.trim().toUpperCase() ?? '';
  if (typed !== '') return isCurrency(typed) ? typed : (currencyIn(typed) ?? typed);
  return currencyIn(unitPrice ?? '');
}

/** Without a number it is one. A spreadsheet may write "3.00". */
function readQuantity(text: string): number | null {
  if (text.trim() === '') return 1;
  const [, digits] = /^(\d{1,7})(?:[.,]0+)?$/u.exec(text.trim()) ?? [];
  const qty = Number(digits ?? 0);
  return qty >= 1 && qty <= MAX_QUANTITY ? qty : null;
}

function readPrice(
  { unitPrice = '', was = '', until = '' }: RawRow['cells'],
  { currency, isOurs }: ReadWith,
): Result<Price | null, 'wrong_row'> {
  if (unitPrice.trim() === '') return ok(null);
  const money = (text: string): number | null => {
    if (!isOurs) return readMoney(text, currency);
    const amount = parseAmount(text, currency);
    return amount.ok ? amount.value : null;
  };
  const amount = money(unitPrice);
  if (amount === null) return wrong(words.files.badPrice(unitPrice, currency));
  if (was.trim() === '') {
    return until.trim() === '' ? ok({ amount, currency }) : wrong(words.files.untilWithoutWas);
  }
  const before = money(was);
  if (before === null) return wrong(words.files.badPrice(was, currency));
  if (until.trim() === '') return ok({ amount, currency, was: before });
  const moment = readMoment(until);
  return moment === null
    ? wrong(words.files.badMoment(until))
    : ok({ amount, currency, was: before, until: moment });
}

const isYes = (text: string): boolean => /^(?:yes|y|true|1|x|ja|j|wahr)$/iu.test(text.trim());
