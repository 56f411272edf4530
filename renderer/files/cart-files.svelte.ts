import { createContext, tick } from 'svelte';
import type { ExportOutcome, FileToExport, TrolleyBridge } from '../../protocol/ipc.ts';
import type { CartDesk } from '../cart/cart-desk.svelte.ts';
import type { Catalogue } from '../catalogue/catalogue.svelte.ts';
import { words } from '../messages/words.ts';
import { cartCsv } from './cart-csv.ts';
import { cartJson } from './cart-json.ts';
import { fileNameOf } from './file-name.ts';
import { ListImport } from './list-import.svelte.ts';

type FileBridge = Pick<TrolleyBridge, 'exportFile' | 'print' | 'savePdf'>;

/** The cart into files and onto paper, and lists into the cart. */
export class CartFiles {
  readonly list: ListImport;
  /** Whether the sheet that is printed is in the page. */
  isPrinting = $state.raw(false);
  readonly #desk: CartDesk;
  readonly #bridge: FileBridge;

  constructor(desk: CartDesk, bridge: FileBridge, catalogue: Catalogue) {
    this.#desk = desk;
    this.#bridge = bridge;
    this.list = new ListImport(desk, catalogue);
  }

  /** Whether there is anything to export or to print. */
  get isEmpty(): boolean {
    const { rows, later } = this.#desk.view;
    return rows.length + later.length === 0;
  }

  exportCsv(): Promise<void> {
    return this.#export(words.files.exportCsv, 'csv', cartCsv);
  }

  exportJson(): Promise<void> {
    return this.#export(words.files.exportJson, 'json', cartJson);
  }

  async print(): Promise<void> {
    await this.#onPaper(() => this.#bridge.print());
  }

  async savePdf(): Promise<void> {
    await this.#onPaper(async () => {
      const outcome = await this.#bridge.savePdf(this.#nameFor('pdf'));
      this.#tell(outcome, words.files.pdfSaved);
    });
  }

  async #export(title: string, ending: string, write: (view: CartDesk['view']) => string): Promise<void> {
    if (this.#isNothing()) return;
    const { view } = this.#desk;
    const file: FileToExport = { title, name: this.#nameFor(ending), text: write(view) };
    this.#tell(
      await this.#bridge.exportFile(file),
      words.files.exported(view.rows.length + view.later.length),
    );
  }

  /** With the sheet in the page for as long as it takes. */
  async #onPaper(print: () => Promise<void>): Promise<void> {
    if (this.isPrinting || this.#isNothing()) return;
    this.isPrinting = true;
    try {
      await tick();
      await print();
    } finally {
      this.isPrinting = false;
    }
  }

  #isNothing(): boolean {
    if (this.isEmpty) this.#desk.tell(words.files.emptyCart, 'done');
    return this.isEmpty;
  }

  #nameFor(ending: string): string {
    return fileNameOf(this.#desk.view.title, this.#desk.session.cartId, ending);
  }

  #tell(outcome: ExportOutcome, saved: string): void {
    if (outcome.status === 'saved') this.#desk.tell(saved, 'done');
    if (outcome.status === 'failed') this.#desk.report(words.files.notSaved(outcome.reason));
  }
}

export const [useFiles, provideFiles] = createContext<CartFiles>();
