import { SvelteSet } from 'svelte/reactivity';

/** The most that is remembered for one cart; the oldest go first. */
const MAX_REMEMBERED = 500;

/** Merge notes and conflicts that this profile has put away, kept on this computer for each cart. */
export class Dismissals {
  readonly #key: string;
  readonly #storage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly #ids: SvelteSet<string>;

  constructor(scope: string, storage: Pick<Storage, 'getItem' | 'setItem'>) {
    this.#key = `trolley/dismissed/${scope}`;
    this.#storage = storage;
    this.#ids = new SvelteSet(readIds(storage.getItem(this.#key)));
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  add(id: string): void {
    this.#ids.add(id);
    const kept = [...this.#ids].slice(-MAX_REMEMBERED);
    try {
      this.#storage.setItem(this.#key, JSON.stringify(kept));
    } catch {
      // A full disk shows itself where it matters, in the cart's own storage. Here a note is shown once more.
    }
  }
}

function readIds(text: string | null): readonly string[] {
  if (text === null) return [];
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : [];
  } catch {
    return []; // Not ours, or cut short: the notes are simply shown again.
  }
}
