import { describe, expect, test } from 'vitest';
import type { CartId, OpId } from '../../cart/ids.ts';
import type { LogEntry, LogRecord, StoredEntry, UpdateLog } from './update-log.ts';

/** Storage that a log can be opened on more than once, one after the other. */
export interface LogStorage {
  open(): Promise<UpdateLog>;
  dispose(): Promise<void>;
}

const cart = (id: string): CartId => id as CartId;
const record = (clock: number, bytes: Uint8Array = Uint8Array.of(clock)): LogRecord => ({
  client: 4_294_967_295,
  clock,
  opId: `0123456789abcdef.${clock + 1}` as OpId,
  storedAt: 1_763_000_000_000 + clock,
  bytes,
});
const entry = (id: string, clock: number): LogEntry => ({ cartId: cart(id), record: record(clock) });
const plain = (records: readonly LogRecord[]) =>
  records.map(({ client, clock, opId, storedAt, bytes }) => {
    return { client, clock, opId, storedAt, bytes: Array.from(bytes) };
  });
const places = (entries: readonly StoredEntry[]) =>
  entries.map(({ cartId, record: { position, clock } }) => `${position} ${cartId} ${clock}`);
const records = (...clocks: number[]) => plain(clocks.map((clock) => record(clock)));

/** What every `UpdateLog` has to do. Call it from a test file of the engine. */
export function describeUpdateLog(name: string, createStorage: () => Promise<LogStorage>): void {
  const withLog = (behaviour: string, run: (log: UpdateLog, storage: LogStorage) => Promise<void>) =>
    test(behaviour, async () => {
      const storage = await createStorage();
      const log = await storage.open();
      try {
        await run(log, storage);
      } finally {
        await storage.dispose();
      }
    });

  describe(`${name} keeps the contract of UpdateLog`, () => {
    withLog('a new log has no carts, and a cart that was never written has no records', async (log) => {
      expect(await log.listCarts()).toEqual([]);
      expect(await log.read(cart('kitchen'))).toEqual([]);
    });

    withLog('gives back what was appended, in order', async (log) => {
      await log.append([entry('kitchen', 0), entry('kitchen', 1)]);
      await log.append([entry('kitchen', 2)]);
      expect(plain(await log.read(cart('kitchen')))).toEqual(records(0, 1, 2));
    });

    withLog('one append may mix carts, each keeping its own order', async (log) => {
      await log.append([entry('b', 0), entry('a', 0), entry('b', 1), entry('a', 1)]);
      expect(plain(await log.read(cart('a')))).toEqual(records(0, 1));
      expect(plain(await log.read(cart('b')))).toEqual(records(0, 1));
    });

    withLog('carts whose ids begin alike are kept apart, and listed sorted', async (log) => {
      const ids = ['a-b', 'A', 'ab', 'a_b', 'a', 'a1', 'a'.repeat(64)];
      await log.append(ids.map((id, index) => entry(id, index)));
      expect(await log.listCarts()).toEqual([...ids].sort());
      for (const [index, id] of ids.entries()) {
        expect(plain(await log.read(cart(id)))).toEqual(records(index));
      }
    });

    withLog(
      'everything is there after closing and opening again, and can be added to',
      async (log, storage) => {
        await log.append([entry('kitchen', 0), entry('ward', 0)]);
        await log.close();
        const reopened = await storage.open();
        await reopened.append([entry('kitchen', 1)]);
        expect(plain(await reopened.read(cart('kitchen')))).toEqual(records(0, 1));
        expect(await reopened.listCarts()).toEqual(['kitchen', 'ward']);
        await reopened.close();
      },
    );

    withLog('closing waits for the append in flight', async (log, storage) => {
      const appending = log.append([entry('kitchen', 0)]);
      await log.close();
      await appending;
      const reopened = await storage.open();
      expect(await reopened.read(cart('kitchen'))).toHaveLength(1);
      await reopened.close();
    });

    withLog('takes what it needs before append returns', async (log) => {
      const bytes = Uint8Array.of(1, 2, 3);
      const appending = log.append([{ cartId: cart('kitchen'), record: record(0, bytes) }]);
      bytes.fill(9);
      await appending;
      const [stored] = await log.read(cart('kitchen'));
      expect(Array.from(stored?.bytes ?? [])).toEqual([1, 2, 3]);
    });

    withLog('what was read stays as it is while more is appended', async (log) => {
      await log.append([entry('kitchen', 0)]);
      const before = await log.read(cart('kitchen'));
      await log.append(Array.from({ length: 200 }, (_, i) => entry('kitchen', i + 1)));
      expect(plain(before)).toEqual(records(0));
    });

    withLog('thousands of records and large ones', async (log) => {
      const large = record(0, new Uint8Array(128 * 1024).fill(7));
      await log.append([
        { cartId: cart('large'), record: large },
        ...Array.from({ length: 5_000 }, (_, i) => entry('long', i)),
      ]);
      expect((await log.read(cart('long'))).map(({ clock }) => clock)).toEqual([...Array(5_000).keys()]);
      expect(plain(await log.read(cart('large')))).toEqual(plain([large]));
    });

    withLog('positions go up through all carts, those of one cart in one append together', async (log) => {
      expect(log.head).toBe(0);
      await log.append([entry('b', 0), entry('a', 0), entry('b', 1)]);
      await log.append([entry('a', 1)]);
      expect(log.head).toBe(4);
      const positions = async (id: string) => (await log.read(cart(id))).map(({ position }) => position);
      const [b, a] = [await positions('b'), await positions('a')];
      expect([...b, ...a].sort()).toEqual([0, 1, 2, 3]);
      expect(a[1]).toBe(3);
      expect((b[1] ?? 0) - (b[0] ?? 0)).toBe(1);
    });

    withLog('the head moves when an append has resolved, not before', async (log) => {
      await log.append([entry('kitchen', 0)]);
      const appending = log.append([entry('kitchen', 1)]);
      expect(log.head).toBe(1);
      await appending;
      expect(log.head).toBe(2);
    });

    withLog('the feed gives every record once, in the order of positions, from anywhere', async (log) => {
      const expected: string[] = [];
      for (let i = 0; i < 20; i++) {
        const ids = ['a', 'b', 'c'].slice(i % 3);
        expected.push(...ids.map((id, at) => `${log.head + at} ${id} ${i}`));
        await log.append(ids.map((id) => entry(id, i)));
      }
      expect(places(await log.readFeed({ from: 0, limit: 1_000 }))).toEqual(expected);
      for (const from of [1, 2, 3, 17, expected.length - 1]) {
        for (const limit of [1, 2, 5, 1_000]) {
          expect(places(await log.readFeed({ from, limit }))).toEqual(expected.slice(from, from + limit));
        }
      }
      expect(await log.readFeed({ from: log.head, limit: 10 })).toEqual([]);
      const [first] = await log.readFeed({ from: 5, limit: 1 });
      expect(plain(first ? [first.record] : [])).toEqual(records(first?.record.clock ?? -1));
    });

    withLog('the feed of one cart leaves out the others', async (log) => {
      for (let i = 0; i < 6; i++) await log.append([entry('a', 2 * i), entry('b', i), entry('a', 2 * i + 1)]);
      const feed = (from: number, limit: number) => log.readFeed({ from, limit, cartId: cart('a') });
      const clocks = (entries: readonly StoredEntry[]) => entries.map(({ record: { clock } }) => clock);
      expect(clocks(await feed(0, 100))).toEqual([...Array(12).keys()]);
      expect(clocks(await feed(0, 3))).toEqual([0, 1, 2]);
      const all = await log.read(cart('a'));
      for (const [index, { position }] of all.entries()) {
        expect(clocks(await feed(position, 2))).toEqual([...Array(12).keys()].slice(index, index + 2));
      }
      expect(await feed(log.head, 1)).toEqual([]);
      expect(await log.readFeed({ from: 0, limit: 9, cartId: cart('nobody') })).toEqual([]);
    });

    withLog(
      'name, head and feed are the same after opening again, and go on from there',
      async (log, storage) => {
        await log.append([entry('a', 0), entry('b', 0)]);
        const before = await log.readFeed({ from: 0, limit: 10 });
        await log.close();
        const reopened = await storage.open();
        expect(reopened.generation).toBe(log.generation);
        expect(reopened.head).toBe(2);
        expect(places(await reopened.readFeed({ from: 0, limit: 10 }))).toEqual(places(before));
        await reopened.append([entry('a', 1)]);
        expect(places(await reopened.readFeed({ from: 1, limit: 10 }))).toEqual(['1 b 0', '2 a 1']);
        await reopened.close();
      },
    );

    withLog('every log has a name of its own', async (log) => {
      const other = await createStorage();
      try {
        expect((await other.open()).generation).not.toBe(log.generation);
      } finally {
        await other.dispose();
      }
      expect(log.recovery).toBeNull();
    });

    withLog('a whole cart is salvaged whole', async (log) => {
      await log.append([entry('kitchen', 0), entry('ward', 0), entry('kitchen', 1)]);
      const { records: salvaged, damage } = await log.salvage(cart('kitchen'));
      expect(plain(salvaged)).toEqual(records(0, 1));
      expect(damage).toEqual([]);
    });

    withLog('appending nothing is fine', async (log) => {
      await log.append([]);
      expect(await log.listCarts()).toEqual([]);
    });

    withLog('a probe leaves no trace', async (log) => {
      await log.append([entry('kitchen', 0)]);
      await log.probe(100_000);
      expect(await log.listCarts()).toEqual(['kitchen']);
      expect(plain(await log.read(cart('kitchen')))).toEqual(records(0));
    });
  });
}
