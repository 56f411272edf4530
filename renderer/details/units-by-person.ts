import type { HistoryEntry } from '../../cart/history.ts';
import type { UserId } from '../../cart/ids.ts';
import type { CartRow } from '../../cart/row.ts';

/** What one person's operations make of a row's quantity. */
export interface PersonUnits {
  readonly user: UserId;
  /** Below 0 for somebody who took out more than they put in; never 0. */
  readonly units: number;
  /** When they last had a hand in it, in milliseconds since 1970. */
  readonly time: number;
}

/** What happened to the lines of a row, oldest first. */
export const historyOfRow = (
  history: readonly HistoryEntry[],
  { lineIds }: CartRow,
): readonly HistoryEntry[] => {
  const lines = new Set<unknown>(lineIds);
  return history.filter(({ lineId }) => lines.has(lineId));
};

/** Whose units a row's are, in the order in which they came to it: of what counts, so that they sum to its quantity. */
export function unitsByPerson(history: readonly HistoryEntry[], row: CartRow): readonly PersonUnits[] {
  const people = new Map<UserId, PersonUnits>();
  for (const { op, by, time, fate } of historyOfRow(history, row)) {
    const isQuantity = op.kind === 'add' || op.kind === 'inc' || op.kind === 'set';
    if (!isQuantity || fate.status !== 'counts') continue;
    const units = (people.get(by)?.units ?? 0) + (op.kind === 'inc' ? op.delta : op.qty);
    people.set(by, { user: by, units, time });
  }
  return [...people.values()].filter(({ units }) => units !== 0);
}
