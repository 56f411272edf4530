import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { spawnAgent, type AgentProcess } from '../cli/testing/agent-process.ts';
import { CartPage } from './cart-page.ts';
import { expect, test } from './fixtures.ts';

/** Desktops in company: clients that are not desktops, on the same cart. */

test('an unmodified y-websocket client syncs both ways with desktops', async ({ relay, launchDesktop }) => {
  const ana = new CartPage((await launchDesktop({ profile: 'Ana' })).page);
  const ben = new CartPage((await launchDesktop({ profile: 'Ben' })).page);
  await ana.add('2 Milk 1.29');

  const doc = new Y.Doc();
  const ops = doc.getMap<{ kind: string; qty?: number }>('ops');
  const provider = new WebsocketProvider(relay.ws, 'kitchen', doc, {
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
  });
  try {
    await expect.poll(() => [...ops.values()]).toEqual([expect.objectContaining({ kind: 'add', qty: 2 })]);
    ops.set('00112233445566aa.1', {
      kind: 'add',
      at: '001763000000000-00000',
      by: 'Stranger',
      product: { id: 'bread', name: 'Bread' },
      price: { amount: 250, currency: 'EUR' },
      qty: 3,
    } as { kind: string });
    for (const person of [ana, ben]) await expect(person.quantity('Bread')).toHaveValue('3');
    await ben.more('Bread');
    await expect.poll(() => [...ops.values()].map((op) => op.kind).sort()).toEqual(['add', 'add', 'inc']);
  } finally {
    provider.destroy();
    doc.destroy();
  }
});

test("system 1's walk-through on two agents and a desktop", async ({ relay, launchDesktop }, testInfo) => {
  const agents: AgentProcess[] = [];
  const desktop = await launchDesktop({ profile: 'Ana' });
  const ana = new CartPage(desktop.page);
  try {
    for (const user of ['Ben', 'Cleo']) {
      const data = testInfo.outputPath('agents', user);
      agents.push(await spawnAgent('--relay', relay.ws, '--cart', 'kitchen', '--user', user, '--data', data));
    }
    const line = '{"product_id":1, "product_name": "test", "price": 1, "quantity": 1}';
    const everyone = [desktop, ...agents];
    const all = async (quantity: number) => {
      const rows = quantity === 0 ? [] : [{ product_id: 1, product_name: 'test', price: 1, quantity }];
      await expect
        .poll(() => Promise.all([...everyone.map((each) => each.show()), relay.get('/state')]), {
          timeout: 1_000,
          intervals: [10],
        })
        .toEqual([...everyone.map(() => rows), { kitchen: rows }]);
    };

    // At the same moment, from three machines: all count.
    expect(await Promise.all(everyone.map((each) => each.say(`add ${line}`)))).toEqual(
      everyone.map(() => 'success'),
    );
    await all(3);
    await expect(ana.quantity('test')).toHaveValue('3');

    const raws = await Promise.all(everyone.map((each) => each.say('raw')));
    const { kitchen } = (await relay.get('/raw_state')) as { kitchen: unknown };
    for (const raw of raws) expect(JSON.parse(raw)).toEqual({ cartId: 'kitchen', ops: kitchen });

    expect(await agents[1]?.say(`remove ${line}`)).toBe('success');
    await all(0);
    await expect(ana.quantity('test')).toHaveCount(0);
  } finally {
    for (const agent of agents) await agent.end('SIGTERM');
  }
});
