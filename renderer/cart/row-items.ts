import type { DeliveryStage } from '../../cart/delivery.ts';
import type { UserId } from '../../cart/ids.ts';
import type { CartRow } from '../../cart/row.ts';
import type { Person } from '../session/types.ts';

/** All that the list gives to one row on the screen. */
export interface RowItem {
  readonly row: CartRow;
  readonly stage: DeliveryStage;
  /** Others who are editing it now. */
  readonly editors: readonly UserId[];
  /** The one row of its list that Tab comes to. */
  readonly isCurrent: boolean;
}

export interface RowFacts {
  readonly stageOf: (row: CartRow) => DeliveryStage;
  readonly people: readonly Person[];
  readonly self: UserId;
  readonly current: CartRow | undefined;
}

/**
 * What each row needs. Items that say the same as before are the same objects as before, so that a change
 * to one row of a long cart is drawn once and not for every row.
 */
export class RowItems {
  #items = new Map<string, RowItem>();

  of(rows: readonly CartRow[], { stageOf, people, self, current }: RowFacts): readonly RowItem[] {
    const editing = editorsByRow(people, self);
    const items = rows.map((row) => {
      const item: RowItem = {
        row,
        stage: stageOf(row),
        editors: editing.get(row.key) ?? nobody,
        isCurrent: row === current,
      };
      const before = this.#items.get(row.key);
      return before && isSame(before, item) ? before : item;
    });
    this.#items = new Map(items.map((item) => [item.row.key, item]));
    return items;
  }
}

const nobody: readonly UserId[] = [];

function editorsByRow(people: readonly Person[], self: UserId): ReadonlyMap<string, readonly UserId[]> {
  const editors = new Map<string, UserId[]>();
  for (const { user, editing } of people) {
    if (user === self || editing === null) continue;
    const users = editors.get(editing) ?? [];
    if (!users.includes(user)) editors.set(editing, [...users, user]);
  }
  return editors;
}

const isSame = (a: RowItem, b: RowItem): boolean =>
  a.stage === b.stage &&
  a.isCurrent === b.isCurrent &&
  isSameList(a.editors, b.editors) &&
  isSameRow(a.row, b.row);

/** The key already stands for product, options, price terms and shelf. */
const isSameRow = (a: CartRow, b: CartRow): boolean =>
  a.key === b.key &&
  a.name === b.name &&
  a.qty === b.qty &&
  a.unitAmount === b.unitAmount &&
  a.note === b.note &&
  a.place === b.place &&
  isSameList(a.lineIds, b.lineIds) &&
  isSameList(a.contributors, b.contributors);

const isSameList = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);
