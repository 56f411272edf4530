import type { CartId, OpId } from '../../cart/ids.ts';
import type { CartCopy } from '../copies/cart-copy.ts';

/** A cart as a desktop or an agent has it. */
export interface ClientCopy extends CartCopy {
  /** How many operations it has that it does not know to be durable on the relay; `null` if it cannot tell. */
  readonly pending: number | null;
  /** Whether it was connected to the relay; `null` if it cannot tell. */
  readonly isOnline: boolean | null;
  /** Operations that it was told the relay has refused. */
  readonly refused: readonly OpId[];
}

/** A desktop, an agent or what is left of one. Rejects with `ClientUnavailable`. */
export interface ClientSource {
  /** For people. */
  readonly name: string;
  listCarts(): Promise<readonly CartId[]>;
  /** `null` for a cart it does not have. */
  readCart(cartId: CartId): Promise<ClientCopy | null>;
  close(): Promise<void>;
}

/** Not there, not answering, or its data cannot be read. */
export class ClientUnavailable extends Error {
  override readonly name = 'ClientUnavailable';
}
