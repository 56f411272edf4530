import type { Logger } from 'pino';
import { reasonOf } from '../../cart/result.ts';
import type { Cancel, Timers } from '../timers.ts';
import type { UpdateLog } from './update-log.ts';

export interface StorageHealthOptions {
  readonly log: UpdateLog;
  readonly timers: Timers;
  readonly logger: Logger;
  /** How often to try while the log cannot be written, in milliseconds. */
  readonly probeMs: number;
}

/**
 * Whether the log can be written.
 *
 * After a failed append nothing more is tried with people's operations: the log is probed, with as many
 * bytes as failed, until that succeeds.
 */
export class StorageHealth {
  readonly #options: StorageHealthOptions;
  readonly #listeners = new Set<() => void>();
  #fault: string | null = null;
  #cancelProbe: Cancel = () => undefined;
  #isClosed = false;

  constructor(options: StorageHealthOptions) {
    this.#options = options;
  }

  /** Why the log cannot be written; `null` while it can. */
  get fault(): string | null {
    return this.#fault;
  }

  /** Calls back when the log can be written again. */
  onRecovery(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** An append of that many bytes has failed. */
  fail(reason: string, bytes: number): void {
    if (this.#fault === null) this.#options.logger.error({ reason, bytes }, 'the log cannot be written');
    this.#fault = reason;
    this.#scheduleProbe(bytes);
  }

  close(): void {
    this.#isClosed = true;
    this.#cancelProbe();
  }

  #scheduleProbe(bytes: number): void {
    this.#cancelProbe();
    if (this.#isClosed) return;
    this.#cancelProbe = this.#options.timers.after(this.#options.probeMs, () => void this.#probe(bytes));
  }

  async #probe(bytes: number): Promise<void> {
    try {
      await this.#options.log.probe(bytes);
    } catch (error) {
      this.#fault = reasonOf(error);
      this.#scheduleProbe(bytes);
      return;
    }
    this.#options.logger.info('the log can be written again');
    this.#fault = null;
    for (const listener of this.#listeners) listener();
  }
}
