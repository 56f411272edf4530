import type { CartId } from '../../../cart/ids.ts';

/** Something that was damaged on purpose. */
export interface Fault {
  readonly kind: string;
  readonly cartId: CartId;
  /** What has to be found: cart, verdict and operations. */
  readonly expected: string;
  /** Whether it is still there: an export may have mended it. */
  readonly isThere: () => Promise<boolean>;
}

/** As `Fault.expected` has it. */
export const inOneLine = (cartId: CartId, verdict: string, opIds: readonly string[]): string =>
  [cartId, verdict, ...opIds].join(' ');
