/** What a key asks of a table: `go` is to a row, `isChoosing` everything on the way there. */
export type TableWish =
  | { readonly kind: 'open' | 'toggle' | 'all' }
  | { readonly kind: 'go'; readonly index: number; readonly isChoosing: boolean };

type Press = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

interface TableNow {
  /** The marked row, from 0; −1 while none is. */
  readonly index: number;
  readonly count: number;
  /** Rows that a page key goes. */
  readonly page: number;
  readonly canChoose: boolean;
}

/** What a key that was pressed in a table is for; `null` if it is not for the table. */
export function wishOf(press: Press, { index, count, page, canChoose }: TableNow): TableWish | null {
  if (press.altKey) return null;
  const isCommand = press.ctrlKey || press.metaKey;
  if (press.key === 'Enter' && index >= 0) return { kind: 'open' };
  if (press.key === ' ' && index >= 0 && canChoose) return { kind: 'toggle' };
  if (press.key === 'a' && isCommand && canChoose) return { kind: 'all' };
  const to = isCommand ? null : rowAfterKey(press.key, index, count, page);
  return to === null ? null : { kind: 'go', index: to, isChoosing: press.shiftKey && canChoose };
}

/** Which row a key goes to, from 0; `null` for a key that goes nowhere. `index` is −1 while none is marked. */
export function rowAfterKey(key: string, index: number, count: number, page: number): number | null {
  if (count === 0) return null;
  const within = (row: number): number => Math.max(0, Math.min(count - 1, row));
  switch (key) {
    case 'ArrowDown':
      return within(index + 1);
    case 'ArrowUp':
      return within(index < 0 ? 0 : index - 1);
    case 'PageDown':
      return within(index + page);
    case 'PageUp':
      return within(index - page);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
