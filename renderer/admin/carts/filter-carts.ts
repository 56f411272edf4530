import { verdicts, type Verdict } from '../../../protocol/verdict.ts';
import { verdictWords } from '../parts/verdict-words.ts';
import type { CartFigures } from './cart-figures.ts';

/** `differs`: any verdict that somebody should look at. `unchecked`: none yet. */
export type VerdictFilter = 'all' | 'differs' | 'unchecked' | Verdict;

/** Carts whose name has the text in it, whatever the case, and whose verdict passes. */
export function filterCarts(
  carts: readonly CartFigures[],
  search: string,
  filter: VerdictFilter,
): readonly CartFigures[] {
  const text = search.trim().toLowerCase();
  if (text === '' && filter === 'all') return carts;
  return carts.filter(
    ({ cartId, verdict }) => cartId.toLowerCase().includes(text) && passes(verdict, filter),
  );
}

function passes(verdict: Verdict | null, filter: VerdictFilter): boolean {
  if (filter === 'all') return true;
  if (filter === 'unchecked') return verdict === null;
  if (filter === 'differs') return verdict !== null && verdictWords[verdict].tone === 'bad';
  return verdict === filter;
}

export interface FilterChoice {
  readonly filter: VerdictFilter;
  readonly label: string;
  readonly count: number;
}

/** What can be filtered by: what there is, with how many, and always the one that is chosen. */
export function filterChoices(carts: readonly CartFigures[], chosen: VerdictFilter): readonly FilterChoice[] {
  const counts = new Map<Verdict | null, number>();
  for (const { verdict } of carts) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const differing = verdicts
    .filter((verdict) => verdictWords[verdict].tone === 'bad')
    .reduce((sum, verdict) => sum + (counts.get(verdict) ?? 0), 0);
  const choices: readonly FilterChoice[] = [
    { filter: 'all', label: 'Every verdict', count: carts.length },
    { filter: 'differs', label: 'Any difference', count: differing },
    { filter: 'unchecked', label: 'Not checked', count: counts.get(null) ?? 0 },
    ...verdicts.map((verdict) => ({
      filter: verdict,
      label: verdictWords[verdict].short,
      count: counts.get(verdict) ?? 0,
    })),
  ];
  return choices.filter(
    ({ filter, count }) => count > 0 || filter === 'all' || filter === 'differs' || filter === chosen,
  );
}
