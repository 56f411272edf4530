import type { Entry } from './entry.ts';
import type { Fold } from './fold.ts';
import type { Source } from './op.ts';

const filePattern = /^[0-9a-f]{32}$/;

/**
 * The row of a list that an `add` was imported from; `null` when it was not, or does not say it well.
 *
 * The field came later than the operation: a version that does not know it counts the `add` all the same, so it can
 * never be what makes one malformed.
 */
function sourceOf({ op }: Entry<'add'>): Source | null {
  const source: unknown = op.source;
  if (typeof source !== 'object' || source === null || !('file' in source && 'row' in source)) return null;
  const { file, row } = source;
  if (typeof file !== 'string' || !filePattern.test(file)) return null;
  return Number.isSafeInteger(row) && (row as number) >= 1 ? { file, row: row as number } : null;
}

/** The rows of a list that are in the cart's history, by their number; those that were taken back are not. */
export function importedRows(fold: Fold, file: string): ReadonlyMap<number, Entry<'add'>> {
  const found = new Map<number, Entry<'add'>>();
  for (const line of fold.lines.values()) {
    const { opening } = line;
    const source = opening && !opening.undone ? sourceOf(opening) : null;
    if (opening && source?.file === file) found.set(source.row, opening);
  }
  return found;
}
