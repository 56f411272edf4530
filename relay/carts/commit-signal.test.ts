import { describe, expect, test } from 'vitest';
import type { CartId, OpId } from '../../cart/ids.ts';
import { CommitSignal } from './commit-signal.ts';
import { ManualTimers } from '../testing/manual-timers.ts';

const entriesOf = (...carts: readonly string[]) =>
  carts.map((cartId) => ({
    cartId: cartId as CartId,
    record: { client: 1, clock: 0, opId: 'aaaaaaaaaaaaaaaa.1' as OpId, storedAt: 0, bytes: new Uint8Array() },
  }));

describe('CommitSignal', () => {
  test('a commit while nobody was waiting is not missed, and counts once', async () => {
    const timers = new ManualTimers();
    const commits = new CommitSignal(timers);
    const waiter = commits.follow(undefined);
    commits.committed(entriesOf('a', 'b'));
    commits.committed(entriesOf('a'));
    expect(await waiter.next(10)).toBe('committed');
    const next = waiter.next(10);
    timers.advance(10);
    expect(await next).toBe('waited');
  });

  test('wakes those at the cart and those at all carts, and nobody else', async () => {
    const timers = new ManualTimers();
    const commits = new CommitSignal(timers);
    const waiters = [undefined, 'a' as CartId, 'b' as CartId].map((cartId) => commits.follow(cartId));
    const woken = waiters.map((waiter) => waiter.next(10));
    commits.committed(entriesOf('a'));
    timers.advance(10);
    expect(await Promise.all(woken)).toEqual(['committed', 'committed', 'waited']);
  });

  test('can be woken without a commit, and forgets whoever has closed', async () => {
    const commits = new CommitSignal(new ManualTimers());
    const waiter = commits.follow('a' as CartId);
    const next = waiter.next(10);
    waiter.wake();
    expect(await next).toBe('waited');
    expect(commits.size).toBe(1);
    waiter.close();
    expect(commits.size).toBe(0);
  });
});
