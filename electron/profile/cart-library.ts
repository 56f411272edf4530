import * as v from 'valibot';
import type { CartId } from '../../cart/ids.ts';
import {
  cartRecordSchema,
  type CartFigures,
  type CartFiling,
  type CartRecord,
} from '../../protocol/library.ts';
import { givenParts } from './given-parts.ts';
import { KeptFile, type KeptPlace } from './kept-file.ts';
import { Soon, type StartTimer } from './soon.ts';

/** Each record is read by itself: a damaged one must not take the others with it. */
const fileSchema = v.object({ carts: v.array(v.unknown()) });

/** How long figures are gathered before they are written, in milliseconds. They are known to the cart itself. */
const WRITE_AFTER_MS = 2_000;

export interface CartLibraryOptions extends KeptPlace {
  readonly startTimer: StartTimer;
}

/** The carts that a profile knows of, kept in a file of it. */
export class CartLibrary {
  readonly #options: CartLibraryOptions;
  readonly #file: KeptFile<{ readonly carts: readonly unknown[] }>;
  readonly #records: Map<CartId, CartRecord>;
  readonly #soon: Soon;
  readonly #listeners: (() => void)[] = [];

  constructor(options: CartLibraryOptions) {
    const { file, now, startTimer, onProblem } = options;
    this.#options = options;
    const what = 'the list of carts';
    this.#file = new KeptFile({ file, what, parse: (value) => v.parse(fileSchema, value), now, onProblem });
    this.#records = this.#read();
    this.#soon = new Soon(() => this.#write(), WRITE_AFTER_MS, startTimer);
  }

  /** In the order they were added. */
  get records(): readonly CartRecord[] {
    return [...this.#records.values()];
  }

  get(cartId: CartId): CartRecord | null {
    return this.#records.get(cartId) ?? null;
  }

  /** Notes that a cart is opened; one that is not known is added, with that relay. */
  open(cartId: CartId, relayUrl: string | null): CartRecord {
    const known = this.get(cartId);
    if (!known) return this.#add(cartId, relayUrl);
    const record = { ...known, openedAt: this.#options.now() };
    this.#records.set(cartId, record);
    this.#soon.ask();
    this.#tell();
    return record;
  }

  /** Adds a cart; one that is known is only taken off its shelf. */
  add(cartId: CartId, relayUrl: string | null): CartRecord {
    const known = this.get(cartId);
    if (!known) return this.#add(cartId, relayUrl);
    return known.shelf === 'active' ? known : this.#put({ ...known, shelf: 'active' });
  }

  /** Puts a cart on a relay, known or not. */
  follow(cartId: CartId, relayUrl: string): void {
    const known = this.get(cartId);
    if (!known) this.#add(cartId, relayUrl);
    else if (known.relayUrl !== relayUrl) this.#put({ ...known, relayUrl });
  }

  setFigures(cartId: CartId, figures: CartFigures): void {
    const known = this.get(cartId);
    if (!known) return;
    this.#records.set(cartId, { ...known, figures });
    this.#soon.ask();
    this.#tell();
  }

  /** Files a cart elsewhere. */
  file(cartId: CartId, filing: CartFiling): void {
    const known = this.get(cartId);
    if (known) this.#put({ ...known, ...givenParts(filing) });
  }

  /** Takes a cart out for good; only from the trash. */
  forget(cartId: CartId): void {
    const known = this.get(cartId);
    if (!known) return;
    if (known.shelf !== 'trashed') throw new Error('only a cart in the trash is forgotten');
    this.#records.delete(cartId);
    this.#write();
    this.#tell();
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Writes what is still to be written. */
  flush(): void {
    this.#soon.now();
  }

  #add(cartId: CartId, relayUrl: string | null): CartRecord {
    const now = this.#options.now();
    const times = { addedAt: now, openedAt: now };
    return this.#put({ cartId, relayUrl, shelf: 'active', isTemplate: false, ...times, figures: null });
  }

  #put(record: CartRecord): CartRecord {
    this.#records.set(record.cartId, record);
    this.#write();
    this.#tell();
    return record;
  }

  #write(): void {
    this.#file.write({ carts: this.records });
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  #read(): Map<CartId, CartRecord> {
    const carts = this.#file.read()?.carts ?? [];
    const parsed = carts.map((cart) => v.safeParse(cartRecordSchema, cart));
    const records = parsed.flatMap(({ success, output }) => (success ? [output] : []));
    if (records.length < carts.length) {
      this.#file.setAside(`${carts.length - records.length} of its ${carts.length} carts`);
    }
    return new Map(records.map((record) => [record.cartId, record]));
  }
}
