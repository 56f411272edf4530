import { describe, expect, test } from 'vitest';
import type { CartId, OpId } from '../cart/ids.ts';
import type { LogEntry, LogRecord, UpdateLog } from './update-log.ts';

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
const plain = (records: readonly LogRecord[]) => records.map((r) => ({ ...r, bytes: Array.from(r.bytes) }));
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
