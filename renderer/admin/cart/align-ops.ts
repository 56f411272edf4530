import { isSameJson } from '../../../cart/json.ts';
import type { RawOp } from '../../../protocol/http.ts';
import { compareOps } from '../../shared/op-order.ts';
import { bySide, sideNames, type BySide } from './sides.ts';

/**
 * What a side has of an operation. `same` and `different`: as, or not as, the version it is compared with.
 * `unknown`: the side was not read, or has no such cart.
 */
export type Presence = 'same' | 'different' | 'absent' | 'unknown';

/** An operation in all places. */
export interface OpRow {
  readonly id: string;
  /** The version that others are compared with: the relay's if it has it. */
  readonly op: RawOp;
  readonly versions: BySide<RawOp | null>;
  readonly presence: BySide<Presence>;
  /** Its row in the database is not as it was written. */
  readonly isDamaged: boolean;
  /** Whether sides that were read do not agree, or a row is damaged. */
  readonly isDifferent: boolean;
}

/** Whose version others are compared with: the first of these that has one. */
const precedence = ['relay', 'database', 'desktop'] as const;

/** Every operation that any side has, once, in order of time. */
export function alignOps(
  sides: BySide<readonly RawOp[] | null>,
  damaged: readonly string[],
): readonly OpRow[] {
  const maps = bySide((name) => new Map<string, RawOp>(sides[name]?.map((op) => [op.id, op])));
  const damagedIds = new Set(damaged);
  const ids = new Set(sideNames.flatMap((name) => [...maps[name].keys()]));
  const rows = [...ids].map((id) => {
    const versions = bySide((name) => maps[name].get(id) ?? null);
    const op = versions[precedence.find((name) => versions[name] !== null) ?? 'relay'] as RawOp;
    const presence = bySide((name): Presence => {
      if (sides[name] === null) return 'unknown';
      const version = versions[name];
      if (version === null) return 'absent';
      return isSameJson(version, op) ? 'same' : 'different';
    });
    const isDamaged = damagedIds.has(id);
    const disagrees = sideNames.some((name) => presence[name] === 'absent' || presence[name] === 'different');
    return { id, op, versions, presence, isDamaged, isDifferent: disagrees || isDamaged };
  });
  return rows.sort((a, b) => compareOps(a.op, b.op));
}
