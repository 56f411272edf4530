import { createContext } from 'svelte';
import {
  clearCart,
  removeLines,
  setLater,
  setLines,
  setNote,
  setTitle,
  stepLines,
} from '../../cart/commands.ts';
import type { Currency } from '../../cart/currency.ts';
import type { LineId } from '../../cart/ids.ts';
import { reasonOf } from '../../cart/result.ts';
import type { CartRow } from '../../cart/row.ts';
import type { CartView } from '../../cart/view.ts';
import type { CartCommand, CartSession } from '../session/cart-session.svelte.ts';
import { words } from '../messages/words.ts';
import { numberText } from '../shared/counting.ts';
import { Dismissals } from './dismissals.svelte.ts';
import { refusalWords } from './refusal-words.ts';
import { unsentExport } from '../status/unsent-export.ts';

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

export type Panel = 'history' | 'access' | null;

/** The cart as it was, which is only to be looked at. */
export interface Past {
  readonly view: CartView;
  /** Milliseconds since 1970. */
  readonly at: number;
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
  /** Shown in the place of the cart as it is now; `null` for now. */
  past = $state.raw<Past | null>(null);
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

  /** The cart that is to be seen: as it is, or as it was. */
  get view(): CartView {
    return this.past?.view ?? this.session.view;
  }

  /** The cart's currency; euro until something says otherwise. */
  get currency(): Currency {
    return this.session.view.currency ?? 'EUR';
  }

  /** Whether the cart can be changed here, or only looked at. */
  get canChange(): boolean {
    return this.past === null && this.session.access.canChange;
  }

  dismissNotice(): void {
    this.#notice = null;
  }

  step(row: CartRow, delta: 1 | -1): void {
    const qty = row.qty + delta;
    const problem = this.carryOut(
      (fold) => stepLines(fold, row.lineIds, delta),
      qty === 0 ? null : words.cart.quantityIs(row.name, numberText(qty)),
    );
    if (problem !== null) this.report(problem);
    else if (qty === 0) this.confirm(words.cart.isOut(row.name));
  }

  setQuantity(row: CartRow, text: string): string | null {
    if (!/^\d+$/.test(text.trim())) return words.refusals.wholeNumber;
    const qty = Number(text);
    const problem = this.carryOut(
      (fold) => setLines(fold, row.lineIds, qty),
      qty === 0 ? null : words.cart.quantityIs(row.name, numberText(qty)),
    );
    if (problem === null && qty === 0) this.confirm(words.cart.isOut(row.name));
    return problem;
  }

  setNote(row: CartRow, text: string): string | null {
    return this.carryOut(
      (fold) => setNote(fold, row.lineIds, text.trim()),
      text.trim() === '' ? words.cart.noteTakenOff(row.name) : words.cart.noteSaved(row.name),
    );
  }

  setLater(row: CartRow, later: boolean): void {
    const problem = this.carryOut((fold) => setLater(fold, row.lineIds, later), null);
    if (problem !== null) this.report(problem);
    else this.confirm(later ? words.cart.isForLater(row.name) : words.cart.isBack(row.name));
  }

  remove(row: CartRow): void {
    const problem = this.carryOut((fold) => removeLines(fold, row.lineIds), null);
    if (problem !== null) this.report(problem);
    else this.confirm(words.cart.isOut(row.name));
  }

  /** Takes out what outlived a removal. */
  removeLine(lineId: LineId, name: string): void {
    const problem = this.carryOut((fold) => removeLines(fold, [lineId]), null);
    if (problem !== null) this.report(problem);
    else this.confirm(words.cart.isOut(name));
  }

  /** Brings back a typed quantity that lost to another one. */
  restoreQuantity(lineId: LineId, qty: number): void {
    const problem = this.carryOut(
      (fold) => setLines(fold, [lineId], qty),
      words.cart.isUsedNow(numberText(qty)),
    );
    if (problem !== null) this.report(problem);
  }

  /** Empties the cart at once; the notice offers it back. */
  clear(): void {
    const { rows, later } = this.session.view;
    const products = rows.length + later.length;
    if (products === 0) return;
    const problem = this.carryOut(clearCart, null);
    if (problem !== null) this.report(problem);
    else this.confirm(words.cart.emptied(products));
  }

  rename(text: string): string | null {
    return this.carryOut(() => setTitle(text), words.cart.renamed);
  }

  undo(): void {
    if (!this.canChange || !this.session.canUndo) return;
    this.session.undo();
    this.#notice = null;
    this.spoken = words.cart.takenBack;
  }

  redo(): void {
    if (!this.canChange || !this.session.canRedo) return;
    this.session.redo();
    this.#notice = null;
    this.spoken = words.cart.broughtBack;
  }

  startEdit(row: CartRow, field: RowEdit['field']): void {
    if (!this.canChange) {
      this.report(this.past ? words.history.notInPast : words.status.lookOnly);
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
    const name = `${cartId}-unsent-changes.json`;
    const outcome = await session.copy.exportFile({ title: words.cart.saveUnsentTitle, name, text });
    if (outcome.status === 'saved') this.tell(words.cart.changesInFile(ops.size), 'done');
    if (outcome.status === 'failed') this.tell(words.cart.fileNotSaved(outcome.reason), 'problem');
  }

  /** Puts in again, with the right time, what was done under a wrong clock. */
  async doAnew(): Promise<void> {
    const { refused } = words.status;
    try {
      if (!(await this.session.copy.doAnew())) this.report(refused.notAnew);
    } catch (error) {
      this.report(refused.notAnewBecause(reasonOf(error)));
    }
  }

  /** Takes what nobody else has out of this computer's copy of the cart. */
  async leaveOutUnsent(): Promise<void> {
    const problem = await this.session.copy.leaveOutUnsent();
    if (problem !== null) this.report(words.cart.notLeftOut(problem));
  }

  /** Carries out a command as one step; `spoken` says it to screen readers. Gives the reason when it was refused. */
  carryOut(command: CartCommand, spoken: string | null): string | null {
    if (!this.canChange) return this.past ? words.history.notInPast : words.status.lookOnly;
    const result = this.session.perform(command);
    if (!result.ok) return refusalWords(result.refusal, this.currency);
    this.#notice = null;
    if (spoken !== null) this.spoken = spoken;
    return null;
  }

  /** Says what the latest step did, and offers it back. */
  confirm(text: string): void {
    this.#notice = { text, tone: 'done', canUndo: true };
  }

  /** Says why something could not be done. */
  report(text: string): void {
    this.tell(text, 'problem');
  }

  /** Says something that is not to be taken back. */
  tell(text: string, tone: Notice['tone']): void {
    this.#notice = { text, tone, canUndo: false };
  }
}

export const [useDesk, provideDesk] = createContext<CartDesk>();
