import type { Currency } from './currency.ts';
import { compareEntries } from './entry.ts';
import type { Fold } from './fold.ts';
import { asOpenLine } from './row.ts';

/**
 * The one currency of a cart: the one chosen, else that of its oldest live line, else none yet.
 */
export function currencyOf(fold: Fold): Currency | null {
  const chosen = fold.currency.winner;
  if (chosen) return chosen.op.currency;
  const open = [...fold.live].map(asOpenLine).filter((line) => line !== null);
  const oldest = open.sort((a, b) => compareEntries(a.opening, b.opening))[0];
  return oldest?.terms.currency ?? null;
}
