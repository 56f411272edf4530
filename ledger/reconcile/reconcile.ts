import { randomUUID } from 'node:crypto';
import { REDUCER_VERSION } from '../../cart/fold.ts';
import { isCartId, type CartId, type OpId } from '../../cart/ids.ts';
import { listStoredCarts, readStoredCarts } from '../database/cart-rows.ts';
import { addTotals, noTotals } from './cart-totals.ts';
import { ClientUnavailable, type ClientSource } from '../sources/client-source.ts';
import { DatabaseUnavailable, type Database } from '../database/database.ts';
import { postgresText } from '../database/json-for-postgres.ts';
import { readLastExport } from '../database/last-export.ts';
import { readOps } from '../database/op-rows.ts';
import { reconcileCart } from './reconcile-cart.ts';
import { RelayRefused, RelayUnavailable, type RelayCart, type RelaySource } from '../sources/relay-source.ts';
import type { ReconcileReport } from '../../protocol/reconcile-report.ts';
import type { CartResult, Finding } from '../../protocol/verdict.ts';

export interface ReconcileOptions {
  readonly relay: RelaySource;
  readonly database: Database;
  readonly clients: readonly ClientSource[];
  /** These carts; every cart that any source knows if left out. */
  readonly cartIds?: readonly CartId[];
  readonly clock: () => number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  readonly settleMs?: number;
  readonly signal?: AbortSignal;
  /** Whether the database keeps what was found; it does unless told otherwise. */
  readonly isRecorded?: boolean;
  /** Told after each cart. */
  readonly onCart?: (done: number, all: number) => void;
}

/** Carts whose rows are looked at in one statement. */
const BATCH = 100;

/** Compares the carts of all sources, each read independently, and stores what it found in the database. */
export async function reconcile(options: ReconcileOptions): Promise<ReconcileReport> {
  const { relay, database, clients, clock, isRecorded = true } = options;
  const startedAt = new Date(clock()).toISOString();
  const unreachable: string[] = [];
  const attempt = async <T>(look: () => Promise<T>): Promise<T | null> => {
    try {
      return await look();
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      unreachable.push(error.message);
      return null;
    }
  };
  const stored = await attempt(async () => ({
    carts: options.cartIds ?? (await listStoredCarts(database)),
    lastExport: await readLastExport(database),
  }));
  const listed = await attempt(() => relay.listCarts());
  const held = await Promise.all(clients.map((client) => attempt(() => client.listCarts())));
  const summaries = new Map(listed?.carts.map((cart) => [cart.cartId, cart]));
  const all = new Set([
    ...(stored?.carts ?? []),
    ...summaries.keys(),
    ...(listed?.unreadable ?? []),
    ...held.flatMap((carts) => carts ?? []),
  ]);
  const cartIds = options.cartIds ?? [...all].sort();

  const carts: CartResult[] = [];
  let totals = noTotals;
  const isWhole = unreachable.length === 0;
  const version = isWhole ? await attempt(() => relayVersion(relay, summaries)) : null;
  const isRunnable = isWhole && version !== null && stored !== null;
  for (let from = 0; from < cartIds.length; from += BATCH) {
    const batch = cartIds.slice(from, from + BATCH);
    const rows = isRunnable ? await attempt(() => readStoredCarts(database, batch)) : null;
    for (const cartId of batch) {
      options.signal?.throwIfAborted();
      if (rows === null) {
        carts.push(unknownCart(cartId, unreachable));
        continue;
      }
      if (!isCartId(cartId)) {
        carts.push(await strangeCart(database, cartId));
        continue;
      }
      const listed = summaries.get(cartId) ?? null;
      try {
        const { result, totals: found } = await reconcileCart(cartId, rows.get(cartId) ?? null, {
          ...{ relay, database, clients, clock, sleep: options.sleep, listed },
          ...{ lastExport: stored?.lastExport ?? null, relayReducerVersion: version ?? 0 },
          ...{ settleMs: options.settleMs ?? 500 },
        });
        carts.push(result);
        totals = addTotals(totals, found);
      } catch (error) {
        if (!isUnreachable(error)) throw error;
        carts.push(unknownCart(cartId, [error.message]));
      }
      options.onCart?.(carts.length, cartIds.length);
    }
  }
  const finishedAt = new Date(clock()).toISOString();
  const report = { runId: randomUUID(), startedAt, finishedAt, carts, totals, unreachable };
  if (stored !== null && isRecorded) await attempt(() => storeReport(options, report));
  return report;
}

type Unreachable = RelayUnavailable | RelayRefused | DatabaseUnavailable | ClientUnavailable;

const isUnreachable = (error: unknown): error is Unreachable =>
  [RelayUnavailable, RelayRefused, DatabaseUnavailable, ClientUnavailable].some(
    (kind) => error instanceof kind,
  );

/** Nothing is known of it, so it is not equal. */
function unknownCart(cartId: CartId, reasons: readonly string[]): CartResult {
  const findings = reasons.map((detail): Finding => ({
    verdict: 'UNREACHABLE',
    opIds: [],
    at: 'source',
    detail,
  }));
  const none = { client: null, relay: null, db: null };
  return { cartId, equal: false, verdict: 'UNREACHABLE', digests: none, ops: none, findings };
}

/** Only somebody who writes tables by hand can have put it there; a relay cannot even be asked. */
async function strangeCart(database: Database, cartId: string): Promise<CartResult> {
  const opIds: OpId[] = [];
  for await (const { id } of readOps(database, cartId as CartId)) opIds.push(id);
  const finding: Finding = { verdict: 'EXTRA_AT_DB', opIds, at: 'db', detail: 'no cart can have this name' };
  return {
    ...{ cartId: cartId as CartId, equal: false, verdict: 'EXTRA_AT_DB', findings: [finding] },
    digests: { client: null, relay: null, db: null },
    ops: { client: null, relay: null, db: opIds.length },
  };
}

/** The relay's fold is the same for all carts, so one tells. */
async function relayVersion(relay: RelaySource, carts: ReadonlyMap<CartId, RelayCart>): Promise<number> {
  const [smallest] = [...carts.values()].sort((a, b) => a.ops - b.ops);
  return smallest ? relay.readReducerVersion(smallest.cartId) : REDUCER_VERSION;
}

async function storeReport(
  { relay, database, clients }: ReconcileOptions,
  { runId, startedAt, finishedAt, carts, totals }: ReconcileReport,
): Promise<void> {
  const findings = carts.flatMap(({ cartId, findings: found }) => found.map((one) => ({ cartId, ...one })));
  await database.transaction(async (session) => {
    await session.query(
      `insert into trolley.reconcile_run (run_id, started_at, finished_at, relay, clients, carts, equal_carts, account)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        ...[runId, startedAt, finishedAt, relay.name, JSON.stringify(clients.map(({ name }) => name))],
        ...[carts.length, carts.filter(({ equal }) => equal).length, JSON.stringify(totals)],
      ],
    );
    await session.query(
      `insert into trolley.reconcile_finding (run_id, finding_no, cart_id, verdict, op_ids, detail)
       select $1, f.no, f.cart, f.verdict, array(select jsonb_array_elements_text(f.ids::jsonb)), f.detail
       from unnest($2::text[], $3::text[], $4::text[], $5::text[]) with ordinality as f(cart, verdict, ids, detail, no)`,
      [
        runId,
        findings.map(({ cartId }) => cartId),
        findings.map(({ verdict }) => verdict),
        findings.map(({ opIds }) => JSON.stringify(opIds)),
        findings.map(({ detail }) => postgresText(detail)),
      ],
    );
    await session.query(
      `insert into trolley.cart_verdict (cart_id, verdict, run_id)
       select distinct on (v.cart) v.cart, v.verdict, $1 from unnest($2::text[], $3::text[]) as v(cart, verdict)
       on conflict (cart_id) do update set verdict = excluded.verdict, run_id = excluded.run_id`,
      [runId, carts.map(({ cartId }) => cartId), carts.map(({ verdict }) => verdict)],
    );
  });
}
