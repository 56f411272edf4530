import { describe, expect, test } from 'vitest';
import type { UserId } from '../../cart/ids.ts';
import { OPEN_GRANT, type Grant } from './grant.ts';
import { Revocations } from './revocations.ts';
import { MemoryRevocationStore } from '../testing/new-identity.ts';

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
const DAY = 24 * 60 * 60 * 1000;
const ana = 'ana' as UserId;

async function start(store = new MemoryRevocationStore(), clock = () => NOW) {
  return { store, revocations: await Revocations.open({ store, clock }) };
}

const grant = (change: Partial<Grant> = {}): Grant => ({
  ...OPEN_GRANT,
  ...{ user: ana, tokenId: 'token-1', issuedAt: NOW - 60_000 },
  ...change,
});

describe('a token taken back by its id', () => {
  test('is good for nothing, others of its user are', async () => {
    const { revocations } = await start();
    await revocations.revoke({ tokenId: 'token-1' });
    expect(revocations.isRevoked(grant())).toBe(true);
    expect(revocations.isRevoked(grant({ tokenId: 'token-2' }))).toBe(false);
  });

  test.each(['__proto__', 'constructor'])('also one called %s, and no other for it', async (tokenId) => {
    const { revocations } = await start();
    expect(revocations.isRevoked(grant({ tokenId }))).toBe(false);
    await revocations.revoke({ tokenId });
    expect(revocations.isRevoked(grant({ tokenId }))).toBe(true);
    expect(revocations.isRevoked(grant())).toBe(false);
  });
});

describe('a user taken back', () => {
  test('loses what was issued until now, and may be issued more', async () => {
    const { revocations } = await start();
    await revocations.revoke({ user: ana });
    expect(revocations.isRevoked(grant())).toBe(true);
    expect(revocations.isRevoked(grant({ issuedAt: NOW + 6_000 }))).toBe(false);
    expect(revocations.isRevoked(grant({ user: 'ben' as UserId }))).toBe(false);
  });

  test('also loses what an issuer had issued whose clock is ahead', async () => {
    const { revocations } = await start();
    await revocations.revoke({ user: ana });
    expect(revocations.isRevoked(grant({ issuedAt: Math.floor(NOW / 1000) * 1000 + 5_000 }))).toBe(true);
  });

  test('a second time loses what came in between, also if the clock was set back', async () => {
    let now = NOW;
    const { revocations } = await start(new MemoryRevocationStore(), () => now);
    await revocations.revoke({ user: ana });
    now = NOW - DAY;
    await revocations.revoke({ user: ana });
    expect(revocations.isRevoked(grant())).toBe(true);
    now = NOW + DAY;
    await revocations.revoke({ user: ana });
    expect(revocations.isRevoked(grant({ issuedAt: NOW + DAY - 1 }))).toBe(true);
  });
});

test('nobody is taken back on a relay without a secret', async () => {
  const { revocations } = await start();
  await revocations.revoke({ user: ana });
  expect(revocations.isRevoked(OPEN_GRANT)).toBe(false);
});

test('it is in force and told at once, and answered when it is stored', async () => {
  const { store, revocations } = await start();
  let open = (): void => undefined;
  store.gate = new Promise((resolve) => (open = resolve));
  const told: boolean[] = [];
  revocations.onRevocation(() => told.push(revocations.isRevoked(grant())));
  let isAnswered = false;
  const answer = revocations.revoke({ user: ana }).finally(() => (isAnswered = true));
  expect(told).toEqual([true]);
  await new Promise((resolve) => setImmediate(resolve));
  expect([isAnswered, store.stored]).toEqual([false, []]);
  open();
  expect(await answer).toEqual({ user: 'ana', revokedAt: '2026-01-02T03:04:05.678Z' });
  expect(store.stored).toEqual([await answer]);
});

test('those that come while one is being stored share the next', async () => {
  const { store, revocations } = await start();
  let open = (): void => undefined;
  store.gate = new Promise((resolve) => (open = resolve));
  const answers = [revocations.revoke({ tokenId: 'first' })];
  await new Promise((resolve) => setImmediate(resolve));
  for (let i = 0; i < 50; i++) answers.push(revocations.revoke({ tokenId: `later-${i}` }));
  open();
  await Promise.all(answers);
  expect(store.saves).toBe(2);
  expect(store.stored).toHaveLength(51);
});

test('one that cannot be stored is refused, stays in force, and is stored with the next', async () => {
  const { store, revocations } = await start();
  store.fault = 'no space';
  await expect(revocations.revoke({ tokenId: 'token-1' })).rejects.toThrow('no space');
  expect(revocations.isRevoked(grant())).toBe(true);
  store.fault = null;
  await revocations.revoke({ tokenId: 'token-2' });
  expect(store.stored.map((entry) => 'tokenId' in entry && entry.tokenId)).toEqual(['token-1', 'token-2']);
});

test('a restart forgets nothing', async () => {
  const { store, revocations } = await start();
  await revocations.revoke({ user: ana });
  await revocations.revoke({ tokenId: 'token-9' });
  const later = await start(store, () => NOW + 300 * DAY);
  expect(later.revocations.list).toEqual(revocations.list);
  expect(later.revocations.isRevoked(grant())).toBe(true);
  expect(later.revocations.isRevoked(grant({ user: 'ben' as UserId, tokenId: 'token-9' }))).toBe(true);
});

test('what no token can outlive is no longer kept', async () => {
  const { store, revocations } = await start();
  await revocations.revoke({ user: ana });
  const later = await start(store, () => NOW + 367 * DAY);
  await later.revocations.revoke({ tokenId: 'new' });
  expect(store.stored).toMatchObject([{ tokenId: 'new' }]);
});
