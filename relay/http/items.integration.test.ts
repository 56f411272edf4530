import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { itemLine, order } from '../../protocol/items.ts';
import { addOp, eventually, newClient } from '../testing/new-client.ts';
import { codeOf, newShop, NOW } from '../testing/new-shop.ts';

describe('adding', () => {
  test('gives the line, and makes one line of two adds at one price', async () => {
    const { add, list } = await newShop();
    const first = await add('ana/milk', { offeredPrice: 1.29, name: 'Milk' });
    expect([first.status, v.parse(itemLine, first.body)]).toEqual([
      200,
      {
        ...{ itemId: 'milk', name: 'Milk', unitCount: 1, offeredPrice: 1.29, currency: 'EUR' },
        ...{ specialSale: false, saleExpiration: null, timestamp: '2026-01-02T03:04:05.000Z' },
      },
    ]);
    const second = await add('ana/milk', { unitCount: 4, offeredPrice: '1.29' });
    expect(second.body).toMatchObject({ unitCount: 5, name: 'Milk' });
    expect(await list('ana')).toMatchObject([{ itemId: 'milk', unitCount: 5 }]);
  });

  test('at another price makes another line; what is done to the item is done to both', async () => {
    const { add, list, ask } = await newShop();
    await add('ana/milk', { offeredPrice: 1.29 });
    await add('ana/milk', { offeredPrice: 0.99 });
    expect((await list('ana')).map(({ offeredPrice }) => offeredPrice).sort()).toEqual([0.99, 1.29]);
    await ask('PUT', '/items/ana/milk', { newCount: 7 });
    expect(await list('ana')).toMatchObject([{ itemId: 'milk', offeredPrice: 0.99, unitCount: 7 }]);
  });

  test('sums what many add at once', async () => {
    const { add, list } = await newShop();
    const answers = await Promise.all(Array.from({ length: 50 }, () => add('ana/milk', { offeredPrice: 1 })));
    expect(new Set(answers.map(({ body }) => v.parse(itemLine, body).unitCount)).size).toBe(50);
    expect(await list('ana')).toMatchObject([{ unitCount: 50 }]);
  });

  test.each([
    [{ unitCount: 0, offeredPrice: 1 }, 'bad_value'],
    [{ unitCount: -1, offeredPrice: 1 }, 'bad_value'],
    [{ unitCount: 1.5, offeredPrice: 1 }, 'bad_value'],
    [{ unitCount: 1_000_000, offeredPrice: 1 }, 'bad_value'],
    [{ unitCount: '2', offeredPrice: 1 }, 'bad_value'],
    [{}, 'bad_value'],
    [{ offeredPrice: -1 }, 'bad_value'],
    [{ offeredPrice: 1.299 }, 'bad_value'],
    [{ offeredPrice: 1e-7 }, 'bad_value'],
    [{ offeredPrice: 'free' }, 'bad_value'],
    [{ offeredPrice: 1, currency: 'EURO' }, 'bad_value'],
    [{ offeredPrice: 1, name: ' ' }, 'bad_value'],
    [{ offeredPrice: 1, saleExpiration: 1 }, 'bad_value'],
    [{ offeredPrice: 1, specialSale: 0.5, saleExpiration: 'soon' }, 'bad_value'],
    [{ offeredPrice: 1, unitcount: 3 }, 'bad_value'],
  ])('%j is refused, and nothing is written', async (body, code) => {
    const { add, ask } = await newShop();
    expect(codeOf(await add('ana/milk', body))).toEqual([422, code]);
    expect(codeOf(await ask('GET', '/items/ana'))).toEqual([404, 'not_found']);
  });

  test('in another currency than the cart’s is refused', async () => {
    const { add } = await newShop();
    await add('ana/rice', { offeredPrice: 500, currency: 'JPY' });
    expect((await add('ana/tea', { offeredPrice: 300 })).body).toMatchObject({ currency: 'JPY' });
    expect(codeOf(await add('ana/milk', { offeredPrice: 1.29, currency: 'EUR' }))).toEqual([
      409,
      'mixed_currencies',
    ]);
    expect(codeOf(await add('ana/tea', { offeredPrice: 0.5 }))).toEqual([422, 'bad_value']);
  });

  test('more than a line can hold is refused', async () => {
    const { add } = await newShop();
    await add('ana/milk', { unitCount: 999_999, offeredPrice: 1 });
    expect(codeOf(await add('ana/milk', { offeredPrice: 1 }))).toEqual([422, 'bad_value']);
  });

  test('any name of an item, and of a customer what can be a cart', async () => {
    const { add, list } = await newShop();
    const name = 'a/b ?#%"<é🙂';
    expect((await add(`ana/${encodeURIComponent(name)}`, { offeredPrice: 1 })).body).toMatchObject({
      itemId: name,
    });
    expect(await list('ana')).toMatchObject([{ itemId: name, name }]);
    expect(codeOf(await add('-ana/milk', { offeredPrice: 1 }))).toEqual([422, 'bad_value']);
    expect(codeOf(await add(`ana/${'x'.repeat(129)}`, { offeredPrice: 1 }))).toEqual([422, 'bad_value']);
    expect(codeOf(await add('ana/%20', { offeredPrice: 1 }))).toEqual([422, 'bad_value']);
    expect(codeOf(await add('ana/%ff', { offeredPrice: 1 }))).toEqual([400, 'bad_request']);
  });

  test('reaches whoever has the cart open, and counts what they do', async () => {
    const { relay, add, list } = await newShop();
    await add('kitchen/1', { offeredPrice: 1, name: 'test' });
    const client = newClient(relay);
    await eventually(() => expect(client.ids).toHaveLength(1));
    client.add();
    await eventually(async () =>
      expect(await list('kitchen')).toMatchObject([{ itemId: '1', unitCount: 2 }]),
    );
    await add('kitchen/1', { offeredPrice: 1 });
    await eventually(() => expect(client.ids).toHaveLength(3));
  });
});

describe('a sale', () => {
  test('is at its price until it ends, and at the offered price from then on', async () => {
    let now = NOW;
    const { add, list, checkOut } = await newShop({ clock: () => now });
    const saleExpiration = new Date(NOW + 60_000).toISOString();
    const sale = { unitCount: 2, offeredPrice: 5, specialSale: 3.5, saleExpiration };
    expect((await add('ana/tea', sale)).body).toMatchObject({
      offeredPrice: 5,
      specialSale: 3.5,
      saleExpiration,
    });
    await add('ben/tea', sale);
    expect((await checkOut('ben')).body).toMatchObject({ total: 7 });
    now += 60_000;
    expect(await list('ana')).toMatchObject([{ offeredPrice: 5, specialSale: false, saleExpiration: null }]);
    expect((await checkOut('ana')).body).toMatchObject({ total: 10 });
  });

  test('that is only said to be one is at the offered price', async () => {
    const { add } = await newShop();
    const saleExpiration = NOW + 1;
    expect((await add('ana/tea', { offeredPrice: 5, specialSale: true, saleExpiration })).body).toMatchObject(
      {
        ...{ offeredPrice: 5, specialSale: true, saleExpiration: new Date(saleExpiration).toISOString() },
      },
    );
    expect((await add('ana/milk', { offeredPrice: 5, specialSale: false })).body).toMatchObject({
      specialSale: false,
    });
  });
});

describe('changing and removing', () => {
  test('PUT says how many there are to be; 0 removes', async () => {
    const { add, ask, list } = await newShop();
    await add('ana/milk', { unitCount: 5, offeredPrice: 1 });
    expect((await ask('PUT', '/items/ana/milk', { newCount: 2 })).body).toMatchObject({ unitCount: 2 });
    expect(await ask('PUT', '/items/ana/milk', { newCount: 0 })).toMatchObject({
      status: 200,
      body: { unitCount: 0 },
    });
    expect(await list('ana')).toEqual([]);
    expect(codeOf(await ask('PUT', '/items/ana/milk', { newCount: 1 }))).toEqual([404, 'not_found']);
    expect(codeOf(await ask('PUT', '/items/ben/milk', { newCount: 1 }))).toEqual([404, 'not_found']);
    expect(codeOf(await ask('PUT', '/items/ana/milk', { newCount: -1 }))).toEqual([422, 'bad_value']);
  });

  test('DELETE takes out what is there, once', async () => {
    const { add, ask, list } = await newShop();
    await add('ana/milk', { offeredPrice: 1 });
    await add('ana/tea', { offeredPrice: 2 });
    await add('ana/salt', { offeredPrice: 2 });
    expect(await ask('DELETE', '/items/ana/milk')).toMatchObject({
      status: 200,
      body: { itemId: 'milk', unitCount: 0 },
    });
    expect(codeOf(await ask('DELETE', '/items/ana/milk'))).toEqual([404, 'not_found']);
    expect(await list('ana')).toHaveLength(2);
    expect(await ask('DELETE', '/items/ana')).toEqual({ status: 200, body: [] });
    expect(codeOf(await ask('DELETE', '/items/ana'))).toEqual([404, 'not_found']);
    expect(await list('ana')).toEqual([]);
    expect(codeOf(await ask('DELETE', '/items/nobody'))).toEqual([404, 'not_found']);
  });
});

describe('checkout', () => {
  test('orders everything and empties the cart; the order stays in the ledger', async () => {
    const { add, checkOut, list, ops } = await newShop();
    await add('ana/milk', { unitCount: 3, offeredPrice: 1.29 });
    await add('ana/tea', { offeredPrice: 2.5 });
    const { status, body } = await checkOut('ana');
    const made = v.parse(order, body);
    expect([status, made.total, made.currency, made.items.map(({ itemId }) => itemId).sort()]).toEqual([
      ...[200, 6.37, 'EUR'],
      ['milk', 'tea'],
    ]);
    expect(await list('ana')).toEqual([]);
    expect((await ops('ana')).find(({ id }) => id === made.orderId)).toMatchObject({
      kind: 'clear',
      order: made,
    });
    expect(codeOf(await checkOut('ana'))).toEqual([409, 'cart_empty']);
    expect(codeOf(await checkOut('nobody'))).toEqual([409, 'cart_empty']);
  });

  test('of one cart by many at once is one order', async () => {
    const { add, checkOut } = await newShop();
    await add('ana/milk', { offeredPrice: 1 });
    const answers = await Promise.all(Array.from({ length: 10 }, (_, at) => checkOut('ana', `key-${at}`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(9).fill(409)]);
  });

  test('while others add loses nothing and orders nothing twice', async () => {
    const { relay, add, checkOut, list } = await newShop();
    const client = newClient(relay, { cartId: 'ana' });
    await add('ana/1', { offeredPrice: 1 });
    await eventually(() => expect(client.ids).toHaveLength(1));
    let ordered = 0;
    let added = 1;
    for (let round = 0; round < 10; round += 1) {
      client.add(3);
      const [, , order1] = await Promise.all([
        add('ana/1', { offeredPrice: 1 }),
        add('ana/1', { offeredPrice: 1 }),
        checkOut('ana'),
        add('ana/1', { offeredPrice: 1 }),
      ]);
      added += 6;
      if (order1.status === 200)
        ordered += v.parse(order, order1.body).items.reduce((sum, { unitCount }) => sum + unitCount, 0);
    }
    await eventually(async () => {
      const left = (await list('ana')).reduce((sum, { unitCount }) => sum + unitCount, 0);
      expect(ordered + left).toBe(added);
    });
  });

  test('leaves what is saved for later in the cart', async () => {
    const { relay, add, checkOut, ops } = await newShop();
    await add('kitchen/milk', { offeredPrice: 1 });
    const client = newClient(relay);
    const [line] = client.add();
    client.doc.getMap('ops').set(`${line?.split('.')[0]}.2`, {
      ...{ kind: 'later', line, later: true, at: '001763000000000-00001', by: 'Ana' },
    });
    await eventually(async () => expect(await ops('kitchen')).toHaveLength(3));
    const made = v.parse(order, (await checkOut('kitchen')).body);
    expect(made.items.map(({ itemId }) => itemId)).toEqual(['milk']);
    const after = await ops('kitchen');
    expect(after.filter(({ kind }) => kind === 'later')).toHaveLength(2);
    expect(codeOf(await checkOut('kitchen'))).toEqual([409, 'cart_empty']);
  });

  test('is refused when prices were mixed offline, or come to more than a number can say', async () => {
    const { relay, add, checkOut, ops } = await newShop();
    await add('kitchen/milk', { offeredPrice: 1 });
    const client = newClient(relay);
    client.doc.getMap('ops').set('ffffffffffffffff.1', addOp({ price: { amount: 1, currency: 'JPY' } }));
    await eventually(async () => expect(await ops('kitchen')).toHaveLength(2));
    expect(codeOf(await checkOut('kitchen'))).toEqual([409, 'mixed_currencies']);
    await add('ben/gold', { unitCount: 999_999, offeredPrice: 90_072_082.61 });
    expect(codeOf(await checkOut('ben'))).toEqual([409, 'order_too_large']);
  });
});
