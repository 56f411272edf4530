import { once } from 'node:events';

import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { CartId, UserId } from '../../cart/ids.ts';
import type { TokenClaims } from '../../protocol/token.ts';
import { encodePresence } from '../carts/presence-update.ts';
import { FaultInjectingLog } from '../testing/fault-injecting-log.ts';
import { MemoryUpdateLog } from '../testing/memory-update-log.ts';
import { eventually, newClient } from '../testing/new-client.ts';
import { newIdentity, newLogger } from '../testing/new-identity.ts';
import { newRelay } from '../testing/new-relay.ts';
import { OpWriter } from '../testing/op-writer.ts';
import { RawClient } from '../testing/raw-client.ts';

/** A relay with a secret; its log counts how often a cart is read. */
async function start() {
  const identity = await newIdentity();
  const { logger, lines } = newLogger();
  const log = new FaultInjectingLog(new MemoryUpdateLog());
  let reads = 0;
  const read = log.read.bind(log);
  log.read = (cartId: CartId) => {
    reads += 1;
    return read(cartId);
  };
  const relay = await newRelay({ ...identity, logger, log });
  return { identity, relay, lines, reads: () => reads };
}

/** Connects with these subprotocols; gives what was selected and how it ends. */
async function offer(url: string, protocols: readonly string[], headers: Record<string, string> = {}) {
  const socket = new WebSocket(url, [...protocols], { headers });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  const greeted = new Promise((resolve) => socket.once('message', resolve));
  await once(socket, 'open');
  return { socket, closed, greeted };
}

describe('a token lets in', () => {
  test('as a subprotocol beside the one that is answered', async () => {
    const { identity, relay } = await start();
    const names = [`trolley.token.${await identity.token()}`, 'trolley.v1'];
    const { socket, greeted } = await offer(`${relay.ws}/kitchen`, names);
    expect(socket.protocol).toBe('trolley.v1');
    await greeted;
    socket.terminate();
  });

  test('in the header', async () => {
    const { identity, relay } = await start();
    const ana = await RawClient.connect(relay, { token: await identity.token() });
    ana.sendUpdate(new OpWriter(7).next());
    await eventually(() => expect(ana.durable(7)).toBe(1));
  });

  test('an unmodified y-websocket client', async () => {
    const { identity, relay } = await start();
    const protocols = [`trolley.token.${await identity.token()}`];
    const ana = newClient(relay, { protocols });
    const ben = newClient(relay, { protocols });
    ana.add(3);
    await eventually(() => expect(ben.ids).toEqual(ana.ids));
  });

  test('to any cart, if it is for every cart', async () => {
    const { identity, relay } = await start();
    const token = await identity.token({ aud: '*' });
    for (const cartId of ['kitchen', 'ward']) {
      const client = await RawClient.connect(relay, { cartId, token });
      await eventually(() => expect(client.of('syncStep1')).toHaveLength(1));
    }
  });
});

describe('nobody else gets in, nothing is loaded for them, and they can tell why', () => {
  const past = Math.floor(Date.now() / 1000) - 7_200;
  const cases: Record<string, { change?: Partial<TokenClaims>; cartId?: string; code: number }> = {
    'no token': { code: 4401 },
    'a token that has expired': { change: { iat: past, exp: past + 3_600 }, code: 4401 },
    'a token of the future': { change: { iat: past + 20_000, exp: past + 22_000 }, code: 4401 },
    'a token for another cart': { change: { aud: 'ward' as CartId }, code: 4403 },
    'a token for every cart, and a name that is none': { change: { aud: '*' }, cartId: '-', code: 4404 },
    'no token, and a name that is none': { cartId: '-', code: 4401 },
  };
  test.each(Object.entries(cases))('%s', async (_, { change, cartId = 'kitchen', code }) => {
    const { identity, relay, reads, lines } = await start();
    const token = change && (await identity.token(change));
    const ways = token ? [['trolley.v1', `trolley.token.${token}`], ['trolley.v1']] : [['trolley.v1']];
    for (const [index, protocols] of ways.entries()) {
      const headers: Record<string, string> = index === 1 ? { Authorization: `Bearer ${token ?? ''}` } : {};
      const { closed } = await offer(`${relay.ws}/${cartId}`, protocols, headers);
      const end = await closed;
      expect(end.code).toBe(code);
      expect(end.reason).not.toBe('');
      expect(lines.some((line) => line.includes('127.0.0.1') && line.includes(end.reason))).toBe(true);
    }
    expect(reads()).toBe(0);
  });

  test('a token that was changed', async () => {
    const { identity, relay, reads } = await start();
    const [head, , signature] = (await identity.token()).split('.');
    const payload = (await identity.token({ aud: '*', role: 'admin' })).split('.')[1];
    const client = await RawClient.connect(relay, { token: `${head}.${payload}.${signature}` });
    expect(await client.closed).toMatchObject({ code: 4401 });
    expect(reads()).toBe(0);
  });

  test('a token in the address', async () => {
    const { identity, relay, reads } = await start();
    const token = await identity.token();
    for (const query of [`token=${token}`, `access_token=${token}`, `trolley.token.${token}`]) {
      const { closed } = await offer(`${relay.ws}/kitchen?${query}`, ['trolley.v1']);
      expect(await closed).toMatchObject({ code: 4401 });
    }
    const inPath = await offer(`${relay.ws}/${token}`, ['trolley.v1']);
    expect(await inPath.closed).toMatchObject({ code: 4401 });
    expect((await fetch(`${relay.http}/carts?token=${token}`)).status).toBe(401);
    expect(reads()).toBe(0);
  });

  test('two tokens, though each is good', async () => {
    const { identity, relay } = await start();
    const [one, two] = [await identity.token(), await identity.token({ sub: 'ben' as UserId })];
    const names = ['trolley.v1', `trolley.token.${one}`, `trolley.token.${two}`];
    const tooMany = { code: 4401, reason: 'more than one token was offered' };
    expect(await (await offer(`${relay.ws}/kitchen`, names)).closed).toEqual(tooMany);
    const both = await offer(`${relay.ws}/kitchen`, names.slice(0, 2), { Authorization: `Bearer ${two}` });
    expect(await both.closed).toEqual(tooMany);
  });

  test('a token that is too long, and one that no header can hold', async () => {
    const { relay, reads } = await start();
    const { closed } = await offer(`${relay.ws}/kitchen`, [
      'trolley.v1',
      `trolley.token.${'x'.repeat(5_000)}`,
    ]);
    expect(await closed).toMatchObject({ code: 4401 });
    await expect(
      offer(`${relay.ws}/kitchen`, ['trolley.v1', `trolley.token.${'x'.repeat(20_000)}`]),
    ).rejects.toThrow('431');
    expect(reads()).toBe(0);
  });

  test.each(['', ',', 'a,,b', 'tröd', 'trolley.v1,trolley.v1', '()'])(
    'garbage for subprotocols: %j',
    async (protocols) => {
      const { relay, reads } = await start();
      const socket = new WebSocket(`${relay.ws}/kitchen`, {
        headers: { 'Sec-WebSocket-Protocol': Buffer.from(protocols).toString('latin1') },
      });
      const end = Promise.race([once(socket, 'close').then(([code]) => Number(code)), failure(socket)]);
      expect([4401, 'refused']).toContain(await end);
      expect(reads()).toBe(0);
      expect((await fetch(`${relay.http}/healthz`)).status).toBe(200);
    },
  );

  test('an unmodified y-websocket client stops trying', async () => {
    const { relay } = await start();
    const client = newClient(relay, { connect: false });
    const closed = new Promise<number>((resolve) =>
      client.provider.on('closed', ({ code }) => resolve(code)),
    );
    client.provider.connect();
    expect(await closed).toBe(4401);
    expect(client.provider.shouldConnect).toBe(false);
  });
});

const failure = (socket: WebSocket): Promise<'refused'> =>
  new Promise((resolve) => socket.on('error', () => resolve('refused')));

describe('a reader', () => {
  async function withReader() {
    const scene = await start();
    const { identity, relay } = scene;
    const editor = await RawClient.connect(relay, { token: await identity.token() });
    const ana = new OpWriter(7);
    editor.sendUpdate(ana.next());
    await eventually(() => expect(editor.durable(7)).toBe(1));
    // The same person, who may write with another token: it is the role that counts.
    const token = await identity.token({ role: 'reader', jti: 'to-look' });
    return { ...scene, editor, ana, token, reader: await RawClient.connect(relay, { token }) };
  }

  test('sees everything, and is seen', async () => {
    const { reader, editor, ana } = await withReader();
    reader.askFor();
    await eventually(() => expect(reader.doc.getMap('ops').size).toBe(1));
    editor.sendUpdate(ana.next());
    await eventually(() => expect(reader.doc.getMap('ops').size).toBe(2));
    reader.sendAwareness(encodePresence([{ client: 9, clock: 1, state: '{"user":"ben","editing":null}' }]));
    await eventually(() => {
      const states = editor.of('awareness').flatMap(({ entries }) => entries.map(({ client }) => client));
      expect(states).toContain(9);
    });
  });

  test('writes nothing, and is told so', async () => {
    const { reader, relay, token } = await withReader();
    const writer = new OpWriter(9);
    reader.sendUpdate(writer.next());
    reader.sendStep2(writer.all);
    const refusal = { code: 'forbidden', reason: 'a reader may not write' };
    await eventually(() => expect(reader.refusals).toEqual([refusal, refusal]));
    const late = await RawClient.connect(relay, { token });
    late.askFor();
    await eventually(() => expect(late.of('syncStep2')).toHaveLength(1));
    expect(late.doc.getMap('ops').size).toBe(1);
    expect(reader.socket.readyState).toBe(reader.socket.OPEN);
  });

  test('is not told off for what its client does by itself', async () => {
    const { relay, token, reader, editor, ana } = await withReader();
    const client = newClient(relay, { protocols: [`trolley.token.${token}`] });
    await eventually(() => expect(client.ids).toHaveLength(1));
    reader.sendStep2(Uint8Array.of(0, 0));
    reader.askFor();
    editor.sendUpdate(ana.next());
    await eventually(() => expect(reader.doc.getMap('ops').size).toBe(2));
    expect(reader.refusals).toEqual([]);
  });
});

test('no log line, at any level, holds a token or a part of one', async () => {
  const { identity, relay, lines } = await start();
  const tokens = [
    await identity.token(),
    await identity.token({ exp: 100, iat: 1 }),
    await identity.token({ aud: 'ward' as CartId }),
    'trolley.garbage.token',
    'x'.repeat(5_000),
  ];
  for (const token of tokens) {
    for (const path of ['kitchen', 'kitchen?token=', '']) {
      const url = `${relay.ws}/${path}${path === 'kitchen' ? '' : token}`;
      const { socket, closed, greeted } = await offer(url, ['trolley.v1', `trolley.token.${token}`]);
      void greeted.then(() => socket.send('not binary, so that it is ended'));
      await closed;
      const headers = { Authorization: `Bearer ${token}` };
      await fetch(`${relay.http}/carts/${path}${token}`, { headers }).then((response) => response.text());
    }
  }
  await eventually(() => expect(lines.length).toBeGreaterThanOrEqual(15));
  for (const part of tokens.flatMap((token) => [
    token,
    ...token.split('.').filter((text) => text.length > 20),
  ])) {
    // Every token starts alike: its header says which algorithm.
    if (part !== tokens[0]?.split('.')[0]) expect(lines.filter((line) => line.includes(part))).toEqual([]);
  }
});

describe('without a secret', () => {
  test('a page that gave its own name this machine’s address does not get in', async () => {
    const relay = await newRelay();
    const origin = { Origin: 'app://trolley' };
    for (const Host of [
      'evil.example',
      `evil.example:${relay.port}`,
      '192.168.1.7',
      'localhost.evil.example',
    ]) {
      await expect(offer(`${relay.ws}/kitchen`, [], { ...origin, Host })).rejects.toThrow('403');
    }
    const { socket } = await offer(`${relay.ws}/kitchen`, [], { Host: `localhost:${relay.port}` });
    socket.terminate();
  });

  test('a token is not in the way', async () => {
    const relay = await newRelay();
    const { socket, greeted } = await offer(`${relay.ws}/kitchen`, ['trolley.v1', 'trolley.token.abc']);
    await greeted;
    expect(socket.protocol).toBe('trolley.v1');
    socket.terminate();
  });
});

test('with one, a page from elsewhere is refused before its token is looked at', async () => {
  const { identity, relay } = await start();
  const names = ['trolley.v1', `trolley.token.${await identity.token()}`];
  await expect(offer(`${relay.ws}/kitchen`, names, { Origin: 'https://evil.example' })).rejects.toThrow(
    '403',
  );
  const { socket, greeted } = await offer(`${relay.ws}/kitchen`, names, { Host: 'carts.example' });
  await greeted;
  socket.terminate();
});
