/**
 * The id of a product known only by its name: the plain form of the name.
 *
 * Compatibility characters unified (NFKC), lower-case, trimmed, runs of spaces to one '-': Ana's "Milk" and
 * Ben's "milk " are one product.
 */
export const productIdOf = (name: string): string =>
  name.normalize('NFKC').toLowerCase().normalize('NFKC').trim().replace(/\s+/gu, '-');
