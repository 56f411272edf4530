import { addAgain, portionsOf } from './add-again.ts';
import { arrange, type Standing } from './arrange.ts';
import type { Command } from './commands.ts';
import type { Fold } from './fold.ts';
import type { LineId, OpId } from './ids.ts';
import { isSameJson } from './json.ts';
import type { OpBody } from './op.ts';
import { planRestore, type PlannedRow, type RestorePlan } from './restore-plan.ts';
import { ok } from './result.ts';
import { asOpenLine, rowOf, type CartRow, type OpenLine } from './row.ts';
import { viewCart, type CartView } from './view.ts';

/** The moment only decides which sale prices have ended, which is no part of the terms. */
const ANY_TIME = 0;

/**
 * Makes the cart look again as it did: the same rows in the same order, title, currency and codes.
 *
 * It takes nothing back and deletes nothing. It writes, as one step, what a person would do by hand: quantities are
 * typed, what has come since is removed, what has gone since is added anew. So whatever others do at the same time
 * survives by the rules for typing, removing and adding. `nextId` names the operations of the step by their index.
 *
 * A cart that had no currency yet keeps the one it has. Where a clock ahead of ours has written a value, that stays,
 * as after any other write.
 */
export function restoreVersion(now: Fold, then: CartView, nextId: (index: number) => OpId): Command {
  const plan = planRestore(viewCart(now, ANY_TIME), then);
  const bodies: OpBody[] = cartBodies(plan);
  for (const { lineIds } of plan.gone) bodies.push(...lineIds.map((line) => removal(now, line)));
  const restored = plan.rows.map((row) => restoreRow(row, now, bodies, nextId));
  for (const isLater of [false, true]) {
    const shelf = restored.filter((row) => row.isLater === isLater);
    for (const [index, place] of arrange(shelf).entries()) {
      if (place === null) continue;
      for (const line of shelf[index]?.lines ?? []) bodies.push({ kind: 'place', line, place });
    }
  }
  return ok(bodies);
}

/** A row as it will be: what it consists of, and where it stands unless it is moved. */
interface RestoredRow extends Standing {
  readonly isLater: boolean;
  readonly lines: readonly LineId[];
}

/** Appends what gives the cart this row. */
function restoreRow(
  { then, now }: PlannedRow,
  fold: Fold,
  bodies: OpBody[],
  nextId: (index: number) => OpId,
): RestoredRow {
  const { key, isLater } = then;
  const portions = [...portionsOf(then.qty)];
  const lines = now ? takeUnits(now, then.qty, portions, fold, bodies) : [];
  const kept = now ? rowOfLines(fold, lines) : null;
  if (kept && !isSameJson(kept.price, then.price)) {
    for (const line of lines) bodies.push({ kind: 'price', line, price: then.price });
  }
  if (kept && kept.isLater !== isLater) {
    for (const line of lines) bodies.push({ kind: 'later', line, later: isLater });
  }
  if (kept && kept.note !== then.note) {
    for (const line of lines) bodies.push({ kind: 'note', line, note: then.note });
  }
  const from = bodies.length;
  const missing = portions.reduce((sum, portion) => sum + portion, 0);
  const added = addAgain({ ...then, qty: missing }, (index) => nextId(from + index));
  bodies.push(...added);
  const opened = added.flatMap(({ kind }, index) => (kind === 'add' ? [nextId(from + index)] : []));
  // Where a new line stands is decided when it is written, so its row is always told.
  return {
    key,
    isLater,
    lines: [...lines, ...opened],
    place: opened.length === 0 ? (kept?.place ?? null) : null,
  };
}

/** Appends what gives a row so many units; takes from `portions` those that its lines take, and gives these lines. */
function takeUnits(
  row: CartRow,
  qty: number,
  portions: number[],
  fold: Fold,
  bodies: OpBody[],
): readonly LineId[] {
  if (row.qty === qty) {
    portions.length = 0;
    return row.lineIds;
  }
  const taken: LineId[] = [];
  for (const id of [...row.lineIds].reverse()) {
    const portion = portions.shift();
    if (portion === undefined) {
      bodies.push(removal(fold, id));
      continue;
    }
    const line = lineOf(fold, id);
    if (line.effective !== portion) bodies.push({ kind: 'set', line: id, qty: portion, seen: line.observed });
    taken.unshift(id);
  }
  return taken;
}

function cartBodies({ now, then }: RestorePlan): OpBody[] {
  const codes = (from: readonly string[], without: readonly string[]) =>
    from.filter((code) => !without.includes(code));
  return [
    ...(then.title === now.title ? [] : [{ kind: 'title', title: then.title } as const]),
    ...(then.currency === null || then.currency === now.currency
      ? []
      : [{ kind: 'currency', currency: then.currency } as const]),
    ...codes(then.coupons, now.coupons).map((code) => ({ kind: 'coupon', code }) as const),
    ...codes(now.coupons, then.coupons).map((code) => ({ kind: 'uncoupon', code }) as const),
  ];
}

/** The row that these lines of the cart make together. */
function rowOfLines(fold: Fold, lineIds: readonly LineId[]): CartRow {
  const lines = lineIds.map((id) => asOpenLine(lineOf(fold, id)));
  const open = lines.filter((line): line is OpenLine => line !== null);
  return rowOf('', open, ANY_TIME);
}

const removal = (fold: Fold, line: LineId): OpBody => ({
  kind: 'remove',
  line,
  seen: lineOf(fold, line).observed,
});

function lineOf(fold: Fold, id: LineId) {
  const line = fold.lines.get(id);
  if (!line) throw new Error(`no line ${id}`);
  return line;
}
