import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Limits } from '../../protocol/limits.ts';
import type { Authenticator } from './authenticator.ts';
import { ManualTimers } from '../testing/manual-timers.ts';
import { eventually } from '../testing/new-client.ts';
import { newIdentity } from '../testing/new-identity.ts';
import { newRelay } from '../testing/new-relay.ts';
import { OpWriter } from '../testing/op-writer.ts';
import { RawClient } from '../testing/raw-client.ts';

/** A relay that knows no token before the test says so. */
async function start(limits: Partial<Limits> = {}) {
  const identity = await newIdentity();
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  let fault: Error | null = null;
  const authenticator: Authenticator = {
    ...identity.authenticator,
    authenticate: async (token) => {
      await gate;
      if (fault) throw fault;
      return identity.authenticator.authenticate(token);
    },
  };
  const timers = new ManualTimers();
  const relay = await newRelay({ ...identity, authenticator, timers, limits });
  const fail = (error: Error) => {
    fault = error;
    open();
  };
  return { identity, relay, timers, open: () => open(), fail, token: await identity.token() };
}

describe('while a token is being checked', () => {
  test('what its client sends waits in the network, and none of it is lost', async () => {
    const { relay, token, open } = await start();
    const early = await RawClient.connect(relay, { token });
    const ana = new OpWriter(7);
    for (let i = 0; i < 200; i++) early.sendUpdate(ana.next({ extra: 'x'.repeat(100_000) }));
    // Others are served meanwhile, and the relay has every chance to read more of it.
    for (let i = 0; i < 50; i++) await fetch(`${relay.http}/healthz`).then((response) => response.text());
    expect(early.received).toEqual([]);
    expect(early.socket.bufferedAmount).toBeGreaterThan(8_000_000);
    open();
    await eventually(() => expect(early.durable(7)).toBe(200));
  });

  test('there can only be so many: the others are asked to come back, and then get in', async () => {
    const { relay, token, open } = await start({ maxAuthenticating: 2 });
    const first = [await RawClient.connect(relay, { token }), await RawClient.connect(relay, { token })];
    await expect(RawClient.connect(relay, { token })).rejects.toThrow('503');
    open();
    await eventually(() => {
      for (const client of first) expect(client.of('syncStep1')).toHaveLength(1);
    });
    for (let i = 0; i < 5; i++) {
      const next = await RawClient.connect(relay, { token });
      await eventually(() => expect(next.of('syncStep1')).toHaveLength(1));
    }
  });

  test('one that goes away makes room when its check is done', async () => {
    const { relay, token, open } = await start({ maxAuthenticating: 1 });
    (await RawClient.connect(relay, { token })).socket.terminate();
    open();
    await eventually(() => RawClient.connect(relay, { token }).then(() => undefined));
  });

  test('it does not wait for ever, and is asked to come back', async () => {
    const { relay, token, timers } = await start({ authenticateMs: 5_000, maxAuthenticating: 1 });
    const client = await RawClient.connect(relay, { token });
    timers.advance(5_000);
    expect(await client.closed).toMatchObject({ code: 4500 });
    await RawClient.connect(relay, { token });
  });

  test('a shutdown does not wait for it', async () => {
    const { relay, token } = await start();
    const client = await RawClient.connect(relay, { token });
    await relay.close();
    await client.closed;
  });
});

test('a fault of ours is not blamed on the token', async () => {
  const { relay, token, fail } = await start();
  fail(new Error('broken'));
  const client = await RawClient.connect(relay, { token });
  expect(await client.closed).toMatchObject({ code: 4500, reason: 'internal error' });
  expect((await fetch(`${relay.http}/healthz`)).status).toBe(200);
});

/** A program that opens a WebSocket, and then never says anything, not even goodbye. */
async function deafSocket(port: number) {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  const key = Buffer.alloc(16).toString('base64');
  socket.write(
    ['GET /sync/kitchen HTTP/1.1', 'Host: localhost', 'Connection: Upgrade', 'Upgrade: websocket'].join(
      '\r\n',
    ) + `\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
  );
  const closed = once(socket, 'close');
  let text = '';
  socket.on('data', (data: Buffer) => (text += data.toString('latin1')));
  await eventually(() => expect(text).toContain('a token is needed'));
  return { closed, isOpen: () => !socket.destroyed && socket.readyState === 'open' };
}

describe('one that was turned away and does not go', () => {
  test('is cut off after a moment', async () => {
    const { relay, open, timers } = await start({ closeMs: 1_000 });
    open();
    const deaf = await deafSocket(relay.port);
    timers.advance(999);
    expect((await fetch(`${relay.http}/healthz`)).status).toBe(200);
    expect(deaf.isOpen()).toBe(true);
    timers.advance(1);
    await deaf.closed;
  });

  test('is cut off at once when there are too many of them, the first first', async () => {
    const { relay, open, token } = await start({ maxTurnedAway: 2 });
    open();
    const deaf = [await deafSocket(relay.port), await deafSocket(relay.port)];
    expect(deaf.map(({ isOpen }) => isOpen())).toEqual([true, true]);
    deaf.push(await deafSocket(relay.port));
    await deaf[0]?.closed;
    expect(deaf.map(({ isOpen }) => isOpen())).toEqual([false, true, true]);
    const honest = await RawClient.connect(relay, { token });
    await eventually(() => expect(honest.of('syncStep1')).toHaveLength(1));
  });
});

test.each(['', 'GET / HT', 'GET /sync/kitchen HTTP/1.1\r\nHost: localhost\r\n'])(
  'one that does not come to the end of its request is cut off: %j',
  async (start) => {
    const relay = await newRelay({ limits: { authenticateMs: 200 } });
    const socket = connect(relay.port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    socket.write(start);
    await once(socket.resume(), 'close');
    expect((await fetch(`${relay.http}/healthz`)).status).toBe(200);
  },
);
