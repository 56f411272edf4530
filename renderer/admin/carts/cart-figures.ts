import type { CartId } from '../../../cart/ids.ts';
import type { CartOverview, OverviewCart } from '../../../protocol/admin/carts.ts';
import type { Verdict } from '../../../protocol/verdict.ts';
import type { Totals } from '../parts/totals-words.ts';

/** A row of the table of carts. Whatever is `null` is not known, or not there; times are milliseconds since 1970. */
export interface CartFigures {
  readonly cartId: CartId;
  /** `unknown`: the relay could not be asked. */
  readonly atRelay: 'read' | 'unreadable' | 'absent' | 'unknown';
  /** Why the relay cannot read it. */
  readonly unreadable: string | null;
  readonly lines: number | null;
  readonly units: number | null;
  readonly totals: Totals | null;
  readonly peers: number | null;
  readonly updatedAt: number | null;
  readonly inDatabase: 'read' | 'absent' | 'unknown';
  readonly exportedAt: number | null;
  /** Operations that the relay has beyond the latest export; below 0 if the database has more. */
  readonly unexported: number | null;
  readonly isHere: boolean;
  /** Of the latest check; while the relay cannot be asked nothing is said to be equal. */
  readonly verdict: Verdict | null;
}

export const figuresOf = (overview: CartOverview): readonly CartFigures[] =>
  overview.carts.map((cart) => figuresOfCart(cart, overview));

function figuresOfCart(cart: OverviewCart, overview: CartOverview): CartFigures {
  const { cartId, relay, database, isHere } = cart;
  const read = relay && !('unreadable' in relay) ? relay : null;
  const inDatabase = database ? 'read' : overview.database.status === 'read' ? 'absent' : 'unknown';
  const exported = database?.ops ?? (inDatabase === 'absent' ? 0 : null);
  const isRelayAway = overview.relay.status === 'unreachable';
  return {
    ...{ cartId, isHere, inDatabase },
    verdict: cart.verdict === 'EQUAL' && isRelayAway ? 'UNREACHABLE' : cart.verdict,
    atRelay: atRelay(cart, overview),
    unreadable: relay && 'unreadable' in relay ? relay.unreadable : null,
    lines: read?.lines ?? null,
    units: read?.units ?? null,
    totals: read?.totals ?? null,
    peers: read?.peers ?? null,
    updatedAt: read?.updatedAt ?? null,
    exportedAt: database?.exportedAt ?? null,
    unexported: read && exported !== null ? read.ops - exported : null,
  };
}

function atRelay({ relay }: OverviewCart, overview: CartOverview): CartFigures['atRelay'] {
  if (relay) return 'unreadable' in relay ? 'unreadable' : 'read';
  return overview.relay.status === 'read' ? 'absent' : 'unknown';
}
