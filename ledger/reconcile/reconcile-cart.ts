import { REDUCER_VERSION } from '../../cart/fold.ts';
import { splitOpId, type CartId, type OpId } from '../../cart/ids.ts';
import type { CartTotals } from '../../protocol/reconcile-report.ts';
import { type CartResult, type Finding, worstVerdict } from '../../protocol/verdict.ts';
import { askClients, type AskClientsOptions } from './ask-clients.ts';
import type { CartCopy } from '../copies/cart-copy.ts';
import { projectCart } from '../copies/cart-projection.ts';
import type { StoredCart, StoredExport } from '../database/cart-rows.ts';
import { totalsOf, totalsOfEqual } from './cart-totals.ts';
import type { ClientCopy } from '../sources/client-source.ts';
import { compareDatabase } from './compare-database.ts';
import type { Database } from '../database/database.ts';
import { isUpToDate } from '../export/export-cart.ts';
import { lookAtDatabase, type DatabaseLook } from './look-at-database.ts';
import type { RelayCart } from '../sources/relay-source.ts';

export interface ReconcileCartOptions extends AskClientsOptions {
  readonly database: Database;
  readonly clock: () => number;
  /** The cart in the relay's list; `null` if it was not there. */
  readonly listed: RelayCart | null;
  /** When the last export of everything began, before that list; `null` if there was none. */
  readonly lastExport: number | null;
  /** Version of the relay's fold. */
  readonly relayReducerVersion: number;
}

export interface ReconciledCart {
  readonly result: CartResult;
  readonly totals: CartTotals;
}

/**
 * Compares one cart in all places.
 *
 * One hash from each place is enough when they are equal, whenever each was read: they are of the same
 * operations. Otherwise the places are read anew, in the order in which operations leave them last: database,
 * relay, clients, and the relay again. Each later reading can only have more, so nothing that is merely on its
 * way looks lost.
 */
export async function reconcileCart(
  cartId: CartId,
  stored: StoredCart | null,
  options: ReconcileCartOptions,
): Promise<ReconciledCart> {
  const { listed, relayReducerVersion } = options;
  const exported = stored?.exported;
  const copies = await readClients(cartId, options);
  const isEqual =
    listed !== null &&
    stored !== null &&
    isUpToDate(stored, listed) &&
    relayReducerVersion === REDUCER_VERSION &&
    copies.every((copy) => copy.digest === listed.digest);
  return isEqual && exported ? equalCart(cartId, exported, copies) : lookCloser(cartId, options);
}

async function readClients(
  cartId: CartId,
  { clients }: ReconcileCartOptions,
): Promise<readonly ClientCopy[]> {
  const copies: ClientCopy[] = [];
  for (const source of clients) {
    const copy = await source.readCart(cartId);
    if (copy) copies.push(copy);
  }
  return copies;
}

function equalCart(
  cartId: CartId,
  { digest, account }: StoredExport,
  copies: readonly ClientCopy[],
): ReconciledCart {
  const hasClient = copies.length > 0;
  const ops = account.live + account.cancelled + account.ignored;
  return {
    result: {
      ...{ cartId, equal: true, verdict: 'EQUAL', findings: [] },
      digests: { client: hasClient ? digest : null, relay: digest, db: digest },
      ops: { client: hasClient ? ops : null, relay: ops, db: ops },
    },
    totals: totalsOfEqual(account),
  };
}

async function lookCloser(cartId: CartId, options: ReconcileCartOptions): Promise<ReconciledCart> {
  const look = await lookAtDatabase(cartId, options);
  const { stored, copy } = look;
  const asked = await askClients(cartId, copy, (id) => wasExported(id, look), options);
  const findings = mergeFindings([
    ...compareDatabase({ ...look, relay: copy, isNewer: isNewer(copy, options) }),
    ...foldFindings(options.relayReducerVersion),
    ...asked.findings,
  ]);
  const [client] = asked.copies;
  return {
    result: {
      ...{ cartId, equal: findings.length === 0, verdict: worstVerdict(findings), findings },
      digests: {
        client: client?.digest ?? null,
        relay: copy.ops.size > 0 ? copy.digest : null,
        db: look.digest,
      },
      ops: { client: client?.ops.size ?? null, relay: copy.ops.size, db: stored?.ops ?? 0 },
    },
    totals: totalsOf(projectCart(copy, options.clock()).account, look, asked, findings),
  };
}

/** Clocks of the relay and of the exporter may be this far apart, in milliseconds. */
const CLOCK_MARGIN_MS = 5_000;

/** What was not in the list, and is there when the cart is looked at, came after the list and the export. */
function isNewer(
  { ops }: CartCopy,
  { listed, lastExport }: Pick<ReconcileCartOptions, 'listed' | 'lastExport'>,
): boolean {
  if (lastExport === null) return false;
  if (listed === null || ops.size > listed.ops) return true;
  return (listed.updatedAt ?? 0) >= lastExport - CLOCK_MARGIN_MS;
}

/** Whether the database has it or had it: then it was with the relay, whoever has it now. */
function wasExported(id: OpId, { stored, inSnapshot, copy, absent, rows }: DatabaseLook): boolean {
  const { sid, n } = splitOpId(id);
  const isThere = rows.has(id) || (copy.ops.has(id) && !absent.has(id));
  return isThere || inSnapshot.has(id) || n <= (stored?.exported?.sessions[sid] ?? 0);
}

const foldFindings = (version: number): readonly Finding[] =>
  version === REDUCER_VERSION
    ? []
    : [
        {
          ...{ verdict: 'REDUCER_SKEW', opIds: [], at: 'relay' },
          detail: `the relay has fold ${version}, this is fold ${REDUCER_VERSION}`,
        },
      ];

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
