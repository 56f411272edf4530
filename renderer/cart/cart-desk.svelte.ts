import { createContext } from 'svelte';
import {
  addLine,
  clearCart,
  removeLines,
  setLater,
  setLines,
  setNote,
  setPrice,
  setTitle,
  stepLines,
  type Command,
} from '../../cart/commands.ts';
import type { Currency } from '../../cart/currency.ts';
import type { Fold } from '../../cart/fold.ts';
import type { LineId } from '../../cart/ids.ts';
import { parseAmount } from '../../cart/money.ts';
import type { Price } from '../../cart/op.ts';
import type { CartRow } from '../../cart/row.ts';
import type { CartSession } from '../session/cart-session.svelte.ts';
import { counted, numberText } from '../shared/counting.ts';
import { LOOK_ONLY } from './access-words.ts';
import { Dismissals } from './dismissals.svelte.ts';
import { productIdOf } from './product-id.ts';
import { refusalWords } from './refusal-words.ts';
import { unsentExport } from './unsent-export.ts';

/** What the window says about the shopper's own last action. */
export interface Notice {
  readonly text: string;
  readonly tone: 'done' | 'problem';
  /** Whether taking back the latest step takes this back. */
  readonly canUndo: boolean;
}

/** The part of a row that is being edited in place. */
export interface RowEdit {
  /** The row's first line: it stays the same when the row's key does not. */
  readonly lineId: LineId;
  readonly field: 'note' | 'price';
}

export type Panel = 'history' | 'shortcuts' | 'access' | null;

/** What is asked for by the quick-add bar, already read. */
export interface Wanted {
  readonly name: string;
  readonly price: Price;
  readonly quantity: number;
}

/**
 * What a shopper can do at the cart window, and what the window is showing beside the cart itself.
 *
 * Each action gives `null` when it was done, else the reason in words.
 */
export class CartDesk {
  readonly session: CartSession;
  readonly dismissals: Dismissals;

  panel = $state.raw<Panel>(null);
  edit = $state.raw<RowEdit | null>(null);
  /** For screen readers: what the shopper's own last action did. */
  spoken = $state.raw('');
  #notice = $state.raw<Notice | null>(null);

  constructor(session: CartSession) {
    this.session = session;
    this.dismissals = new Dismissals(`${session.profile}/${session.cartId}`, localStorage);
  }

  get notice(): Notice | null {
    return this.#notice;
  }

  /** The cart's currency; euro until something says otherwise. */
  get currency(): Currency {
    return this.session.view.currency ?? 'EUR';
  }

  /** Whether the cart can be changed here, or only looked at. */
  get canChange(): boolean {
    return this.session.access.canChange;
  }

  dismissNotice(): void {
    this.#notice = null;
  }

  add({ name, price, quantity }: Wanted): string | null {
    const product = { id: productIdOf(name), name };
    return this.#do(
      (fold) => addLine(fold, product, price, quantity),
      `${numberText(quantity)} × ${name} added`,
    );
  }

  step(row: CartRow, delta: 1 | -1): void {
    const qty = row.qty + delta;
    const problem = this.#do(
      (fold) => stepLines(fold, row.lineIds, delta),
      qty === 0 ? null : `${row.name}: ${numberText(qty)}`,
    );
    if (problem !== null) this.#report(problem);
    else if (qty === 0) this.#confirm(`${row.name} is out of the cart`);
  }

  setQuantity(row: CartRow, text: string): string | null {
    if (!/^\d+$/.test(text.trim())) return 'Type a whole number.';
    const qty = Number(text);
    const problem = this.#do(
      (fold) => setLines(fold, row.lineIds, qty),
      qty === 0 ? null : `${row.name}: ${numberText(qty)}`,
    );
    if (problem === null && qty === 0) this.#confirm(`${row.name} is out of the cart`);
    return problem;
  }

  setPrice(row: CartRow, text: string): string | null {
    const { currency } = row.price;
    const amount = parseAmount(text, currency);
    if (!amount.ok) return `${amount.refusal.message}.`;
    return this.#do(
      (fold) => setPrice(fold, row.lineIds, { amount: amount.value, currency }),
      `Price of ${row.name} changed`,
    );
  }

  setNote(row: CartRow, text: string): string | null {
    return this.#do(
      (fold) => setNote(fold, row.lineIds, text.trim()),
      text.trim() === '' ? `Note on ${row.name} taken off` : `Note on ${row.name} saved`,
    );
  }

  setLater(row: CartRow, later: boolean): void {
    const problem = this.#do((fold) => setLater(fold, row.lineIds, later), null);
    if (problem !== null) this.#report(problem);
    else this.#confirm(later ? `${row.name} is saved for later` : `${row.name} is back in the cart`);
  }

  remove(row: CartRow): void {
    const problem = this.#do((fold) => removeLines(fold, row.lineIds), null);
    if (problem !== null) this.#report(problem);
    else this.#confirm(`${row.name} is out of the cart`);
  }

  /** Brings back a typed quantity that lost to another one. */
  restoreQuantity(lineId: LineId, qty: number): void {
    const problem = this.#do((fold) => setLines(fold, [lineId], qty), `${numberText(qty)} is used now`);
    if (problem !== null) this.#report(problem);
  }

  /** Empties the cart at once; the notice offers it back. */
  clear(): void {
    const { rows, later } = this.session.view;
    const products = rows.length + later.length;
    if (products === 0) return;
    const problem = this.#do(clearCart, null);
    if (problem !== null) this.#report(problem);
    else this.#confirm(`The cart is empty: ${counted(products, 'product')} taken out`);
  }

  rename(text: string): string | null {
    return this.#do(() => setTitle(text), 'Name of the cart changed');
  }

  undo(): void {
    if (!this.session.canUndo) return;
    this.session.undo();
    this.#notice = null;
    this.spoken = 'Taken back';
  }

  redo(): void {
    if (!this.session.canRedo) return;
    this.session.redo();
    this.#notice = null;
    this.spoken = 'Brought back';
  }

  startEdit(row: CartRow, field: RowEdit['field']): void {
    if (!this.canChange) {
      this.#report(LOOK_ONLY);
      return;
    }
    const [lineId] = row.lineIds;
    if (lineId) this.edit = { lineId, field };
  }

  isEditing(row: CartRow, field: RowEdit['field']): boolean {
    return this.edit?.field === field && row.lineIds.includes(this.edit.lineId);
  }

  togglePanel(panel: Exclude<Panel, null>): void {
    this.panel = this.panel === panel ? null : panel;
  }

  /** Saves what nobody else has as a file of the person's choice. */
  async saveUnsent(): Promise<void> {
    const { session } = this;
    const { cartId, user, relayUrl } = session;
    const { ops } = session.unsent;
    const now = session.now();
    const text = unsentExport({ cartId, user, relayUrl, now, ops, history: session.history() });
    const outcome = await session.copy.exportFile(text);
    if (outcome.status === 'saved') this.#tell(`${counted(ops.size, 'change')} saved to a file`, 'done');
    if (outcome.status === 'failed') this.#tell(`The file could not be saved: ${outcome.reason}`, 'problem');
  }

  /** Takes what nobody else has out of this computer's copy of the cart. */
  async leaveOutUnsent(): Promise<void> {
    const problem = await this.session.copy.leaveOutUnsent();
    if (problem !== null) this.#report(`It could not be left out: ${problem}`);
  }

  #do(command: (fold: Fold) => Command, spoken: string | null): string | null {
    if (!this.canChange) return LOOK_ONLY;
    const result = this.session.perform(command);
    if (!result.ok) return refusalWords(result.refusal, this.currency);
    this.#notice = null;
    if (spoken !== null) this.spoken = spoken;
    return null;
  }

  #confirm(text: string): void {
    this.#notice = { text, tone: 'done', canUndo: true };
  }

  #report(text: string): void {
    this.#tell(text, 'problem');
  }

  #tell(text: string, tone: Notice['tone']): void {
    this.#notice = { text, tone, canUndo: false };
  }
}

export const [useDesk, provideDesk] = createContext<CartDesk>();
