import type { CartSides } from '../../../protocol/admin/carts.ts';
import type { RawOp } from '../../../protocol/http.ts';

/** Operations of a cart from the best source that could be read. */
export type BestSource =
  | {
      readonly status: 'read';
      readonly ops: readonly RawOp[];
      readonly source: 'relay' | 'database' | 'desktop';
      /** Why it is not the relay; `null` if it is. */
      readonly why: string | null;
    }
  /** No source has it. */
  | { readonly status: 'absent' }
  | { readonly status: 'unreachable'; readonly reason: string };

/** The relay before the database before this desktop: each may lack what the one before has. */
export function bestSource({ relay, database, desktop }: CartSides): BestSource {
  const why = relay.status === 'unreachable' ? relay.reason : 'it has no cart by this name';
  for (const [source, side] of [
    ['relay', relay],
    ['database', database],
    ['desktop', desktop],
  ] as const) {
    if (side.status === 'read') {
      return { status: 'read', ops: side.ops, source, why: source === 'relay' ? null : why };
    }
  }
  const away = [relay, database, desktop].find((side) => side.status === 'unreachable');
  return away ? { status: 'unreachable', reason: away.reason } : { status: 'absent' };
}
