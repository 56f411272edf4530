import { createHash } from 'node:crypto';
import { canonicalJson } from '../cart/json.ts';
import { byHand } from './operator-database.ts';
import type { RelayProcess } from './relay-process.ts';

/** Carts that nobody has open: each is damaged in a way of its own. */
export const shops = ['bar', 'office', 'shop', 'ward'] as const;

/** Who is in `bar` without having been at the relay. */
const STRANGER = 'strangestrange.1';

/** Two lines in each of the shops. */
export async function fillShops(relay: RelayProcess): Promise<void> {
  for (const cart of shops) {
    await relay.addItem(cart, 'Milk', 2, 1.29);
    await relay.addItem(cart, 'Tea', 3, 3);
  }
}

/** What somebody could do with psql: takes away, changes, adds, and lets the lines fall out of step. */
export function damageByHand(url: string): void {
  const op = {
    at: '001795000000000-00000',
    by: 'mallory',
    kind: 'add',
    product: { id: 'rum', name: 'Rum' },
    price: { amount: 1, currency: 'EUR' },
    qty: 1,
  };
  const hash = createHash('sha256')
    .update(canonicalJson([STRANGER, op]))
    .digest('hex');
  const first = (cart: (typeof shops)[number]) =>
    `cart_id = '${cart}' and op_id = (select min(op_id) from trolley.op where cart_id = '${cart}')`;
  byHand(
    url,
    `delete from trolley.op where ${first('ward')}`,
    `update trolley.op set body = jsonb_set(body, '{qty}', '9') where ${first('office')}`,
    `insert into trolley.op (cart_id, op_id, sid, n, kind, body, hash)
     values ('bar', '${STRANGER}', 'strangestrange', 1, 'add', '${canonicalJson(op)}', '\\x${hash}')`,
    `update trolley.cart_line set qty = 7 where cart_id = 'shop' and line_no = 1`,
  );
}
