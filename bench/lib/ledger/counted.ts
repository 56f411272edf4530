import type { Database, Session } from '../../../ledger/database/database.ts';
import type { RelaySource } from '../../../ledger/sources/relay-source.ts';

/** What was asked of the two sides. */
export class Count {
  /** Digests that the relay gave, in lists and one by one; a whole cart counts as one too. */
  relayDigests = 0;
  relayRequests = 0;
  /** Carts of which the database folded the rows into one hash. */
  databaseDigests = 0;
  statements = 0;
}

/** The same relay, counting. */
export const countedRelay = (relay: RelaySource, count: Count): RelaySource => ({
  ...relay,
  listCarts: async () => {
    const listed = await relay.listCarts();
    count.relayRequests += 1;
    count.relayDigests += listed.carts.length;
    return listed;
  },
  readDigest: (cartId) => {
    count.relayRequests += 1;
    count.relayDigests += 1;
    return relay.readDigest(cartId);
  },
  readCart: (cartId) => {
    count.relayRequests += 1;
    count.relayDigests += 1;
    return relay.readCart(cartId);
  },
  readReducerVersion: (cartId) => {
    count.relayRequests += 1;
    return relay.readReducerVersion(cartId);
  },
});

/** The same database, counting. */
export const countedDatabase = (database: Database, count: Count): Database => ({
  ...database,
  ...countedSession(database, count),
  transaction: (run, options) =>
    database.transaction((session) => run(countedSession(session, count)), options),
});

const countedSession = (session: Session, count: Count): Session => ({
  query: (sql, parameters = []) => {
    count.statements += 1;
    // The one statement that does it takes one cart, or a list of them.
    if (sql.includes('trolley.root_of(')) {
      const [carts] = parameters;
      count.databaseDigests += Array.isArray(carts) ? carts.length : 1;
    }
    return session.query(sql, parameters);
  },
  script: (sql) => session.script(sql),
});
