import type { CartId } from '../../../cart/ids.ts';
import type { CartSides } from '../../../protocol/admin/carts.ts';
import type { AdminDesk } from '../frame/admin-desk.svelte.ts';
import type { Loading } from '../parts/loading.svelte.ts';
import { noneChosen, withChosen } from '../parts/choosing.ts';
import { alignOps, type OpRow } from './align-ops.ts';
import { alignRows, type AlignedRow } from './align-rows.ts';
import { effectiveBySide } from './effective-by-side.ts';
import type { EffectiveCart } from './effective-cart.ts';
import { OpTales } from './op-tales.ts';
import { lateOps } from './late-ops.ts';
import { opsBySide, type BySide } from './sides.ts';

/** `lines`: what the cart amounts to. `operations`: what it is made of. `history`: how it was. */
export type CartMode = 'lines' | 'operations' | 'history';

/** One cart on its page: as each side has it, and what of that is shown. What is costly is made when it is shown. */
export class CartState {
  readonly cartId: CartId;
  readonly sides: Loading<CartSides>;
  mode = $state<CartMode>('lines');
  /** `null` until somebody chooses: then only the differences, if there are any. */
  #onlyDifferences = $state<boolean | null>(null);
  /** The operation to show, each time another object. */
  reveal = $state.raw<{ readonly key: string } | null>(null);
  /** Operations that are opened to their JSON. */
  opened = $state.raw(noneChosen);

  readonly #carts = $derived.by(() => (this.sides.value ? effectiveBySide(this.sides.value) : null));
  readonly #rows = $derived(this.#carts ? alignRows(this.#carts) : []);
  readonly #ops = $derived.by(() => {
    const { value } = this.sides;
    if (!value) return [];
    const damaged = value.database.status === 'read' ? value.database.damaged : [];
    return alignOps(opsBySide(value), damaged);
  });
  readonly #tales = $derived(new OpTales(this.#ops.map(({ op }) => op)));
  readonly #late = $derived.by(() => lateOps(this.sides.value?.result?.findings ?? []));
  readonly #differingOps = $derived(this.#ops.filter(({ isDifferent }) => isDifferent));
  readonly #differingRows = $derived(this.#rows.filter(({ isDifferent }) => isDifferent));

  constructor(desk: AdminDesk, cartId: CartId) {
    this.cartId = cartId;
    this.sides = desk.loading(() => desk.bridge.readCart(cartId));
  }

  /** What each side that was read amounts to; the database by its stored lines. */
  get carts(): BySide<EffectiveCart | null> | null {
    return this.#carts;
  }

  get rows(): readonly AlignedRow[] {
    return this.#rows;
  }

  get ops(): readonly OpRow[] {
    return this.#ops;
  }

  /** Operations that are not everywhere because they are on their way. */
  get late(): ReadonlySet<string> {
    return this.#late;
  }

  get tales(): OpTales {
    return this.#tales;
  }

  /** How many of what the mode shows are different. */
  get differences(): number {
    return this.mode === 'lines' ? this.#differingRows.length : this.#differingOps.length;
  }

  get onlyDifferences(): boolean {
    return (this.#onlyDifferences ?? true) && this.differences > 0;
  }

  set onlyDifferences(only: boolean) {
    this.#onlyDifferences = only;
  }

  get shownRows(): readonly AlignedRow[] {
    return this.onlyDifferences ? this.#differingRows : this.#rows;
  }

  get shownOps(): readonly OpRow[] {
    return this.onlyDifferences ? this.#differingOps : this.#ops;
  }

  /** Goes to an operation and opens it. */
  showOp(id: string): void {
    this.mode = 'operations';
    const isShown = this.shownOps.some((row) => row.id === id);
    if (!isShown) this.#onlyDifferences = false;
    this.opened = withChosen(this.opened, id);
    this.reveal = { key: id };
  }
}
