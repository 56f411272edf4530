import type { ExportRequest } from '../../protocol/admin/jobs.ts';
import { exportCarts, type ExportOptions } from '../export/export-carts.ts';
import { followCarts } from '../export/follow-carts.ts';
import { repeatExports } from '../export/repeat-exports.ts';
import type { JobReport } from './job-board.ts';

/** How long a database that is away is waited for, in milliseconds. */
const PATIENCE_MS = 30_000;

/** Exports as asked: once, on a schedule, or as carts change. Rejects as `exportCarts` does. */
export async function runExport(
  { cartIds, mode }: ExportRequest,
  options: Omit<ExportOptions, 'cartIds' | 'onProgress' | 'patienceMs' | 'signal'>,
  { signal, change, progress }: JobReport<'export'>,
): Promise<void> {
  let rounds = 0;
  const onExported: Parameters<typeof followCarts>[0]['onExported'] = (summary) => {
    rounds += 1;
    change({ summary, rounds, waitingFor: null });
  };
  const exporting: ExportOptions & { readonly signal: AbortSignal } = {
    ...options,
    signal,
    ...(cartIds !== null && { cartIds }),
    // Whoever wants it to go on and on wants it to wait for the database, too.
    patienceMs: mode.kind === 'once' ? PATIENCE_MS : Infinity,
    onRetry: ({ message }) => change({ waitingFor: message }),
    onProgress: (latest) => progress({ progress: latest, waitingFor: null }),
  };
  switch (mode.kind) {
    case 'once':
      onExported(await exportCarts(exporting));
      return;
    case 'every':
      return repeatExports({
        ...{ ...exporting, everyMs: mode.intervalMs, onExported },
        onFailed: ({ message }) => change({ waitingFor: message }),
      });
    case 'follow':
      return followCarts({
        ...{ ...exporting, onExported },
        onRelayLost: ({ message }) => change({ waitingFor: message }),
      });
  }
}
