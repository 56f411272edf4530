import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { CartId, UserId } from '../../cart/ids.ts';
import { defaultLimits } from '../../protocol/limits.ts';
import { admit, type AdmissionContext } from './admission.ts';
import { CartLedger } from './cart-ledger.ts';
import { ClientOwners } from './client-owners.ts';
import { MemoryUpdateLog } from '../testing/memory-update-log.ts';
import { addOp } from '../testing/new-client.ts';
import { OpWriter } from '../testing/op-writer.ts';

const WRITTEN = 1_763_000_000_000;
const NOW = WRITTEN + 60_000;
const cartId = 'kitchen' as CartId;

/** A cart of a relay with tokens. */
class Cart {
  readonly ledger: CartLedger;
  readonly #owners: ClientOwners;

  constructor(ledger = new CartLedger(cartId)) {
    this.ledger = ledger;
    this.#owners = new ClientOwners(ledger);
  }

  offer(user: string | null, update: Uint8Array, context: Partial<AdmissionContext> = {}) {
    return admit(update, this.ledger, {
      now: NOW,
      limits: defaultLimits,
      user: user as UserId | null,
      owners: this.#owners,
      maxNewClients: 1_000,
      recovery: null,
      ...context,
    });
  }

  /** Codes of the refusals. */
  codes(...offer: Parameters<Cart['offer']>): readonly string[] {
    return this.offer(...offer).refusals.map(({ code }) => code);
  }
}

/** An update of one operation under that id. */
const write = (client: number, id: string, change: object = {}) =>
  new OpWriter(client).write((ops) => ops.set(id, addOp(change)));
const ANA = 'aaaaaaaaaaaaaaaa';

describe('a session', () => {
  test('belongs to the Yjs client that first wrote under it', () => {
    const cart = new Cart();
    expect(cart.codes(null, write(7, `${ANA}.1`))).toEqual([]);
    expect(cart.codes(null, write(66, `${ANA}.2`))).toEqual(['conflict']);
    expect(cart.ledger.session(ANA as never)).toEqual({ client: 7, count: 1 });
  });

  test.each([0, 2, 5, 1_000_000])('begins with 1, not with %i', (n) => {
    const cart = new Cart();
    expect(cart.codes(null, write(7, `${ANA}.${n}`))).toEqual(['malformed']);
    expect(cart.ledger.opCount).toBe(0);
  });

  test('counts by ones', () => {
    const writer = new OpWriter(7);
    const ids = [1, 2, 4].map((n) => `${ANA}.${n}`);
    for (const id of ids) writer.write((ops) => ops.set(id, addOp()));
    const { accepted, refusals } = new Cart().offer(null, writer.all);
    expect(accepted).toHaveLength(2);
    expect(refusals.map(({ code }) => code)).toEqual(['malformed']);
  });

  test('may be one of several of a client', () => {
    const writer = new OpWriter(7);
    for (const id of [`${ANA}.1`, 'bbbbbbbbbbbbbbbb.1', `${ANA}.2`]) {
      writer.write((ops) => ops.set(id, addOp()));
    }
    expect(new Cart().offer(null, writer.all)).toMatchObject({ refusals: [], accepted: { length: 3 } });
  });
});

describe('with tokens', () => {
  test('an operation is by whoever sends it', () => {
    const cart = new Cart();
    expect(cart.codes('Ana', new OpWriter(7).next({ by: 'Ana' }))).toEqual([]);
    expect(cart.codes('Mallory', new OpWriter(8).next({ by: 'Ana' }))).toEqual(['forbidden']);
    expect(cart.ledger.nextClock(8)).toBe(0);
  });

  test('a Yjs client writes for one user only, in whatever name', () => {
    const cart = new Cart();
    const ana = new OpWriter(7);
    cart.offer('Ana', ana.next({ by: 'Ana' }));
    expect(cart.codes('Mallory', ana.next({ by: 'Mallory' }))).toEqual(['forbidden']);
  });

  test('that is still so after a restart, from the log alone', async () => {
    const log = new MemoryUpdateLog();
    const ana = new OpWriter(7);
    const { accepted } = new Cart().offer('Ana', ana.next({ by: 'Ana' }));
    await log.append(accepted.map((record) => ({ cartId, record })));
    const restarted = new Cart(await CartLedger.load(cartId, log));
    expect(restarted.codes('Mallory', ana.next({ by: 'Mallory' }))).toEqual(['forbidden']);
    expect(restarted.codes('Ana', write(7, 'bbbbbbbbbbbbbbbb.1', { by: 'Ana' }))).toEqual(['conflict']);
  });

  test('without them nobody is asked', () => {
    const cart = new Cart();
    expect(cart.codes(null, new OpWriter(7).next({ by: 'Ana' }))).toEqual([]);
    expect(cart.codes(null, new OpWriter(8).next({ by: 'Ben' }))).toEqual([]);
  });
});

describe('after a backup was restored', () => {
  const recovery = { since: WRITTEN - 1_000, until: WRITTEN + 1_000 };

  test('others bring back what was lost, and it is theirs whose name it bears', () => {
    const cart = new Cart();
    const ana = new OpWriter(7);
    expect(cart.offer('Ben', ana.next({ by: 'Ana' }), { recovery })).toMatchObject({
      refusals: [],
      recovered: 1,
      accepted: { length: 1 },
    });
    expect(cart.codes('Ben', ana.next({ by: 'Ben' }), { recovery })).toEqual(['forbidden']);
    expect(cart.codes('Ana', write(7, `${ANA}.1`, { by: 'Ana' }))).toEqual(['conflict']);
  });

  test.each([
    ['before the backup', '001762999000000-00000'],
    ['after the restart', '001763000059000-00000'],
  ])('nobody writes in another’s name what would be from %s', (_, at) => {
    expect(new Cart().codes('Ben', new OpWriter(7).next({ by: 'Ana', at }), { recovery })).toEqual([
      'forbidden',
    ]);
  });

  test('one’s own operations are not counted as recovered', () => {
    const offered = new Cart().offer('Ana', new OpWriter(7).next({ by: 'Ana' }), { recovery });
    expect(offered).toMatchObject({ accepted: { length: 1 }, recovered: 0 });
  });
});

describe('the clock', () => {
  const ahead = (ms: number) => ({ at: `${String(NOW + ms).padStart(15, '0')}-00000` });

  test('may be five minutes ahead of the relay, not more', () => {
    const cart = new Cart();
    expect(cart.codes(null, new OpWriter(7).next(ahead(5 * 60_000)))).toEqual([]);
    expect(cart.codes(null, new OpWriter(8).next(ahead(5 * 60_000 + 1)))).toEqual(['clock']);
  });

  test('ten years ahead is refused, of kinds unknown here too', () => {
    const future = { ...ahead(10 * 365 * 86_400_000), kind: 'split-the-bill' };
    expect(new Cart().codes(null, new OpWriter(7).next(future))).toEqual(['clock']);
  });
});

describe('a cart holds only so much', () => {
  const limited = (change: Partial<typeof defaultLimits>) => ({ limits: { ...defaultLimits, ...change } });

  test('operations', () => {
    const cart = new Cart();
    const ana = new OpWriter(7);
    for (let i = 0; i < 5; i++) ana.next();
    const { accepted, refusals } = cart.offer(null, ana.all, limited({ maxOpsPerCart: 3 }));
    expect([accepted.length, refusals.map(({ code }) => code)]).toEqual([3, ['quota']]);
    expect(cart.codes(null, ana.all)).toEqual([]);
  });

  test('bytes, and what could not be stored does not count', () => {
    const cart = new Cart();
    const large = { extra: 'x'.repeat(600) };
    const bounded = limited({ maxCartBytes: 1_000 });
    expect(cart.codes(null, new OpWriter(7).next(large), bounded)).toEqual([]);
    expect(cart.codes(null, new OpWriter(8).next(large), bounded)).toEqual(['quota']);
    cart.ledger.rollBack();
    expect(cart.ledger.byteCount).toBe(0);
    expect(cart.codes(null, new OpWriter(8).next(large), bounded)).toEqual([]);
  });

  test('Yjs clients, in all and new through one connection', () => {
    const crowd = Y.mergeUpdates([7, 8, 9].map((client) => new OpWriter(client).next()));
    const offered = new Cart().offer(null, crowd, { maxNewClients: 2 });
    expect(offered).toMatchObject({ accepted: { length: 2 }, newClients: 2, refusals: [{ code: 'quota' }] });
    expect(new Cart().codes(null, crowd, limited({ maxClientsPerCart: 2 }))).toEqual(['quota']);
  });
});
