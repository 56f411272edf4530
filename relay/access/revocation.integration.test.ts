import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { CartId, UserId } from '../../cart/ids.ts';
import { errorBody } from '../../protocol/http-errors.ts';
import { revocation, revocationsBody } from '../../protocol/http.ts';
import type { TokenClaims } from '../../protocol/token.ts';
import { openIdentity } from './identity.ts';
import { RevocationFileError } from './revocation-file.ts';
import type { Relay } from '../server.ts';
import { FaultInjectingLog } from '../testing/fault-injecting-log.ts';
import { ManualTimers } from '../testing/manual-timers.ts';
import { MemoryUpdateLog } from '../testing/memory-update-log.ts';
import { eventually } from '../testing/new-client.ts';
import { claims, newIdentity, SECRETS } from '../testing/new-identity.ts';
import { newRelay } from '../testing/new-relay.ts';
import { OpWriter } from '../testing/op-writer.ts';
import { RawClient } from '../testing/raw-client.ts';
import { temporaryDirectory } from '../testing/temporary-directory.ts';
import { signToken } from './tokens.ts';

const admin: Partial<TokenClaims> = { sub: 'root' as UserId, role: 'admin', aud: '*', jti: 'admin-token' };

async function start() {
  const identity = await newIdentity();
  const relay = await newRelay(identity);
  return { identity, relay, root: await identity.token(admin) };
}

const post = (relay: Relay, token: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${relay.http}/revocations`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const get = (relay: Relay, token: string, path = '/revocations') =>
  fetch(`${relay.http}${path}`, { headers: { Authorization: `Bearer ${token}` } });

/** A client that has been let in. */
async function joined(relay: Relay, token: string): Promise<RawClient> {
  const client = await RawClient.connect(relay, { token });
  await eventually(() => expect(client.of('syncStep1')).toHaveLength(1));
  return client;
}

describe('taking tokens back', () => {
  test('of a user: cut off at once, and not let in again; others stay', async () => {
    const { identity, relay, root } = await start();
    const token = await identity.token();
    const windows = [
      await joined(relay, token),
      await joined(relay, await identity.token({ jti: 'token-2' })),
    ];
    const ben = await joined(relay, await identity.token({ sub: 'ben' as UserId, jti: 'token-3' }));

    const answer = await post(relay, root, { user: 'Ana' });
    expect(answer.status).toBe(200);
    const done = v.parse(revocation, await answer.json());
    expect(done).toMatchObject({ user: 'Ana' });
    for (const window of windows) {
      expect(await window.closed).toEqual({ code: 4401, reason: 'the token has been revoked' });
    }
    expect(await (await RawClient.connect(relay, { token })).closed).toMatchObject({ code: 4401 });
    expect((await get(relay, token, '/carts/kitchen')).status).toBe(401);
    expect(v.parse(revocationsBody, await (await get(relay, root)).json())).toEqual([done]);
    ben.askFor();
    await eventually(() => expect(ben.of('syncStep2')).toHaveLength(1));
  });

  test('by a token’s id: only that one', async () => {
    const { identity, relay, root } = await start();
    const lost = await joined(relay, await identity.token({ jti: 'lost' }));
    const kept = await joined(relay, await identity.token({ jti: 'kept' }));
    expect((await post(relay, root, { tokenId: 'lost' })).status).toBe(200);
    expect(await lost.closed).toMatchObject({ code: 4401 });
    kept.askFor();
    await eventually(() => expect(kept.of('syncStep2')).toHaveLength(1));
  });

  test('also their own', async () => {
    const { relay, root } = await start();
    expect((await post(relay, root, { user: 'root' })).status).toBe(200);
    expect((await get(relay, root)).status).toBe(401);
  });

  test('what comes after it is not taken, though the client has not heard yet', async () => {
    const { identity, relay, root } = await start();
    const ana = await joined(relay, await identity.token());
    const writer = new OpWriter(7);
    ana.sendUpdate(writer.next());
    await eventually(() => expect(ana.durable(7)).toBe(1));
    const answer = identity.revocations.revoke({ user: 'Ana' as UserId });
    for (let i = 0; i < 20; i++) ana.sendUpdate(writer.next());
    await ana.closed;
    await answer;
    expect(await (await get(relay, root, '/carts/kitchen')).json()).toMatchObject({ ops: 1 });
  });

  test('reaches one that has been let in, but whose cart is still being loaded', async () => {
    const identity = await newIdentity();
    const log = new FaultInjectingLog(new MemoryUpdateLog());
    const relay = await newRelay({ ...identity, log });
    log.readGate.close();
    const read = log.read.bind(log);
    const asked = new Promise<void>((resolve) => {
      log.read = (cartId: CartId) => {
        resolve();
        return read(cartId);
      };
    });
    const client = await RawClient.connect(relay, { token: await identity.token() });
    client.sendUpdate(new OpWriter(7).next());
    await asked;
    await identity.revocations.revoke({ user: 'Ana' as UserId });
    expect(await client.closed).toMatchObject({ code: 4401 });
    // By the time this is answered the relay has seen the end of it, too.
    const root = await identity.token(admin);
    expect((await get(relay, root)).status).toBe(200);
    log.readGate.open();
    expect((await get(relay, root, '/carts/kitchen')).status).toBe(404);
  });
});

describe('who may take tokens back', () => {
  test.each<[string, Partial<TokenClaims>, number]>([
    ['an admin of one cart', { role: 'admin' }, 403],
    ['an editor of all', { role: 'editor', aud: '*' }, 403],
    ['a reader of all', { role: 'reader', aud: '*' }, 403],
  ])('not %s', async (_, change, status) => {
    const { identity, relay } = await start();
    const token = await identity.token(change);
    expect((await post(relay, token, { user: 'ben' })).status).toBe(status);
    expect((await get(relay, token)).status).toBe(status);
    expect(identity.revocations.list).toEqual([]);
  });

  test('not somebody without a token, nor a page from elsewhere', async () => {
    const { identity, relay, root } = await start();
    const nobody = await post(relay, 'none', { user: 'ben' });
    expect([nobody.status, nobody.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect((await post(relay, root, { user: 'ben' }, { Origin: 'https://evil.example' })).status).toBe(403);
    expect(identity.revocations.list).toEqual([]);
  });
});

test.each([
  {},
  [],
  null,
  'ana',
  { user: '' },
  { user: 7 },
  { tokenId: 'a b' },
  { user: 'Ana', tokenId: 'x' },
])('what says neither one token nor one user: %j', async (body) => {
  const { identity, relay, root } = await start();
  const answer = await post(relay, root, body);
  expect(answer.status).toBe(422);
  expect(v.parse(errorBody, await answer.json()).error.code).toBe('bad_value');
  expect(identity.revocations.list).toEqual([]);
});

test('one that cannot be stored is in force, and said not to be stored', async () => {
  const { identity, relay, root } = await start();
  const ana = await joined(relay, await identity.token());
  identity.store.fault = 'no space';
  const answer = await post(relay, root, { user: 'Ana' });
  expect([answer.status, v.parse(errorBody, await answer.json()).error.code]).toEqual([503, 'storage']);
  expect(await ana.closed).toMatchObject({ code: 4401 });
});

test('a relay without a secret has nothing to take back', async () => {
  const relay = await newRelay();
  expect((await get(relay, 'none')).status).toBe(404);
  expect((await post(relay, 'none', { user: 'Ana' })).status).toBe(404);
});

test('a restart forgets none of it, and a damaged file keeps the relay from starting', async () => {
  const dataDir = await temporaryDirectory();
  const open = () => openIdentity({ secrets: SECRETS, dataDir, clock: Date.now });
  const first = await newRelay(await open());
  const root = await signToken(claims(admin), SECRETS);
  expect((await post(first, root, { user: 'Ana' })).status).toBe(200);
  await first.close();

  const second = await newRelay(await open());
  const token = await signToken(claims(), SECRETS);
  expect(await (await RawClient.connect(second, { token })).closed).toMatchObject({ code: 4401 });
  await second.close();

  await writeFile(join(dataDir, 'revocations.json'), '{"format":1,"revocations":[]}');
  await expect(open()).rejects.toThrow(RevocationFileError);
});

test('a connection ends when its token expires, with what it wrote before stored', async () => {
  const timers = new ManualTimers();
  let now = Date.UTC(2026, 0, 2);
  const identity = await newIdentity({ clock: () => now });
  const relay = await newRelay({ ...identity, timers, clock: () => now });
  const exp = Math.floor(now / 1000) + 10;
  const ana = await joined(relay, await identity.token({ exp }));
  const root = await identity.token(admin);
  ana.sendUpdate(new OpWriter(7).next());
  await eventually(() => expect(ana.durable(7)).toBe(1));
  now += 9_999;
  timers.advance(9_999);
  ana.askFor();
  await eventually(() => expect(ana.of('syncStep2')).toHaveLength(1));
  now += 1;
  timers.advance(1);
  expect(await ana.closed).toEqual({ code: 4401, reason: 'the token has expired' });
  expect(await (await get(relay, root, '/carts/kitchen')).json()).toMatchObject({ ops: 1, units: 1 });
});
