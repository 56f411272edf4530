import type { CartId } from '../../cart/ids.ts';
import type { Database, DatabaseUnavailable } from '../database/database.ts';
import { exportCart, type ExportCartOptions } from './export-cart.ts';
import { ProgressMeter } from './export-progress.ts';
import type { CartDifference, ExportProgress, ExportSummary } from '../../protocol/export-progress.ts';
import { readDigests } from '../sources/read-digests.ts';
import { RelayUnavailable } from '../sources/relay-source.ts';
import { withRetry } from '../database/retry.ts';

export interface ExportOptions extends Omit<ExportCartOptions, 'onChunk'> {
  /** These carts; every cart of the relay if left out. */
  readonly cartIds?: readonly CartId[];
  /** Carts that are worked on at once. */
  readonly parallel?: number;
  /** How long a database that cannot be reached is waited for, in milliseconds. */
  readonly patienceMs: number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Told when the database is away, and waited for. */
  readonly onRetry?: (error: DatabaseUnavailable) => void;
  /** Told after each chunk and each cart. */
  readonly onProgress?: (progress: ExportProgress) => void;
}

/**
 * Exports carts, each as `exportCart` does; memory holds no more than the carts being worked on.
 *
 * Rejects when the relay cannot be reached, when the database cannot for longer than patience lasts, and with
 * the signal's reason when cancelled. What was committed stays, and the next export goes on from there.
 */
export async function exportCarts(options: ExportOptions): Promise<ExportSummary> {
  const { relay, database, clock, cartIds, parallel = 2, onProgress, signal } = options;
  const startedAt = new Date(clock());
  const { digests, unreadable } = await readDigests(relay, cartIds);
  const wanted = cartIds ?? [...digests.keys()];
  const opsOf = (id: CartId) => digests.get(id)?.ops ?? 0;
  const ops = wanted.reduce((sum, id) => sum + opsOf(id), 0);
  const meter = new ProgressMeter({ carts: wanted.length, ops }, clock);
  const runId =
    cartIds === undefined ? await withRetry(() => beginRun(database, relay.name, startedAt), options) : null;

  const tell = () => onProgress?.(meter.progress);
  const queue = wanted.filter((id) => !unreadable.includes(id))[Symbol.iterator]();
  const totals = { unchanged: 0, ops: 0, inserted: 0 };
  const differing: CartDifference[] = [];
  const lost: CartId[] = [...unreadable];
  const work = async () => {
    for (const cartId of queue) {
      signal?.throwIfAborted();
      const onChunk = (count: number) => {
        meter.addInserted(count);
        tell();
      };
      const digest = digests.get(cartId) ?? null;
      const result = await withRetry(
        () => exportCart(cartId, digest, { ...options, onChunk }),
        options,
      ).catch(async (error: unknown) => {
        // One cart that the relay cannot read does not keep the others from being exported.
        if (!(error instanceof RelayUnavailable) || !(await isAnswering(options))) throw error;
        lost.push(cartId);
        return null;
      });
      if (result) {
        totals.ops += result.ops;
        totals.inserted += result.inserted;
        if (result.status === 'unchanged') totals.unchanged += 1;
        if (result.status === 'differs') differing.push(result);
      }
      meter.addCart(opsOf(cartId));
      tell();
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  if (runId !== null && lost.length === 0) await withRetry(() => endRun(database, runId, clock()), options);
  return {
    ...{ carts: wanted.length, unchanged: totals.unchanged, ops: totals.ops, inserted: totals.inserted },
    differing: differing.map(({ cartId, conflicts, extra }) => ({ cartId, conflicts, extra })),
    unreadable: lost.sort(),
  };
}

const isAnswering = ({ relay }: ExportOptions): Promise<boolean> =>
  relay.listCarts().then(
    () => true,
    () => false,
  );

async function beginRun(database: Database, relay: string, startedAt: Date): Promise<number> {
  const [row] = await database.query<{ run_id: number }>(
    'insert into trolley.export_run (relay, started_at) values ($1, $2) returning run_id',
    [relay, startedAt],
  );
  if (!row) throw new Error('an insert gave no row');
  return row.run_id;
}

const endRun = (database: Database, runId: number, now: number) =>
  database.query('update trolley.export_run set finished_at = $2 where run_id = $1', [runId, new Date(now)]);
