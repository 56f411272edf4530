import { isCartId, type CartId } from '../../../cart/ids.ts';
import { ok, refuse, type Result } from '../../../cart/result.ts';

/** A cart that is added to the chosen ones by name, or why it cannot be. */
export function readCartName(
  text: string,
  chosen: readonly CartId[],
): Result<CartId, 'empty' | 'bad' | 'twice'> {
  const name = text.trim();
  if (name === '') return refuse('empty', 'Enter the name of a cart.');
  if (!isCartId(name)) {
    return refuse('bad', 'No cart can have this name: letters, digits, - and _ only, at most 64 of them.');
  }
  return chosen.includes(name) ? refuse('twice', 'This cart is chosen already.') : ok(name);
}
