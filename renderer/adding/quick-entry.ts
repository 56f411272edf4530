/** What one line of text asks for; `null` where the line does not say. */
export interface QuickEntry {
  readonly name: string;
  readonly quantity: number | null;
  /** As written, such as "1.29" or "1,29": the cart's currency decides whether it will do. */
  readonly price: string | null;
}

const amount = '\\d+(?:[.,]\\d+)?';
/** At the end: "1.29", "€1.29", "1,29 €", "@ 2" or "€2". A bare whole number stays part of the name ("Omega 3"). */
const priceAtEnd = new RegExp(
  `^(.*?)(?:\\s+@?\\s*|\\s*@\\s*)(?:\\p{Sc}\\s?(${amount})|(${amount})\\s?\\p{Sc}|(\\d+[.,]\\d+))$`,
  'u',
);
const priceAfterAt = new RegExp(`^(.*?)\\s*@\\s*(${amount})$`, 'u');
/** "3 x milk", "3x milk", "3 × milk", or "3 milk". */
const quantityAtStart = /^(\d{1,15})(?:\s*[x×*]\s+|\s*[×*]\s*|\s+)(\S.*)$/iu;
/** "milk x 3", "milk ×3", "milk x3"; but "screws 4,5 x 40" is a size. */
const quantityAtEnd = /^(.*[^\s\d])\s+[x×*]\s?(\d{1,15})$/iu;
/** "4006381333931 x 3": a number as long as on a package counts nothing, so what follows does. */
const codeWithQuantity = /^(\d{8,14})\s*[x×*]\s?(\d{1,7})$/iu;
/** "500 g flour" and "2 l milk" are names: the number measures the product and does not count it. */
const measure = /^(?:[mµ]?g|kg|[mcd]?l|[mc]?m|mm|km|oz|lbs?|pt|%|°c|v|w|kw|"|″)(?:\s|$)/iu;

/** Which parts to look for beside the name. */
export interface LookFor {
  readonly quantity: boolean;
  readonly price: boolean;
}

/**
 * Reads one line such as "3 x milk 1.29", "3 milk 1.29", "milk 1.29" or "milk".
 *
 * Anything it is not sure of, and anything it is not to look for, stays in the name, so that nothing typed
 * is lost.
 */
export function parseQuickEntry(
  text: string,
  lookFor: LookFor = { quantity: true, price: true },
): QuickEntry {
  const line = text.trim().replace(/\s+/gu, ' ');
  const { rest, price } = lookFor.price ? takePrice(line) : { rest: line, price: null };
  return lookFor.quantity ? { ...takeQuantity(rest), price } : { name: rest, quantity: null, price };
}

function takePrice(line: string): { readonly rest: string; readonly price: string | null } {
  const match = priceAtEnd.exec(line) ?? priceAfterAt.exec(line);
  const rest = match?.[1]?.trim();
  const price = match?.slice(2).find(Boolean);
  return rest && price ? { rest, price } : { rest: line, price: null };
}

function takeQuantity(line: string): { readonly name: string; readonly quantity: number | null } {
  const [, code, count] = codeWithQuantity.exec(line) ?? [];
  if (code && count) return { name: code, quantity: Number(count) };
  const [, before, name] = quantityAtStart.exec(line) ?? [];
  if (before && name && !measure.test(name)) return { name, quantity: Number(before) };
  const [, rest, after] = quantityAtEnd.exec(line) ?? [];
  return rest && after ? { name: rest, quantity: Number(after) } : { name: line, quantity: null };
}
