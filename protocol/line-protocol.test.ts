import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { CartId, UserId } from '../cart/ids.ts';
import { Replica } from '../cart/replica.ts';
import { executeLine, type LineContext } from './line-protocol.ts';

let byte = 0;

function newContext(overrides: Partial<LineContext> = {}): LineContext {
  const replica = new Replica(new Y.Doc(), {
    user: 'Ana' as UserId,
    clock: () => 1_000,
    randomBytes: (length) => new Uint8Array(length).fill((byte += 1)),
  });
  let isOnline = true;
  return {
    cartId: 'kitchen' as CartId,
    replica,
    currency: 'EUR',
    now: () => 1_000,
    saved: () => Promise.resolve(),
    countDurable: () => 0,
    isOnline: () => isOnline,
    setOffline: (offline) => {
      isOnline = !offline;
    },
    ...overrides,
  };
}

describe('executeLine', () => {
  let context: LineContext;
  const say = async (line: string) => (await executeLine(context, line)).text;
  const show = async () => JSON.parse(await say('show')) as unknown;

  beforeEach(() => {
    context = newContext();
  });

  it('adds, shows and removes as system 1 did', async () => {
    const line = '{"product_id":1, "product_name": "test", "price": 1, "quantity": 1}';
    expect(await say(`add ${line}`)).toBe('success');
    expect(await show()).toEqual([{ product_id: 1, product_name: 'test', price: 1, quantity: 1 }]);
    expect(await say(`remove ${line}`)).toBe('success');
    expect(await show()).toEqual([]);
  });

  it('sums adds of one product and keeps decimal prices exact', async () => {
    await say('add {"product_id":1,"product_name":"milk","price":1.29,"quantity":2}');
    await say('add {"product_id":1,"product_name":"milk","price":"1.29","quantity":3}');
    expect(await show()).toEqual([{ product_id: 1, product_name: 'milk', price: 1.29, quantity: 5 }]);
  });

  it('sets a quantity over all lines of a product', async () => {
    await say('add {"product_id":"a","price":1,"quantity":2}');
    await say('add {"product_id":"a","price":2,"quantity":2}');
    expect(await say('set {"product_id":"a","quantity":7}')).toBe('success');
    expect(await show()).toMatchObject([{ product_id: 'a', quantity: 7 }]);
  });

  it.each([
    ['add', 'bad_json'],
    ['add {', 'bad_json'],
    ['add {"price":1}', 'bad_json'],
    ['add {"product_id":1,"price":1,"colour":"red"}', 'bad_json'],
    ['add {"product_id":1,"price":1.299}', 'bad_amount'],
    ['add {"product_id":1,"price":-1}', 'bad_amount'],
    ['add {"product_id":1,"price":1,"quantity":0}', 'bad_quantity'],
    ['add {"product_id":1,"price":1,"quantity":1.5}', 'bad_quantity'],
    ['add {"product_id":1,"price":1,"quantity":1000000}', 'bad_quantity'],
    ['remove {"product_id":9}', 'no_such_line'],
    ['set {"product_id":9,"quantity":1}', 'no_such_line'],
    ['buy {"product_id":9}', 'bad_command'],
    ['', 'bad_command'],
  ])('refuses %j with %s and changes nothing', async (line, code) => {
    expect(await say(line)).toMatch(new RegExp(`^error ${code} \\S`));
    expect(context.replica.fold.ops.size).toBe(0);
  });

  it('replies success only once the change is on disk', async () => {
    let finish: () => void = () => undefined;
    const disk = new Promise<void>((resolve) => (finish = resolve));
    context = newContext({ saved: () => disk });
    let text: string | null = null;
    const reply = executeLine(context, 'add {"product_id":1,"price":1}').then((done) => (text = done.text));
    expect(context.replica.fold.ops.size).toBe(1);
    await Promise.resolve();
    expect(text).toBeNull();
    finish();
    await reply;
    expect(text).toBe('success');
  });

  it('says so when the disk refuses, in one line', async () => {
    context = newContext({ saved: () => Promise.reject(new Error('no\nspace')) });
    expect(await say('add {"product_id":1,"price":1}')).toBe(
      'error storage not saved on this computer: Error: no space',
    );
  });

  it('reports what is pending and switches the network', async () => {
    context = newContext({ countDurable: () => 1 });
    await say('add {"product_id":1,"price":1}');
    await say('add {"product_id":2,"price":1}');
    const status = { online: true, pending: 1, durable: 1, ops: 2, cart: 'kitchen' };
    expect(JSON.parse(await say('status'))).toEqual(status);
    expect(await say('offline')).toBe('success');
    expect(JSON.parse(await say('status'))).toEqual({ ...status, online: false });
    expect(await say('online')).toBe('success');
    expect(JSON.parse(await say('status'))).toEqual(status);
  });

  it('gives the raw operations by id', async () => {
    await say('add {"product_id":1,"price":1}');
    const raw = JSON.parse(await say('raw')) as { cartId: string; ops: { id: string; kind: string }[] };
    expect(raw.cartId).toBe('kitchen');
    expect(raw.ops).toMatchObject([{ id: `${context.replica.sid}.1`, kind: 'add', qty: 1, by: 'Ana' }]);
  });

  it('ends the connection with quit alone', async () => {
    expect(await executeLine(context, 'quit')).toEqual({ text: 'success', isLast: true });
    expect(await executeLine(context, ' show\r')).toMatchObject({ isLast: false });
  });
});
