import type { CartId } from '../../../cart/ids.ts';
import type { AdminDesk } from '../frame/admin-desk.svelte.ts';
import type { Loading } from '../parts/loading.svelte.ts';
import type { CartOverview } from '../../../protocol/admin/carts.ts';
import { noneChosen } from '../parts/choosing.ts';
import { sortAfterPress, type TableSort } from '../parts/table.ts';
import { figuresOf, type CartFigures } from './cart-figures.ts';
import { filterCarts, type VerdictFilter } from './filter-carts.ts';
import { sortCarts } from './sort-carts.ts';

/** The table of carts as somebody has left it: it is as it was when they come back to it. */
export class CartsTable {
  readonly overview: Loading<CartOverview>;
  search = $state('');
  filter = $state<VerdictFilter>('all');
  chosen = $state.raw(noneChosen);
  marked = $state<string | null>(null);
  scrollTop = $state(0);
  #sort = $state.raw<TableSort>({ column: 'cart', isDescending: false });

  readonly #carts = $derived.by(() => (this.overview.value ? figuresOf(this.overview.value) : []));
  readonly #shown = $derived(sortCarts(filterCarts(this.#carts, this.search, this.filter), this.#sort));

  constructor(desk: AdminDesk) {
    this.overview = desk.loading(() => desk.bridge.readOverview());
  }

  get sort(): TableSort {
    return this.#sort;
  }

  get carts(): readonly CartFigures[] {
    return this.#carts;
  }

  /** Those that the search and the filter leave, in order. */
  get shown(): readonly CartFigures[] {
    return this.#shown;
  }

  /** Chosen ones that are still there. */
  get chosenIds(): readonly CartId[] {
    return this.#carts.map(({ cartId }) => cartId).filter((cartId) => this.chosen.has(cartId));
  }

  pressHeader(column: string): void {
    this.#sort = sortAfterPress(this.#sort, column);
    this.scrollTop = 0;
  }

  showAll(): void {
    this.search = '';
    this.filter = 'all';
  }
}
