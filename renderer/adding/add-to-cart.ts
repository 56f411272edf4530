import { addLine } from '../../cart/commands.ts';
import type { CartDesk } from '../cart/cart-desk.svelte.ts';
import type { Catalogue } from '../catalogue/catalogue.svelte.ts';
import { words } from '../messages/words.ts';
import { numberText } from '../shared/counting.ts';
import type { Wanted } from './quick-add.ts';

/** Adds it, and remembers that it was; gives why not, in words. */
export function addToCart(
  desk: CartDesk,
  catalogue: Catalogue,
  { id, name, price, quantity, product }: Wanted,
  options: Readonly<Record<string, string>>,
): string | null {
  const hasOptions = Object.keys(options).length > 0;
  const problem = desk.carryOut(
    (fold) => addLine(fold, { id, name, ...(hasOptions && { options }) }, price, quantity),
    words.cart.added(numberText(quantity), [name, ...Object.values(options)].join(', ')),
  );
  if (problem !== null) return problem;
  const { amount, currency } = price;
  // What a catalogue has keeps its price there.
  catalogue.noteUse({ id, name, options, price: product || amount === 0 ? null : { amount, currency } });
  return null;
}
