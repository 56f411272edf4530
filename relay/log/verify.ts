import { reasonOf } from '../../cart/result.ts';
import type { CartId } from '../../cart/ids.ts';
import { CartLedger } from '../carts/cart-ledger.ts';
import type { LogEnvironment } from './log-environment.ts';
import { listStoredCarts, readHead, readRuns, salvageCart } from './log-reader.ts';
import { openLogForReading } from './open-for-reading.ts';
import type { LogPosition } from './update-log.ts';

/** What a cart's records come to, read one by one. */
export interface VerifiedCart {
  readonly cartId: CartId;
  /** Operations that can be read. */
  readonly ops: number;
  /** As in `GET /carts/:id`; `null` for a cart that is damaged. */
  readonly digest: string | null;
  /** What is wrong with it, in words. */
  readonly damage: readonly string[];
}

export interface Verification {
  readonly carts: number;
  readonly ops: number;
  readonly damagedCarts: readonly CartId[];
  /** What is wrong with the log besides. */
  readonly damage: readonly string[];
}

export const isSound = ({ damagedCarts, damage }: Verification): boolean =>
  damagedCarts.length + damage.length === 0;

export interface VerifyOptions {
  /** Of the log, not of its data directory. */
  readonly path: string;
  readonly onCart?: (cart: VerifiedCart) => void;
}

/**
 * Reads every record of a log: checksums, the order and number of each cart's records, whether they make a cart, and
 * that the feed names each of them once.
 *
 * Works beside a running relay, on the log as it is at one moment: nothing here waits, so that one read transaction
 * serves for all of it. Throws `LogUnopenable` if there is no log.
 */
export async function verifyLog({ path, onCart = () => undefined }: VerifyOptions): Promise<Verification> {
  const environment = openLogForReading(path);
  try {
    return verifyEnvironment(environment, onCart);
  } finally {
    await environment.root.close();
  }
}

function verifyEnvironment(environment: LogEnvironment, onCart: (cart: VerifiedCart) => void): Verification {
  const damage: string[] = [];
  const damagedCarts: CartId[] = [];
  const positions = new Map<CartId, LogPosition[]>();
  let [carts, ops] = [0, 0];
  for (const cartId of listStoredCarts(environment, Number.MAX_SAFE_INTEGER)) {
    const { cart, found } = verifyCart(environment, cartId);
    carts += 1;
    ops += cart.ops;
    if (cart.damage.length > 0) damagedCarts.push(cartId);
    else positions.set(cartId, found);
    onCart(cart);
  }
  try {
    damage.push(...compareFeed(environment, positions, new Set(damagedCarts)));
  } catch (error) {
    damage.push(reasonOf(error));
  }
  return { carts, ops, damagedCarts, damage };
}

function verifyCart(environment: LogEnvironment, cartId: CartId) {
  const { records, damage } = salvageCart(environment, cartId, Number.MAX_SAFE_INTEGER);
  const faults = [...damage];
  let digest: string | null = null;
  if (faults.length === 0) {
    try {
      digest = CartLedger.of(cartId, records).folded.digest;
    } catch (error) {
      faults.push(reasonOf(error));
    }
  }
  const cart: VerifiedCart = { cartId, ops: records.length, digest, damage: faults };
  return { cart, found: records.map(({ position }) => position) };
}

/** Says where the feed and the records of whole carts differ. */
function compareFeed(
  environment: LogEnvironment,
  positions: ReadonlyMap<CartId, readonly LogPosition[]>,
  damagedCarts: ReadonlySet<CartId>,
): string[] {
  const faults: string[] = [];
  const next = new Map<CartId, number>();
  for (const { cartId, first, count } of readRuns(environment, 0, readHead(environment))) {
    if (damagedCarts.has(cartId)) continue;
    const own = positions.get(cartId) ?? [];
    let at = next.get(cartId) ?? 0;
    for (let position = first; position < first + count; position++) {
      if (own[at] === position) at += 1;
      else faults.push(`cart ${cartId} has no record at position ${position}`);
    }
    next.set(cartId, at);
  }
  for (const [cartId, own] of positions) {
    const at = next.get(cartId) ?? 0;
    if (at < own.length) faults.push(`the feed does not name cart ${cartId} at position ${own[at]}`);
  }
  return faults;
}
