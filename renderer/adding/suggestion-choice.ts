import type { Suggestion } from '../catalogue/suggest.ts';

/** Which suggestion an arrow key goes to; −1 is what was typed, which lies between the last and the first. */
export function nextChoice(current: number, count: number, by: 1 | -1): number {
  const next = current + by;
  if (next >= count) return -1;
  return next < -1 ? count - 1 : next;
}

/** What Tab completes: the highlighted one, else the first if what is typed begins its name; `null` for nothing. */
export function completionOf(
  suggestions: readonly Suggestion[],
  highlighted: number,
  typed: string,
): Suggestion | null {
  const chosen = suggestions[highlighted];
  if (chosen) return chosen;
  const [first] = suggestions;
  const start = typed.trim().toLowerCase();
  const name = first?.product.name.toLowerCase() ?? '';
  return first && start !== '' && start !== name && name.startsWith(start) ? first : null;
}
