import { describe, expect, test } from 'vitest';
import type { CartId, UserId } from '../../cart/ids.ts';
import { defaultLimits } from '../../protocol/limits.ts';
import { ConnectionCounts } from './connection-counts.ts';
import { Incidents } from './incidents.ts';
import { MessageMeter } from './message-meter.ts';
import { relieve, type Recipient } from './output-guard.ts';
import { TokenBucket } from './token-bucket.ts';
import { SharedBytes } from './shared-bytes.ts';
import { isLoopback, sourceOf, SourceRates } from './source-rates.ts';

const at = (address: string, user: string | null = null, cartId = 'kitchen') => ({
  address,
  user: user as UserId | null,
  cartId: cartId as CartId,
});

describe('connections are counted', () => {
  const limits = {
    maxConnections: 6,
    maxConnectionsPerAddress: 2,
    maxConnectionsPerUser: 3,
    maxConnectionsPerCart: 4,
  };

  test.each([
    ['by address', 'maxConnectionsPerAddress', 2, (i: number) => at('10.0.0.1', `user${i}`, `cart${i}`)],
    ['by user', 'maxConnectionsPerUser', 3, (i: number) => at(`10.0.0.${i}`, 'Ana', `cart${i}`)],
    ['by cart', 'maxConnectionsPerCart', 4, (i: number) => at(`10.0.0.${i}`, `user${i}`)],
    ['in all', 'maxConnections', 6, (i: number) => at(`10.0.0.${i}`, `user${i}`, `cart${i}`)],
  ])('%s', (_, limit, count, attachment) => {
    const counts = new ConnectionCounts(limits);
    for (let i = 0; i < count; i++) expect(counts.add(attachment(i))).toBeNull();
    expect(counts.add(attachment(count))).toBe(limit);
    counts.remove(attachment(0));
    expect(counts.add(attachment(count))).toBeNull();
  });

  test('but not by the address of this machine, which stands for everybody behind a proxy', () => {
    const counts = new ConnectionCounts(limits);
    for (let i = 0; i < 4; i++) expect(counts.add(at('127.0.0.1'))).toBeNull();
    expect(['127.8.9.1', '::1', '::ffff:127.0.0.1'].map(isLoopback)).toEqual([true, true, true]);
    expect(['10.0.0.1', '2001:db8::1', 'unknown', ''].map(isLoopback)).toEqual([false, false, false, false]);
  });
});

describe('rates by source', () => {
  test('are each source’s own', () => {
    const rates = new SourceRates({ burst: 1, perSecond: 1 });
    expect(rates.tryTake('user Ana', 0)).toBe(true);
    expect(rates.tryTake('user Ana', 0)).toBe(false);
    expect(rates.tryTake('user Ben', 0)).toBe(true);
  });

  test('are forgotten when they have been quiet, however many there were', () => {
    const rates = new SourceRates({ burst: 1, perSecond: 1 });
    for (let i = 0; i < 100_000; i++) rates.tryTake(`address 10.0.${i >> 8}.${i}`, i);
    expect(rates.size).toBeLessThan(20_000);
  });

  test('count a user by name, else the address, else nobody', () => {
    expect(sourceOf('Ana' as UserId, '10.0.0.1')).toBe('user Ana');
    expect(sourceOf(null, '10.0.0.1')).toBe('address 10.0.0.1');
    expect(sourceOf(null, '127.0.0.1')).toBeNull();
  });
});

describe('a connection that sends', () => {
  const meter = () => new MessageMeter(defaultLimits, null, 0);

  test('two thousand edits that were made offline, or all of a bench, is not slowed down', () => {
    const offline = meter();
    let waited = 0;
    for (let i = 0; i < 2_000; i++) waited += offline.count(300, 0);
    const bench = meter();
    // 20,000 operations a second over 8 connections, for a minute.
    for (let i = 0; i < 150_000; i++) waited += bench.count(250, (i * 1_000) / 2_500);
    expect(waited).toBe(0);
  });

  test('as much as it can is, in messages and in bytes', () => {
    const [many, large] = [meter(), meter()];
    const waits = (one: MessageMeter, bytes: number) => {
      let now = 0;
      for (let i = 0; i < 100_000; i++) now += one.count(bytes, now);
      return now;
    };
    expect(waits(many, 10)).toBeGreaterThanOrEqual(18_900);
    expect(waits(large, 100_000)).toBeGreaterThan(100_000);
  });

  test('shares what its user may send with the user’s other connections', () => {
    const [bytes, messages] = [1_000, 100].map(
      (rate) => new TokenBucket({ burst: rate, perSecond: rate }, 0),
    );
    const user = { bytes, messages } as { bytes: TokenBucket; messages: TokenBucket };
    const [a, b] = [1, 2].map(() => new MessageMeter(defaultLimits, user, 0));
    expect(a?.count(1_000, 0)).toBe(0);
    expect(b?.count(500, 0)).toBe(500);
  });
});

test('those who add to what is over its limit wait, and all go on when it is under', () => {
  const shared = new SharedBytes(100);
  const resumed: string[] = [];
  const waiter = (name: string) => ({ resume: () => resumed.push(name) });
  expect(shared.add(90, waiter('a'))).toBe(true);
  expect(shared.add(20, waiter('b'))).toBe(false);
  const gone = waiter('c');
  expect(shared.add(20, gone)).toBe(false);
  shared.forget(gone);
  shared.remove(20);
  expect(resumed).toEqual([]);
  shared.remove(20);
  expect(resumed).toEqual(['b']);
});

describe('unread output', () => {
  class Reader implements Recipient {
    isOpen = true;
    isEnded = false;
    readonly unsent: number;
    constructor(unsent: number) {
      this.unsent = unsent;
    }
    close(): void {
      this.isOpen = false;
    }
    terminate(): void {
      this.isEnded = true;
    }
  }

  test('within the limit is nobody’s fault', () => {
    const readers = [new Reader(50), new Reader(50)];
    expect(relieve(readers, 100)).toEqual([]);
  });

  test('beyond it costs those who have most of it, and only as many as it takes', () => {
    const readers = [10, 60, 0, 50, 5].map((unsent) => new Reader(unsent));
    expect(relieve(readers, 70)).toEqual([readers[1]]);
    expect(readers.map(({ isOpen }) => isOpen)).toEqual([true, false, true, true, true]);
    // It was told to go and has not: its bytes are let go of.
    relieve(readers, 70);
    expect(readers.map(({ isEnded }) => isEnded)).toEqual([false, true, false, false, false]);
  });
});

test('a log line says how many were left out before it', () => {
  const lines: object[] = [];
  let now = 0;
  const logger = { warn: (fields: object) => lines.push(fields) };
  const incidents = new Incidents({ logger: logger as never, clock: () => now });
  for (let i = 0; i < 10_000; i++) incidents.limited({ peer: 'mallory' }, 'syncsPerSecond', 'cut off');
  expect(lines).toHaveLength(200);
  now = 1_000;
  incidents.limited({ peer: 'mallory' }, 'syncsPerSecond', 'cut off');
  expect(lines.at(-1)).toMatchObject({ peer: 'mallory', suppressed: 9_800 });
});
