import type { CartSides } from '../../../protocol/admin/carts.ts';
import { effectiveOfLines, effectiveOfOps, type EffectiveCart } from './effective-cart.ts';
import { bySide, type BySide } from './sides.ts';

/** Sides with the same operations share one fold. */
export function effectiveBySide(sides: CartSides): BySide<EffectiveCart | null> {
  const byDigest = new Map<string, EffectiveCart>();
  return bySide((name) => {
    const side = sides[name];
    if (side.status !== 'read') return null;
    if ('lines' in side) return effectiveOfLines(side.lines);
    let cart = byDigest.get(side.digest);
    if (!cart) byDigest.set(side.digest, (cart = effectiveOfOps(side.ops, sides.readAt)));
    return cart;
  });
}
