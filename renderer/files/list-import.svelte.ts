import type { OpId } from '../../cart/ids.ts';
import { importedRows } from '../../cart/source.ts';
import { allRows } from '../../cart/view.ts';
import { productIdOf } from '../adding/product-id.ts';
import { quickEntryOf } from '../adding/quick-add.ts';
import type { CartDesk } from '../cart/cart-desk.svelte.ts';
import type { Catalogue } from '../catalogue/catalogue.svelte.ts';
import { refusalWords } from '../cart/refusal-words.ts';
import { words } from '../messages/words.ts';
import { knownPrices } from '../prices/known-prices.ts';
import { termsNow } from '../prices/terms-now.ts';
import { decodeFile } from './decode-file.ts';
import { fileHash } from './file-hash.ts';
import { planImport, type ImportPlan } from './import-plan.ts';
import { megabytesText } from './megabytes-text.ts';
import type { ReadEntry } from './read-lines.ts';
import { MAX_BYTES, readList } from './read-list.ts';
import type { KnownProduct } from './read-row.ts';
import { writeRows } from './write-rows.ts';

/** How far the adding of a list has come; its `name` is the file's, `null` for a pasted one. */
export type ImportStage =
  | { readonly step: 'closed' }
  /** Where the list is to come from; `first` is what is likely. */
  | { readonly step: 'source'; readonly first: 'file' | 'text' }
  | { readonly step: 'reading' }
  | { readonly step: 'problem'; readonly name: string | null; readonly problem: string }
  | {
      readonly step: 'preview';
      readonly name: string | null;
      readonly plan: ImportPlan;
      /** What there is to say of how the file was written. */
      readonly remark: string | null;
    }
  | {
      readonly step: 'writing';
      readonly name: string | null;
      readonly done: number;
      readonly all: number;
      readonly isStopping: boolean;
    };

/** Gives the window time to paint and to take in keys. */
const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Brings lists into the cart: what they would bring is seen first, and it comes in as one step. */
export class ListImport {
  stage = $state.raw<ImportStage>({ step: 'closed' });
  /** What stands in the field for pasting; it is there again when somebody goes back to it. */
  draft = $state.raw('');
  readonly #desk: CartDesk;
  readonly #catalogue: Catalogue;

  constructor(desk: CartDesk, catalogue: Catalogue) {
    this.#desk = desk;
    this.#catalogue = catalogue;
  }

  get isOpen(): boolean {
    return this.stage.step !== 'closed';
  }

  /** Asks where the list is to come from. */
  open(first: 'file' | 'text'): void {
    if (this.stage.step === 'writing') return;
    if (this.#desk.canChange) this.stage = { step: 'source', first };
    else this.#desk.report(words.files.dropOnlyLook);
  }

  /** Closes the dialog; what is being added at that moment is stopped and taken back. */
  close(): void {
    if (this.stage.step === 'writing') this.stage = { ...this.stage, isStopping: true };
    else this.#end();
  }

  async readFile(file: File): Promise<void> {
    if (!this.#begin()) return;
    if (file.size > MAX_BYTES) {
      this.#fail(file.name, words.files.tooLarge(megabytesText(file.size), megabytesText(MAX_BYTES)));
      return;
    }
    let bytes: Uint8Array<ArrayBuffer>;
    try {
      bytes = new Uint8Array(await file.arrayBuffer());
    } catch {
      this.#fail(file.name, words.files.notReadable);
      return;
    }
    await this.#read(bytes, file.name);
  }

  async readText(text: string): Promise<void> {
    if (!this.#begin()) return;
    await this.#read(new TextEncoder().encode(text), null);
  }

  /** Adds what the preview shows: all of it, or only what is not in the cart from an earlier time. */
  async add(which: 'all' | 'missing'): Promise<void> {
    if (this.stage.step !== 'preview') return;
    const { name, plan } = this.stage;
    const { session } = this.#desk;
    const [first] = plan.rows;
    // Others may have brought some of it in the meantime.
    const here = which === 'all' || !first ? null : importedRows(session.fold, first.source.file);
    const rows = plan.rows.filter(({ source }) => here?.has(source.row) !== true);
    this.stage = { step: 'writing', name, done: 0, all: rows.length, isStopping: false };
    const outcome = await writeRows(rows, {
      perform: (command, joined) => session.perform(command, joined),
      takeBack: (step: OpId) => session.undo(step),
      pause: (done) => this.#pause(done),
    });
    this.#end();
    if (outcome.status === 'added') this.#desk.confirm(words.files.added(outcome.count, name));
    else if (outcome.status === 'stopped') this.#desk.tell(words.files.stopped, 'done');
    else this.#desk.report(words.files.refused(refusalWords(outcome.refusal, this.#desk.currency)));
  }

  async #pause(done: number): Promise<'go-on' | 'stop'> {
    if (this.stage.step === 'writing') this.stage = { ...this.stage, done };
    await nextTask();
    return this.stage.step === 'writing' && !this.stage.isStopping && this.#desk.session.access.canChange
      ? 'go-on'
      : 'stop';
  }

  #end(): void {
    this.stage = { step: 'closed' };
    this.draft = '';
  }

  #begin(): boolean {
    if (this.stage.step === 'writing') return false;
    if (this.#desk.canChange) this.stage = { step: 'reading' };
    else this.#desk.report(words.files.dropOnlyLook);
    return this.#desk.canChange;
  }

  async #read(bytes: Uint8Array<ArrayBuffer>, fileName: string | null): Promise<void> {
    const decoded = decodeFile(bytes);
    if (!decoded.ok) {
      this.#fail(fileName, decoded.problem);
      return;
    }
    const { session, currency } = this.#desk;
    const file = await fileHash(bytes);
    await this.#catalogue.whenRead;
    const prices = knownPrices(allRows(session.view));
    const made = planImport(readList(decoded.text, fileName, this.#readEntry), {
      ...{ file, fold: session.fold, defaultCurrency: currency, idOf: productIdOf },
      identify: this.#identify,
      priceOf: (productId) => prices.get(productId) ?? null,
    });
    // It was closed meanwhile.
    if (this.stage.step !== 'reading') return;
    if (made.ok) this.stage = { step: 'preview', name: fileName, plan: made.plan, remark: decoded.remark };
    else this.#fail(fileName, made.problem);
  }

  readonly #identify = (text: string): KnownProduct | null => {
    const product = this.#catalogue.identify(text);
    if (!product) return null;
    const { id, name, price } = product;
    return { id, name, price: price && termsNow(price, this.#desk.session.now()) };
  };

  /** As the field for adding reads a line. */
  readonly #readEntry: ReadEntry = (line) =>
    quickEntryOf({ name: line, price: '', quantity: '' }, (text) => this.#catalogue.identify(text));

  #fail(name: string | null, problem: string): void {
    this.stage = { step: 'problem', name, problem };
  }
}
