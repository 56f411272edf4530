import type { CartOverview } from '../../../protocol/admin/carts.ts';

interface NoCarts {
  readonly kind: 'empty' | 'unreachable';
  readonly title: string;
  readonly detail: string;
  /** Where something can be done about it. */
  readonly place: 'relay' | 'database';
}

/** What to say in the place of a table without carts; `null` if there are any. */
export function whyNoCarts(overview: CartOverview, relayUrl: string | null): NoCarts | null {
  const { carts, relay, database } = overview;
  if (carts.length > 0) return null;
  const isRelayAway = relayUrl === null || relay.status === 'unreachable';
  if (isRelayAway && database.status === 'unreachable') {
    const reason = relay.status === 'unreachable' && relayUrl !== null ? ` Relay: ${relay.reason}.` : '';
    return {
      kind: 'unreachable',
      title: 'Neither a relay nor the database can be read',
      detail: `So nothing is known of any cart.${reason} Database: ${database.reason}.`,
      place: 'database',
    };
  }
  if (relayUrl === null) {
    return {
      kind: 'empty',
      title: 'No relay, and nothing in the database yet',
      detail:
        'Start the desktop with the address of a relay (--relay ws://…/sync) to see its carts, or choose a database that has some.',
      place: 'database',
    };
  }
  if (relay.status === 'unreachable') {
    return {
      kind: 'unreachable',
      title: 'The relay cannot be read, and nothing is in the database yet',
      detail: relay.reason,
      place: 'relay',
    };
  }
  return {
    kind: 'empty',
    title: 'There are no carts yet',
    detail: 'A cart is listed here as soon as somebody has put something in it.',
    place: 'relay',
  };
}
