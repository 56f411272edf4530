import { isKind, type Entry } from '../../cart/entry.ts';
import { Fold } from '../../cart/fold.ts';
import { millisecondsOf } from '../../cart/hlc.ts';
import type { OpId, UserId } from '../../cart/ids.ts';
import { canonicalJson } from '../../cart/json.ts';
import type { Currency } from '../../cart/currency.ts';
import { unitAmountAt } from '../../cart/money.ts';
import type { Price, Product } from '../../cart/op.ts';
import type { RawOp } from '../../protocol/http.ts';
import { replayEntries } from './replay-entries.ts';

/** Price terms that somebody wrote. */
export interface PriceTerms {
  readonly id: OpId;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly by: UserId;
  /** Whether it came with the product or was changed later. */
  readonly kind: 'add' | 'price';
  readonly price: Price;
  /** Taken back by who wrote it. */
  readonly isUndone: boolean;
}

/** What a unit cost from a moment on, by the latest terms. */
export interface PricePoint {
  readonly time: number;
  /** Minor units. */
  readonly amount: number;
  readonly why: 'add' | 'price' | 'sale-end';
}

/** Every price of a product with its options, in one currency. */
export interface ProductPrices {
  readonly key: string;
  readonly name: string;
  readonly options: Readonly<Record<string, string>>;
  readonly currency: Currency;
  /** The oldest first. */
  readonly terms: readonly PriceTerms[];
  /** What they came to, without those taken back; a sale that ends is a point of its own. */
  readonly points: readonly PricePoint[];
}

/** Every product's prices in a cart up to `now`; those with most to tell first. */
export function priceHistory(ops: readonly RawOp[], now: number): readonly ProductPrices[] {
  const entries = replayEntries(ops);
  const fold = new Fold();
  for (const entry of entries) fold.apply(entry.id, entry.op);
  const groups = new Map<string, { product: Product; currency: Currency; terms: PriceTerms[] }>();
  for (const entry of entries) {
    if (!isKind(entry, 'add', 'price')) continue;
    const product = productOf(entry, fold);
    if (!product) continue;
    const { currency } = entry.op.price;
    const key = canonicalJson([product.id, product.options ?? {}, currency]);
    const group = groups.get(key) ?? { product, currency, terms: [] };
    groups.set(key, group);
    group.product = product;
    group.terms.push(termsOf(entry, fold.entries.get(entry.id)?.undone ?? false));
  }
  return [...groups]
    .map(([key, { product, currency, terms }]) => ({
      ...{ key, name: product.name, options: product.options ?? {}, currency, terms },
      points: pricePoints(terms, now),
    }))
    .sort((a, b) => changesIn(b) - changesIn(a) || a.name.localeCompare(b.name));
}

/** Of a changed price, the product of the line. */
const productOf = (entry: Entry<'add' | 'price'>, fold: Fold): Product | undefined =>
  entry.op.kind === 'add' ? entry.op.product : fold.lines.get(entry.op.line)?.opening?.op.product;

const termsOf = ({ id, op }: Entry<'add' | 'price'>, isUndone: boolean): PriceTerms => ({
  ...{ id, time: millisecondsOf(op.at), by: op.by, kind: op.kind, price: op.price, isUndone },
});

function pricePoints(terms: readonly PriceTerms[], now: number): readonly PricePoint[] {
  const inForce = terms.filter(({ isUndone }) => !isUndone);
  return inForce.flatMap(({ time, kind, price }, index): PricePoint[] => {
    const point: PricePoint = { time, amount: unitAmountAt(price, time), why: kind };
    const { until, was } = price;
    const next = inForce[index + 1]?.time ?? Infinity;
    const endsInForce =
      until !== undefined && was !== undefined && until > time && until < next && until <= now;
    return endsInForce ? [point, { time: until, amount: was, why: 'sale-end' }] : [point];
  });
}

/** How often the amount moved: what makes a history worth looking at. */
const changesIn = ({ points }: ProductPrices): number =>
  points.filter((point, index) => index > 0 && points[index - 1]?.amount !== point.amount).length;
