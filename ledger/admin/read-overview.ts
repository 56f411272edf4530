import type { CartId } from '../../cart/ids.ts';
import type { CartOverview, OverviewCart, SourceState } from '../../protocol/admin/carts.ts';
import type { ClientSource } from '../sources/client-source.ts';
import { attempt } from './attempt.ts';
import type { ChosenDatabase } from './chosen-database.ts';
import { noDatabaseCarts, readDatabaseCarts, type DatabaseCarts } from './read-database-carts.ts';
import { readRelayCarts } from './read-relay-carts.ts';
import type { RelayAccess } from './relay-access.ts';

export interface OverviewSources {
  readonly relay: RelayAccess;
  readonly database: ChosenDatabase;
  readonly desktop: ClientSource;
  readonly clock: () => number;
}

/** Every cart that any of the sources knows, each source read independently: one may fail by itself. */
export async function readOverview(sources: OverviewSources): Promise<CartOverview> {
  const [relay, database, desktop] = await Promise.all([
    attempt(async () => readRelayCarts(sources.relay.http)),
    attempt(() => readStored(sources.database)),
    attempt(() => sources.desktop.listCarts()),
  ]);
  const stored = database.status === 'read' ? database.value : noDatabaseCarts;
  const here = new Set(desktop.status === 'read' ? desktop.value : []);
  const figures = relay.status === 'read' ? relay.value : new Map<CartId, never>();
  const ids = [...new Set([...figures.keys(), ...stored.carts.keys(), ...here])].sort();
  const carts = ids.map((cartId): OverviewCart => ({
    cartId,
    relay: figures.get(cartId) ?? null,
    database: stored.carts.get(cartId) ?? null,
    isHere: here.has(cartId),
    verdict: stored.verdicts.get(cartId) ?? null,
  }));
  return {
    carts,
    ...{ relay: stateOf(relay), database: stateOf(database), desktop: stateOf(desktop) },
    readAt: sources.clock(),
    reconciledAt: stored.reconciledAt,
  };
}

async function readStored(chosen: ChosenDatabase): Promise<DatabaseCarts> {
  const database = await chosen.forReading();
  return database ? database.transaction(readDatabaseCarts, { isSnapshot: true }) : noDatabaseCarts;
}

/** Without the value. */
const stateOf = (attempted: SourceState): SourceState =>
  attempted.status === 'read' ? { status: 'read' } : { status: 'unreachable', reason: attempted.reason };
