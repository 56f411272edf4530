import { expect, it } from 'vitest';
import type { CartId } from '../../../cart/ids.ts';
import { readCartName } from './read-cart-name.ts';

const kitchen = 'kitchen' as CartId;

it('takes the name of a cart once, and only one that a cart can have', () => {
  const named = (text: string) => {
    const result = readCartName(text, [kitchen]);
    return result.ok ? result.value : result.refusal.code;
  };
  expect([' ward ', '', 'kitchen', '../ward', 'a b'].map(named)).toEqual([
    ...['ward', 'empty', 'twice', 'bad', 'bad'],
  ]);
});
