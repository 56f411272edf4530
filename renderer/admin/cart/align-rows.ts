import { canonicalJson } from '../../../cart/json.ts';
import type { EffectiveCart, EffectiveRow } from './effective-cart.ts';
import { bySide, sideNames, type BySide, type SideName } from './sides.ts';

/** What of a line can be otherwise than elsewhere. */
const rowFields = ['qty', 'price', 'note', 'name'] as const;
export type RowField = (typeof rowFields)[number];

/** A line of the cart in all places. */
export interface AlignedRow {
  readonly key: string;
  readonly sides: BySide<EffectiveRow | null>;
  /** A side that has it: the relay's first. */
  readonly row: EffectiveRow;
  /** In what each side does not say what `row` says. */
  readonly differs: BySide<ReadonlySet<RowField>>;
  /** Sides that were read and have no such line. */
  readonly missingAt: readonly SideName[];
  readonly isDifferent: boolean;
}

type Slot = Partial<Record<SideName, EffectiveRow>>;

/** Whose order the rows are in: theirs first, then what only others have. */
const precedence = ['relay', 'database', 'desktop'] as const;

/**
 * Lines of the sides that were read, each beside its like: of the same product and options, in the cart or saved for later.
 *
 * Where a side has several, those of one price belong together; the rest are paired in their order.
 */
export function alignRows(carts: BySide<EffectiveCart | null>): readonly AlignedRow[] {
  const groups = new Map<string, Slot[]>();
  for (const name of precedence) {
    for (const [key, rows] of groupBy(carts[name]?.rows ?? [], keyOf)) {
      let slots = groups.get(key);
      if (!slots) groups.set(key, (slots = []));
      place(rows, name, slots);
    }
  }
  const read = sideNames.filter((name) => carts[name] !== null);
  return [...groups].flatMap(([key, slots]) =>
    slots.map((slot, index) => aligned(`${key} ${index}`, slot, read)),
  );
}

const keyOf = ({ productId, options, isLater }: EffectiveRow): string =>
  canonicalJson([productId, options, isLater]);
const priceOf = ({ unitAmount, currency }: EffectiveRow): string => `${unitAmount} ${currency}`;

/** Puts a side's lines of one product beside those of other sides. */
function place(rows: readonly EffectiveRow[], name: SideName, slots: Slot[]): void {
  const rest = rows.filter((row) => {
    const like = slots.find(
      (slot) => !slot[name] && Object.values(slot).some((other) => priceOf(other) === priceOf(row)),
    );
    if (like) like[name] = row;
    return !like;
  });
  for (const row of rest) {
    const free = slots.find((slot) => !slot[name]);
    if (free) free[name] = row;
    else slots.push({ [name]: row });
  }
}

function aligned(key: string, slot: Slot, read: readonly SideName[]): AlignedRow {
  const row = slot[precedence.find((name) => slot[name]) ?? 'relay'] as EffectiveRow;
  const texts: Readonly<Record<RowField, (row: EffectiveRow) => string>> = {
    qty: ({ qty }) => String(qty),
    price: priceOf,
    note: ({ note }) => note,
    name: ({ name }) => name,
  };
  const differs = bySide((name) => {
    const other = slot[name] ?? row;
    return new Set(rowFields.filter((field) => texts[field](other) !== texts[field](row)));
  });
  const missingAt = read.filter((name) => !slot[name]);
  return {
    ...{ key, row, differs, missingAt },
    sides: bySide((name) => slot[name] ?? null),
    isDifferent: missingAt.length > 0 || sideNames.some((name) => differs[name].size > 0),
  };
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
