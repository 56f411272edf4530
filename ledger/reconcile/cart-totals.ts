import type { OpId } from '../../cart/ids.ts';
import type { AskedClients } from './ask-clients.ts';
import type { Account, CartTotals } from '../../protocol/reconcile-report.ts';
import type { Finding } from '../../protocol/verdict.ts';
import { countIssued } from '../copies/cart-projection.ts';
import type { DatabaseLook } from './look-at-database.ts';

export const noTotals: CartTotals = {
  ...{ issued: 0, live: 0, cancelled: 0, ignored: 0, refused: 0, inFlight: 0, unaccounted: 0 },
};

/** Of a cart that is equal everywhere. */
export const totalsOfEqual = (account: Account): CartTotals =>
  close({ ...account, refused: 0, inFlight: 0 }, account.issued);

/** Of a cart that is not; `account` is of the relay's copy. */
export function totalsOf(
  account: Account,
  { copy, rows }: DatabaseLook,
  { copies, beyond }: AskedClients,
  findings: readonly Finding[],
): CartTotals {
  const idsOf = (isMeant: (finding: Finding) => boolean): ReadonlySet<OpId> =>
    new Set(findings.filter(isMeant).flatMap(({ opIds }) => opIds));
  const late = idsOf(({ verdict }) => verdict === 'LAG');
  const missing = idsOf(({ verdict, at }) => verdict === 'MISSING_AT_DB' && at === 'db');
  const known = [...copy.ops.keys(), ...rows.keys(), ...missing].filter((id) => !beyond.has(id));
  const refused = new Set(copies.flatMap((client) => client.refused)).size;
  const inFlight = [...beyond].filter((id) => late.has(id)).length;
  return close({ ...account, refused, inFlight }, countIssued(known) + beyond.size);
}

function close(parts: Omit<CartTotals, 'unaccounted'>, issued: number): CartTotals {
  const { live, cancelled, ignored, refused, inFlight } = parts;
  return { ...parts, issued, unaccounted: issued - live - cancelled - ignored - refused - inFlight };
}

export const addTotals = (a: CartTotals, b: CartTotals): CartTotals => ({
  issued: a.issued + b.issued,
  live: a.live + b.live,
  cancelled: a.cancelled + b.cancelled,
  ignored: a.ignored + b.ignored,
  refused: a.refused + b.refused,
  inFlight: a.inFlight + b.inFlight,
  unaccounted: a.unaccounted + b.unaccounted,
});
