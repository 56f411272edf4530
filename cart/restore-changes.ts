import { isSameJson } from './json.ts';
import type { PlannedRow, RestorePlan } from './restore-plan.ts';
import type { CartRow } from './row.ts';
import { allRows } from './view.ts';

/** A row that is there now and was there then. */
interface RowPair {
  readonly now: CartRow;
  readonly then: CartRow;
}

/** What people would see change when a version is restored. */
interface RestoreChanges {
  readonly back: readonly CartRow[];
  readonly gone: readonly CartRow[];
  readonly quantities: readonly RowPair[];
  readonly prices: readonly RowPair[];
  readonly notes: readonly RowPair[];
  /** From the cart to what is saved for later, or the other way. */
  readonly shelves: readonly RowPair[];
  readonly isReordered: boolean;
  /** The title to come, `null` where it stays. */
  readonly title: string | null;
  readonly currency: string | null;
  readonly isRecoded: boolean;
}

export function restoreChanges({ now, then, rows, gone }: RestorePlan): RestoreChanges {
  const pairs = rows.filter(isPair);
  const differing = (value: (row: CartRow) => unknown) =>
    pairs.filter((pair) => !isSameJson(value(pair.now), value(pair.then)));
  return {
    back: rows.filter((row) => row.now === null).map((row) => row.then),
    gone,
    quantities: differing(({ qty }) => qty),
    prices: differing(({ price }) => price),
    notes: differing(({ note }) => note),
    shelves: differing(({ isLater }) => isLater),
    isReordered: isReordered(pairs, allRows(now)),
    title: then.title === now.title ? null : then.title,
    currency: then.currency === now.currency ? null : then.currency,
    isRecoded: !isSameJson(then.coupons, now.coupons),
  };
}

const isPair = (row: PlannedRow): row is RowPair => row.now !== null;

/** Whether rows that stay stand in another order among each other, on the shelf that they stay on. */
function isReordered(pairs: readonly RowPair[], order: readonly CartRow[]): boolean {
  const place = new Map(order.map((row, index) => [row.key, index]));
  return [false, true].some((isLater) => {
    const places = pairs
      .filter((pair) => pair.then.isLater === isLater && pair.now.isLater === isLater)
      .map((pair) => place.get(pair.now.key) ?? 0);
    return places.some((at, index) => index > 0 && at < (places[index - 1] as number));
  });
}
