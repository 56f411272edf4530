import type { UserId } from '../../cart/ids.ts';
import { isUserId } from '../../cart/ids.ts';
import type { CartLedger } from './cart-ledger.ts';
import { readStruct } from './stored-struct.ts';

/**
 * Whose each Yjs client of a cart is: the author of its first operation.
 *
 * That is in the log, so it is the same after a restart; it is looked up when somebody asks, which nobody does
 * where users have no names.
 */
export class ClientOwners {
  readonly #ledger: Pick<CartLedger, 'nextClock' | 'structAt'>;
  /** What has been looked up; `null` for nothing yet. */
  #owners: Map<number, UserId> | null = null;

  constructor(ledger: Pick<CartLedger, 'nextClock' | 'structAt'>) {
    this.#ledger = ledger;
  }

  /** `null` for a client that has not written. */
  ownerOf(client: number): UserId | null {
    const known = this.#owners?.get(client);
    if (known !== undefined) return known;
    if (this.#ledger.nextClock(client) === 0) return null;
    const { value } = readStruct(this.#ledger.structAt(client, 0));
    const by: unknown = typeof value === 'object' && value !== null && 'by' in value ? value.by : null;
    if (!isUserId(by)) return null;
    (this.#owners ??= new Map()).set(client, by);
    return by;
  }

  /** To be called when operations that were in flight are gone. */
  clear(): void {
    this.#owners = null;
  }
}
