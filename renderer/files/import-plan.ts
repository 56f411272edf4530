import type { NewRow } from '../../cart/add-rows.ts';
import { isCurrency, type Currency } from '../../cart/currency.ts';
import type { Fold } from '../../cart/fold.ts';
import { millisecondsOf } from '../../cart/hlc.ts';
import type { UserId } from '../../cart/ids.ts';
import { sumAmounts, unitAmountAt } from '../../cart/money.ts';
import { importedRows } from '../../cart/source.ts';
import { words } from '../messages/words.ts';
import type { RawList } from './raw-row.ts';
import { currencyOf, readRow, type ReadWith } from './read-row.ts';

/** A row of the list that cannot be added. */
export interface WrongRow {
  readonly line: number;
  readonly text: string;
  readonly reason: string;
}

/** Rows of the list that are in the cart from an earlier time. */
export interface EarlierImport {
  readonly rows: ReadonlySet<number>;
  /** Who brought them, sorted. */
  readonly by: readonly UserId[];
  /** When the first of them came. Milliseconds since 1970. */
  readonly at: number;
}

/** What a list would bring into the cart; nothing has been added yet. */
export interface ImportPlan {
  readonly rows: readonly (NewRow & { readonly source: NonNullable<NewRow['source']> })[];
  /** Those of `rows` that are not in the cart from an earlier time. */
  readonly missing: ImportPlan['rows'];
  readonly wrong: readonly WrongRow[];
  readonly earlier: EarlierImport | null;
  readonly counts: 'lines' | 'entries';
  readonly currency: Currency;
  /** How many came without a price that anything here knows. */
  readonly unpriced: number;
}

export type Plan =
  { readonly ok: true; readonly plan: ImportPlan } | { readonly ok: false; readonly problem: string };

export interface PlanFor extends Pick<ReadWith, 'idOf' | 'identify' | 'priceOf'> {
  /** The list's hash, by which it is known again. */
  readonly file: string;
  readonly fold: Fold;
  /** For a cart and a list that both have none yet. */
  readonly defaultCurrency: Currency;
}

/** Works out what a list would bring, row by row. A list of which nothing fits the cart's currency is refused. */
export function planImport(list: RawList, { file, fold, defaultCurrency, ...read }: PlanFor): Plan {
  if (!list.ok) return list;
  const said = list.rows.map(({ cells }) => currencyOf(cells));
  const currencies = mostOften(said.filter((code) => code !== null));
  const currency = fold.currency ?? currencies.find(isCurrency) ?? defaultCurrency;
  if (!said.some((code) => code === null || code === currency)) {
    return { ok: false, problem: words.files.listInOtherCurrency(currencies.join(', '), currency) };
  }

  const rows: ImportPlan['rows'][number][] = [];
  const wrong: WrongRow[] = [];
  let unpriced = 0;
  list.rows.forEach((raw, index) => {
    const row = readRow(raw, { ...read, currency, isOurs: list.isOurs });
    if (!row.ok) {
      wrong.push({ line: raw.line, text: raw.text, reason: row.refusal.message });
      return;
    }
    const { hasPrice, ...added } = row.value;
    if (!hasPrice) unpriced += 1;
    rows.push({ ...added, source: { file, row: index + 1 } });
  });
  const earlier = earlierOf(fold, file);
  const missing = rows.filter(({ source }) => earlier?.rows.has(source.row) !== true);
  return { ok: true, plan: { rows, missing, wrong, earlier, counts: list.counts, currency, unpriced } };
}

/** Each of them once, the one that is said most first. */
function mostOften(codes: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([code]) => code);
}

function earlierOf(fold: Fold, file: string): EarlierImport | null {
  const found = importedRows(fold, file);
  if (found.size === 0) return null;
  const ops = [...found.values()].map(({ op }) => op);
  const [first] = ops.map(({ at }) => at).sort();
  return {
    rows: new Set(found.keys()),
    by: [...new Set(ops.map(({ by }) => by))].sort(),
    at: millisecondsOf(first ?? ''),
  };
}

/** Units and total of these rows at a moment (milliseconds since 1970), as the cart would count them. */
export function figuresOf(
  rows: readonly NewRow[],
  now: number,
): { readonly units: number; readonly total: number | null; readonly later: number } {
  const counted = rows.filter(({ isLater }) => !isLater);
  return {
    units: counted.reduce((sum, { qty }) => sum + qty, 0),
    total: sumAmounts(counted.map(({ price, qty }) => ({ amount: unitAmountAt(price, now), qty }))),
    later: rows.length - counted.length,
  };
}
