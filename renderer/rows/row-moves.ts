import { moveLines, type Command } from '../../cart/commands.ts';
import type { Fold } from '../../cart/fold.ts';
import type { LineId } from '../../cart/ids.ts';
import type { OpBody } from '../../cart/op.ts';
import { ok } from '../../cart/result.ts';
import type { CartRow } from '../../cart/row.ts';

/**
 * Moves a row of a list to another index in it, as it is counted without the row.
 *
 * Two people may have put rows at one and the same place. What is moved between those pushes those after it on, since
 * nothing fits between equal places.
 */
export function moveRow(fold: Fold, list: readonly CartRow[], row: CartRow, to: number): Command {
  const others = list.filter((other) => other !== row);
  const above = others[to - 1];
  const before = above?.place ?? null;
  const below = others.slice(to);
  const beyond = below.findIndex(({ place }) => before === null || place > before);
  const pushed = beyond < 0 ? below : below.slice(0, beyond);
  const after = below[pushed.length]?.place ?? null;
  const bodies: OpBody[] = [];
  let last = before;
  for (const { lineIds } of [row, ...pushed]) {
    const moved = moveLines(fold, lineIds, { before: last, after });
    if (!moved.ok) return moved;
    bodies.push(...moved.value);
    last = placeIn(moved.value) ?? last;
  }
  return ok(bodies);
}

const placeIn = (bodies: readonly OpBody[]): string | undefined =>
  bodies.find((body) => body.kind === 'place')?.place;

/** Whether two rows are the same to whoever has one of them in hand: a row's key changes with its price. */
export const isSameRow = (lineIds: readonly LineId[], row: CartRow): boolean =>
  row.lineIds.some((id) => lineIds.includes(id));
