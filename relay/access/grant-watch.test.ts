import { expect, test } from 'vitest';
import type { CartId, UserId } from '../../cart/ids.ts';
import { OPEN_GRANT, type Grant } from './grant.ts';
import { GrantWatch } from './grant-watch.ts';
import { ManualTimers } from '../testing/manual-timers.ts';
import { newIdentity } from '../testing/new-identity.ts';

const NOW = Date.UTC(2026, 0, 2);
const DAY = 24 * 60 * 60 * 1000;

async function start() {
  const timers = new ManualTimers();
  let now = NOW;
  const clock = () => now;
  const { authenticator, revocations } = await newIdentity({ clock });
  const grants = new GrantWatch({ authenticator, clock, timers });
  const ends: string[] = [];
  return {
    revocations,
    ends,
    watch: (change: Partial<Grant> = {}) =>
      grants.watch({ ...grant, ...change }, (reason) => ends.push(reason)),
    advance: (milliseconds: number) => {
      now += milliseconds;
      timers.advance(milliseconds);
    },
  };
}

const grant: Grant = {
  ...{ user: 'ana' as UserId, role: 'editor', cart: 'kitchen' as CartId, tokenId: 'token-1' },
  ...{ issuedAt: NOW - 1_000, expiresAt: NOW + 60 * DAY },
};

test('a grant ends at the moment it expires', async () => {
  const { ends, watch, advance } = await start();
  watch({ expiresAt: NOW + 1_000 });
  advance(999);
  expect(ends).toEqual([]);
  advance(1);
  expect(ends).toEqual(['the token has expired']);
});

test('a grant ends in the tick in which it is taken back, once, and no other does', async () => {
  const { revocations, ends, watch, advance } = await start();
  watch();
  watch({ user: 'ben' as UserId, tokenId: 'token-2' });
  const answers = [revocations.revoke({ user: 'ana' as UserId })];
  expect(ends).toEqual(['the token has been revoked']);
  answers.push(revocations.revoke({ tokenId: 'token-1' }));
  advance(59 * DAY);
  expect(ends).toHaveLength(1);
  await Promise.all(answers);
});

test('one that has ended before is told at once', async () => {
  const { revocations, ends, watch } = await start();
  await revocations.revoke({ tokenId: 'token-1' });
  watch();
  watch({ tokenId: 'token-2', expiresAt: NOW });
  expect(ends).toEqual(['the token has been revoked', 'the token has expired']);
});

test('what has ended by itself is not told', async () => {
  const { revocations, ends, watch, advance } = await start();
  watch({ expiresAt: NOW + 1_000 })();
  await revocations.revoke({ tokenId: 'token-1' });
  advance(DAY);
  expect(ends).toEqual([]);
});

test('without a token there is no end', async () => {
  const { revocations, ends, watch, advance } = await start();
  watch(OPEN_GRANT);
  await revocations.revoke({ user: 'ana' as UserId });
  advance(DAY);
  expect(ends).toEqual([]);
});
