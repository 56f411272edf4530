import { cp, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CartId, OpId } from '../../cart/ids.ts';
import { backUp } from './backup.ts';
import type { BackupCrashPoint } from './crash-points.ts';
import { LmdbUpdateLog } from './lmdb-update-log.ts';
import { temporaryDirectory } from '../testing/temporary-directory.ts';
import { LogUnopenable, type LogEntry } from './update-log.ts';
import { isSound, verifyLog } from './verify.ts';
import { OpWriter } from '../testing/op-writer.ts';
import { readLedgerUpdate } from '../../protocol/ledger-update.ts';

const NOW = 1_763_000_000_000;
const kitchen = 'kitchen' as CartId;

/** Entries of real operations. */
function entriesOf(writer: OpWriter, cartId = kitchen): LogEntry[] {
  const read = readLedgerUpdate(writer.next());
  if (read.status === 'malformed') throw new Error(read.reason);
  return read.structs.map(({ client, clock, key, bytes }) => ({
    cartId,
    record: { client, clock, opId: key as OpId, storedAt: NOW, bytes },
  }));
}

async function newLog() {
  const dataDir = await temporaryDirectory();
  const log = await LmdbUpdateLog.open(dataDir);
  const target = join(await temporaryDirectory(), 'backup');
  return { dataDir, log, target, writer: new OpWriter(7) };
}

describe('a backup', () => {
  test('taken while the log is written holds everything up to one moment', async () => {
    const { dataDir, log, target, writer } = await newLog();
    for (let i = 0; i < 50; i++) await log.append(entriesOf(writer));
    const state = { isRunning: true };
    const writing = (async () => {
      while (state.isRunning) await log.append([...entriesOf(writer), ...entriesOf(writer)]);
    })();
    const verification = await backUp({ dataDir, target, clock: () => NOW });
    state.isRunning = false;
    await writing;
    expect(isSound(verification)).toBe(true);
    expect(verification.takenAt).toBe(NOW);
    const original = await log.readFeed({ from: 0, limit: 100_000 });
    await log.close();

    const copy = await LmdbUpdateLog.open(target, { clock: () => NOW + 5 });
    const copied = await copy.readFeed({ from: 0, limit: 100_000 });
    expect(copied.length).toBe(verification.ops);
    expect(copied.length).toBeGreaterThanOrEqual(50);
    expect(copied.length % 2).toBe(0);
    expect(copied).toEqual(original.slice(0, copied.length));
    await copy.close();
  });

  test('is refused where something is, and of what is no log', async () => {
    const { dataDir, log, target, writer } = await newLog();
    await log.append(entriesOf(writer));
    await backUp({ dataDir, target, clock: () => NOW });
    await expect(backUp({ dataDir, target, clock: () => NOW })).rejects.toThrow('is not empty');
    const nothing = await temporaryDirectory();
    const elsewhere = join(nothing, 'target');
    await expect(backUp({ dataDir: nothing, target: elsewhere, clock: () => NOW })).rejects.toThrow(
      LogUnopenable,
    );
    await log.close();
  });

  test('has the revocations too, and no lock', async () => {
    const { dataDir, log, target, writer } = await newLog();
    await log.append(entriesOf(writer));
    await writeFile(join(dataDir, 'revocations.json'), '{"some":"thing"}');
    await backUp({ dataDir, target, clock: () => NOW });
    expect((await readdir(target)).sort()).toEqual(['log', 'revocations.json']);
    expect(await readFile(join(target, 'revocations.json'), 'utf8')).toBe('{"some":"thing"}');
    await log.close();
  });

  test.each<BackupCrashPoint>(['beforeBackupMark', 'afterBackupMark'])(
    'interrupted at %s is no log for a relay',
    async (crashPoint) => {
      const { dataDir, log, target, writer } = await newLog();
      await log.append(entriesOf(writer));
      const reach = (point: string) => {
        if (point === crashPoint) throw new Error('interrupted');
      };
      const backingUp = backUp({ dataDir, target, clock: () => NOW, crashPoints: { reach } });
      await expect(backingUp).rejects.toThrow('interrupted');
      await expect(LmdbUpdateLog.open(target)).rejects.toThrow('is an unfinished backup');
      expect(await readdir(target)).not.toContain('log');
      await log.close();
    },
  );
});

describe('a log that was restored', () => {
  const restored = async () => {
    const { dataDir, log, target, writer } = await newLog();
    await log.append(entriesOf(writer));
    await backUp({ dataDir, target, clock: () => NOW });
    const { generation } = log;
    await log.close();
    return { dataDir, target, writer, generation };
  };

  test('has a new name and says what it may have lost, from its first start on', async () => {
    const { dataDir, target, generation } = await restored();
    const first = await LmdbUpdateLog.open(target, { clock: () => NOW + 60_000 });
    expect(first.generation).not.toBe(generation);
    expect(first.recovery).toEqual({ since: NOW, until: NOW + 60_000 });
    await first.close();
    const second = await LmdbUpdateLog.open(target, { clock: () => NOW + 90_000 });
    expect(second.generation).toBe(first.generation);
    expect(second.recovery).toEqual(first.recovery);
    await second.close();
    const original = await LmdbUpdateLog.open(dataDir);
    expect(original.generation).toBe(generation);
    expect(original.recovery).toBeNull();
    await original.close();
  });

  test('and restored again keeps what it may have lost the first time', async () => {
    const { target } = await restored();
    await (await LmdbUpdateLog.open(target, { clock: () => NOW + 10 })).close();
    const next = join(await temporaryDirectory(), 'next');
    await backUp({ dataDir: target, target: next, clock: () => NOW + 20 });
    const log = await LmdbUpdateLog.open(next, { clock: () => NOW + 30 });
    expect(log.recovery).toEqual({ since: NOW, until: NOW + 30 });
    await log.close();
  });

  test('without a mark is told so by its operator, who may go on saying it', async () => {
    const { dataDir, generation } = await restored();
    const copy = join(await temporaryDirectory(), 'copy');
    await cp(dataDir, copy, { recursive: true });
    const open = (clock: number) => LmdbUpdateLog.open(copy, { recoverSince: NOW - 5, clock: () => clock });
    const first = await open(NOW);
    expect(first.generation).not.toBe(generation);
    expect(first.recovery).toEqual({ since: NOW - 5, until: NOW });
    await first.close();
    const second = await open(NOW + 100);
    expect([second.generation, second.recovery]).toEqual([first.generation, first.recovery]);
    await second.close();
  });

  test('is sound', async () => {
    const { target } = await restored();
    expect(await verifyLog({ path: join(target, 'log') })).toEqual({
      carts: 1,
      ops: 1,
      damagedCarts: [],
      damage: [],
    });
  });
});
