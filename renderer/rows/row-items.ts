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
  /** Who else has just changed it. */
  readonly editedBy: UserId | null;
  /** The one row of its list that Tab comes to. */
  readonly isCurrent: boolean;
}

export interface RowFacts {
  readonly stageOf: (row: CartRow) => DeliveryStage;
  readonly editedBy: (row: CartRow) => UserId | null;
  readonly people: readonly Person[];
  readonly self: UserId;
  readonly current: CartRow | undefined;
}

/**
 * What each row in the page needs. Items that say the same as before are the same objects as before, so that a change
 * to one row is drawn once and not for every row.
 */
export class RowItems {
  #items = new Map<string, RowItem>();

  of(rows: readonly CartRow[], { stageOf, editedBy, people, self, current }: RowFacts): readonly RowItem[] {
    const editing = editorsByRow(people, self);
    const items = rows.map((row) => {
      const item: RowItem = {
        row,
        stage: stageOf(row),
        editors: editing.get(row.key) ?? nobody,
        editedBy: editedBy(row),
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

/** A row that has not changed is the same object; see `LiveView`. */
const isSame = (a: RowItem, b: RowItem): boolean =>
  a.row === b.row &&
  a.stage === b.stage &&
  a.editedBy === b.editedBy &&
  a.isCurrent === b.isCurrent &&
  a.editors.length === b.editors.length &&
  a.editors.every((user, index) => user === b.editors[index]);
