import type { ExportSummary } from '../../protocol/export-progress.ts';
import { DatabaseUnavailable } from '../database/database.ts';
import { RelayUnavailable } from '../sources/relay-source.ts';
import { exportCarts, type ExportOptions } from './export-carts.ts';

export interface RepeatOptions extends ExportOptions {
  /** From the beginning of one round to that of the next, in milliseconds. */
  readonly everyMs: number;
  readonly signal: AbortSignal;
  /** Told after each round. */
  readonly onExported: (summary: ExportSummary) => void;
  /** Told of a round that something being away has cut short. */
  readonly onFailed: (error: RelayUnavailable | DatabaseUnavailable) => void;
}

/**
 * Exports again and again, until the signal.
 *
 * A failed round is told and followed by the next: whoever schedules it wants it to go on.
 */
export async function repeatExports(options: RepeatOptions): Promise<void> {
  const { everyMs, signal, clock, sleep, onExported, onFailed } = options;
  while (!signal.aborted) {
    const next = clock() + everyMs;
    try {
      onExported(await exportCarts(options));
    } catch (error) {
      if (!(error instanceof RelayUnavailable || error instanceof DatabaseUnavailable)) throw error;
      onFailed(error);
    }
    await sleep(Math.max(0, next - clock()), signal);
  }
}
