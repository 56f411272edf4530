import { REDUCER_VERSION } from '../cart/fold.ts';
import { splitOpId, type CartId, type OpId } from '../cart/ids.ts';
import { newCartCopy } from './cart-copy.ts';
import { countIssued, projectCart } from './cart-projection.ts';
import { readStoredCarts, type StoredCart } from './cart-rows.ts';
import type { ClientCopy, ClientSource } from './client-source.ts';
import { compareClient, isSame } from './compare-client.ts';
import { compareDatabase } from './compare-database.ts';
import type { Database } from './database.ts';
import { DatabaseHashTree } from './database-tree.ts';
import { isUpToDate } from './export-cart.ts';
import { compareTrees, MemoryHashTree } from './hash-tree.ts';
import { readOps, type OpRow } from './op-rows.ts';
import type { Hash } from './op-hash.ts';
import type { CartDigest, RelayCopy, RelaySource } from './relay-source.ts';
import { worstVerdict, type CartResult, type Finding } from './verdict.ts';

export interface ReconcileCartOptions {
  readonly relay: RelaySource;
  readonly database: Database;
  readonly clients: readonly ClientSource[];
  readonly clock: () => number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Version of the relay's fold. */
  readonly relayReducerVersion: number;
  /** Whether the relay stored something of the cart after the last export of everything had begun. */
  readonly isNewer: boolean;
  /** How long a connected client may take to be given what the relay has, in milliseconds. */
  readonly settleMs: number;
}

/** Where the operations of a cart are: issued = live + cancelled + ignored + refused + inFlight + unaccounted. */
export interface CartTotals {
  readonly issued: number;
  readonly live: number;
  readonly cancelled: number;
  readonly ignored: number;
  readonly refused: number;
  readonly inFlight: number;
  /** Known of, and not at the relay for no reason known. 0 unless something is wrong. */
  readonly unaccounted: number;
}

export interface ReconciledCart {
  readonly result: CartResult;
  readonly totals: CartTotals;
}

/**
 * Compares one cart in all places.
 *
 * One hash from each place is enough when they are equal. Otherwise the places are read in the order in
 * which operations leave them last: database, relay, clients, and the relay again. Each later reading can
 * only have more, so nothing that is merely on its way looks lost.
 */
export async function reconcileCart(
  cartId: CartId,
  stored: StoredCart | null,
  options: ReconcileCartOptions,
): Promise<ReconciledCart> {
  const { relay, clients, relayReducerVersion } = options;
  const digest = await relay.readDigest(cartId);
  const copies = await readClients(clients, cartId);
  const isEqual =
    digest !== null &&
    stored !== null &&
    isUpToDate(stored, digest) &&
    relayReducerVersion === REDUCER_VERSION &&
    copies.every(({ copy }) => copy.digest === digest.digest);
  return isEqual ? equalCart(cartId, stored, digest, copies) : lookCloser(cartId, options);
}

interface NamedCopy {
  readonly source: ClientSource;
  readonly copy: ClientCopy;
}

async function readClients(clients: readonly ClientSource[], cartId: CartId): Promise<readonly NamedCopy[]> {
  const copies: NamedCopy[] = [];
  for (const source of clients) {
    const copy = await source.readCart(cartId);
    if (copy) copies.push({ source, copy });
  }
  return copies;
}

function equalCart(
  cartId: CartId,
  { exported, ops }: StoredCart,
  { digest }: CartDigest,
  copies: readonly NamedCopy[],
): ReconciledCart {
  const account = exported?.account ?? { issued: 0, live: 0, cancelled: 0, ignored: 0 };
  const { issued, live, cancelled, ignored } = account;
  const unaccounted = issued - live - cancelled - ignored;
  const client = copies[0]?.copy ?? null;
  return {
    result: {
      ...{ cartId, equal: true, verdict: 'EQUAL', findings: [] },
      digests: { client: client?.digest ?? null, relay: digest, db: digest },
      ops: { client: client?.ops.size ?? null, relay: ops, db: ops },
    },
    totals: { ...account, refused: 0, inFlight: 0, unaccounted },
  };
}

async function lookCloser(cartId: CartId, options: ReconcileCartOptions): Promise<ReconciledCart> {
  const { relay, database, clock, isNewer } = options;
  const look = await database.transaction(
    async (session) => {
      // The first statement fixes what the whole transaction sees.
      const stored = (await readStoredCarts(session, [cartId])).get(cartId) ?? null;
      const copy = await relay.readCart(cartId);
      const hashes = [...copy.ops.values()].map(({ id, hash }) => [id, hash] as const);
      const difference = await compareTrees(
        new MemoryHashTree(hashes),
        new DatabaseHashTree(session, cartId),
      );
      const rows = new Map<OpId, OpRow>();
      const unusual = [...difference.onlyRight, ...difference.different];
      if (unusual.length > 0) {
        for await (const row of readOps(session, cartId, unusual)) rows.set(row.id, row);
      }
      return { stored, copy, difference, rows };
    },
    { isSnapshot: true },
  );
  const { stored, copy, difference, rows } = look;
  const findings = compareDatabase({ relay: copy, stored, difference, rows, isNewer });
  if (options.relayReducerVersion !== REDUCER_VERSION) {
    const detail = `the relay has fold ${options.relayReducerVersion}, this is fold ${REDUCER_VERSION}`;
    findings.push({ verdict: 'REDUCER_SKEW', opIds: [], at: 'relay', detail });
  }
  const absent = new Set(difference.onlyLeft);
  // What was exported once was with the relay once, whoever has it now.
  const wasExported = (id: OpId) => {
    const { sid, n } = splitOpId(id);
    return (
      rows.has(id) || (copy.ops.has(id) && !absent.has(id)) || n <= (stored?.exported?.sessions[sid] ?? 0)
    );
  };
  const clients = await compareClients(cartId, copy, wasExported, options);
  findings.push(...clients.findings);

  const merged = mergeFindings(findings);
  const account = projectCart(copy, clock()).account;
  const { beyond } = clients;
  const refused = new Set(clients.copies.flatMap((c) => c.copy.refused));
  const late = new Set(merged.filter(({ verdict }) => verdict === 'LAG').flatMap(({ opIds }) => opIds));
  const inFlight = [...beyond].filter((id) => late.has(id)).length;
  const gone = merged
    .filter(({ at, verdict }) => at === 'db' && verdict === 'MISSING_AT_DB')
    .flatMap(({ opIds }) => opIds);
  const issued =
    countIssued([...copy.ops.keys(), ...rows.keys(), ...gone.filter((id) => !beyond.has(id))]) + beyond.size;
  const { live, cancelled, ignored } = account;
  const client = clients.copies[0]?.copy ?? null;
  const dbDigest =
    difference.onlyLeft.length + rows.size === 0 ? copy.digest : await digestOf(database, cartId);
  return {
    result: {
      ...{ cartId, equal: merged.length === 0, verdict: worstVerdict(merged), findings: merged },
      digests: {
        client: client?.digest ?? null,
        relay: copy.ops.size > 0 ? copy.digest : null,
        db: stored ? dbDigest : null,
      },
      ops: { client: client?.ops.size ?? null, relay: copy.ops.size, db: stored?.ops ?? 0 },
    },
    totals: {
      ...{ issued, live, cancelled, ignored, refused: refused.size, inFlight },
      unaccounted: issued - live - cancelled - ignored - refused.size - inFlight,
    },
  };
}

interface ComparedClients {
  readonly copies: readonly NamedCopy[];
  /** Operations that only clients have. */
  readonly beyond: ReadonlySet<OpId>;
  readonly findings: readonly Finding[];
}

async function compareClients(
  cartId: CartId,
  relayBefore: RelayCopy,
  wasExported: (id: OpId) => boolean,
  { relay, clients, sleep, settleMs }: ReconcileCartOptions,
): Promise<ComparedClients> {
  const copies: NamedCopy[] = [];
  const beyond = new Set<OpId>();
  const findings: Finding[] = [];
  for (const source of clients) {
    let copy = await source.readCart(cartId);
    if (!copy) continue;
    let isSettled = false;
    const lacks = (client: ClientCopy) => [...relayBefore.ops.keys()].some((id) => !client.ops.has(id));
    if (lacks(copy) && copy.isOnline) {
      // Connected, and without what the relay had before: it may be on the wire at this moment.
      await sleep(settleMs);
      copy = (await source.readCart(cartId)) ?? copy;
      isSettled = copy.isOnline === true;
    }
    const { ops } = copy;
    const hasMore = [...ops.values()].some((op) => {
      const ours = relayBefore.ops.get(op.id);
      return !ours || !isSame(op, ours);
    });
    const relayAfter = hasMore ? await relay.readCart(cartId) : relayBefore;
    const comparison = { client: copy, relayBefore, relayAfter, wasExported, isSettled, name: source.name };
    findings.push(...compareClient(comparison));
    for (const id of ops.keys()) if (!relayAfter.ops.has(id) && !wasExported(id)) beyond.add(id);
    copies.push({ source, copy });
  }
  return { copies, beyond, findings };
}

/** One finding for each verdict, place and reason, mismatches one by one. */
function mergeFindings(findings: readonly Finding[]): readonly Finding[] {
  const merged = new Map<string, Finding>();
  for (const finding of findings) {
    const { verdict, at, detail, versions, opIds } = finding;
    const key = JSON.stringify([verdict, at, versions ? opIds : detail]);
    const same = merged.get(key);
    const ids = [...new Set([...(same?.opIds ?? []), ...opIds])].sort();
    merged.set(key, { ...finding, opIds: ids });
  }
  // What the relay lacks is said once, whoever has it.
  const lost = [...merged.values()].filter(({ verdict }) => verdict === 'MISSING_AT_RELAY');
  const said = new Set<OpId>();
  return [...merged.values()]
    .map((finding) => {
      if (!lost.includes(finding)) return finding;
      const opIds = finding.opIds.filter((id) => !said.has(id));
      for (const id of opIds) said.add(id);
      return { ...finding, opIds };
    })
    .filter(({ verdict, opIds }) => verdict !== 'MISSING_AT_RELAY' || opIds.length > 0);
}

/** Of the rows as they are: reads the cart, so only where it is known to differ. */
async function digestOf(database: Database, cartId: CartId): Promise<Hash> {
  const ops: { id: OpId; op: unknown; place: null }[] = [];
  for await (const { id, op } of readOps(database, cartId)) ops.push({ id, op, place: null });
  return newCartCopy(cartId, ops).digest;
}
