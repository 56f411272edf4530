import { restoreChanges } from '../../cart/restore-changes.ts';
import type { RestorePlan } from '../../cart/restore-plan.ts';
import type { CartRow } from '../../cart/row.ts';
import { words } from '../messages/words.ts';
import { numberText } from '../shared/counting.ts';
import { moneyText } from '../shared/money-text.ts';

/** The most products that are named one by one. */
const MAX_NAMED = 5;

/** What people would see change if this version were restored, a sentence for each sort; none if nothing does. */
export function restoreWords(plan: RestorePlan): readonly string[] {
  const texts = words.history;
  const { back, gone, quantities, prices, notes, shelves, ...cart } = restoreChanges(plan);
  const priceOf = ({ unitAmount, price }: CartRow) => moneyText(unitAmount, price.currency);
  return [
    ...listed(back, ({ name }) => name, texts.comeBack),
    ...listed(gone, ({ name }) => name, texts.go),
    ...listed(
      quantities,
      ({ now, then }) => texts.fromTo(then.name, numberText(now.qty), numberText(then.qty)),
      texts.quantities,
    ),
    ...listed(prices, ({ now, then }) => texts.fromTo(then.name, priceOf(now), priceOf(then)), texts.prices),
    ...listed(notes, ({ then }) => then.name, texts.notes),
    ...listed(shelves, ({ then }) => then.name, texts.shelves),
    ...(cart.isReordered ? [texts.reordered] : []),
    ...(cart.title === null ? [] : [cart.title === '' ? texts.untitled : texts.retitled(cart.title)]),
    ...(cart.currency === null ? [] : [texts.recurrency(cart.currency)]),
    ...(cart.isRecoded ? [texts.recoded] : []),
  ];
}

function listed<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
  say: (count: number, names: readonly string[], more: number) => string,
): readonly string[] {
  if (items.length === 0) return [];
  const named = items.length === MAX_NAMED + 1 ? items : items.slice(0, MAX_NAMED);
  return [say(items.length, named.map(nameOf), items.length - named.length)];
}
