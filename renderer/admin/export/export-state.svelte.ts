import type { ExportRequest } from '../../../protocol/admin/jobs.ts';
import type { AdminDesk } from '../frame/admin-desk.svelte.ts';
import { CartChoice } from '../parts/cart-choice.svelte.ts';
import { readExportForm, type ExportForm } from './export-form.ts';

/** What somebody has entered on the export page, kept while other pages are shown. */
export class ExportState {
  readonly #desk: AdminDesk;
  readonly carts = new CartChoice();
  mode = $state<ExportForm['mode']>('once');
  minutes = $state('10');
  /** Problems of the form are shown only after somebody has tried to send it. */
  isTried = $state(false);
  #refusal = $state<string | null>(null);
  #isStarting = $state(false);

  constructor(desk: AdminDesk) {
    this.#desk = desk;
  }

  get read(): ReturnType<typeof readExportForm> {
    const { isAll, cartIds } = this.carts;
    return readExportForm({ isAll, cartIds, mode: this.mode, minutes: this.minutes });
  }

  /** Why the latest export could not be started; `null` if it could. */
  get refusal(): string | null {
    return this.#refusal;
  }

  get isBusy(): boolean {
    return this.#isStarting || this.#desk.job('export')?.status === 'running';
  }

  /** Starts what the form says; ends when it has begun, or `refusal` says why not. */
  async start(): Promise<void> {
    this.isTried = true;
    if (this.read.ok) await this.startRequest(this.read.value);
  }

  async startRequest(request: ExportRequest): Promise<void> {
    if (this.isBusy) return;
    this.#isStarting = true;
    const started = await this.#desk.bridge.startExport(request).finally(() => (this.#isStarting = false));
    this.isTried = false;
    this.#refusal = started.ok ? null : started.refusal.message;
    if (!started.ok) this.#desk.noteProblem(started.refusal.code);
  }
}
