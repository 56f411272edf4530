import * as v from 'valibot';
import { isCurrency, type Currency } from '../../cart/currency.ts';

/** What is known of a product because it was added or starred here, whether a catalogue has it or not. */
export const usageSchema = v.object({
  /** Of the product, as carts name it. */
  id: v.string(),
  name: v.string(),
  isStarred: v.boolean(),
  /** How often it was added. */
  count: v.number(),
  /** When it was last, milliseconds since 1970; 0 for never. */
  lastAt: v.number(),
  /** What was chosen last. */
  options: v.record(v.string(), v.string()),
  /** What it cost last, for products that no catalogue has. */
  price: v.nullable(v.object({ amount: v.number(), currency: v.custom<Currency>(isCurrency) })),
});
export type Usage = Readonly<v.InferOutput<typeof usageSchema>>;

/** The most that is remembered; what was used least goes first, what is starred never. */
const MOST_REMEMBERED = 2000;

const DAY = 24 * 60 * 60 * 1000;

/** How much it is likely to be wanted again: how often it was added, and how lately. */
function wantOf({ count, lastAt }: Usage, now: number): number {
  const days = (now - lastAt) / DAY;
  const weight = days < 1 ? 8 : days < 7 ? 4 : days < 31 ? 2 : 1;
  return weight * Math.min(count, 20);
}

/** What is starred, then what is likely to be wanted: the order in which they are offered. */
export const byWant =
  (now: number) =>
  (a: Usage, b: Usage): number =>
    Number(b.isStarred) - Number(a.isStarred) ||
    wantOf(b, now) - wantOf(a, now) ||
    b.lastAt - a.lastAt ||
    (a.id < b.id ? -1 : 1);

/** Those that need not be remembered any more. */
export function toForget(usages: readonly Usage[], now: number): readonly Usage[] {
  if (usages.length <= MOST_REMEMBERED) return [];
  return [...usages]
    .sort(byWant(now))
    .slice(MOST_REMEMBERED)
    .filter(({ isStarred }) => !isStarred);
}
