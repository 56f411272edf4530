import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openEmbedded } from './embedded-database.ts';
import { migrate } from './migrate.ts';
import { describeDatabase } from '../testing/database.contract.ts';
import { runPsql } from '../testing/postgres-server.ts';

describe('PGlite as a database', () => {
  describeDatabase(() => openEmbedded());
});

describe('the embedded database', () => {
  test('is kept in its directory, by one process at a time', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'trolley-embedded-'));
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
    const held = new Set<string>();
    const lock = (path: string) => {
      if (held.has(path)) throw new Error('in use');
      held.add(path);
      return () => held.delete(path);
    };
    const first = await openEmbedded({ directory, lock });
    await first.script('create table t (x integer); insert into t values (7)');
    await expect(openEmbedded({ directory, lock })).rejects.toThrow('in use');
    await first.close();
    const second = await openEmbedded({ directory, lock });
    expect(await second.query('select x from t')).toEqual([{ x: 7 }]);
    await second.close();
    expect(held.size).toBe(0);
  });

  test('lets psql in on request, and closes the door with itself', async () => {
    const database = await openEmbedded();
    await migrate(database);
    const door = await database.openToPsql(0);
    // Not `runPsql`: the server is in this process, which must not stand still meanwhile.
    const psql = async (sql: string) =>
      (await promisify(execFile)('psql', ['-X', '-q', '-A', '-t', '-d', door.url, '-c', sql])).stdout.trim();
    expect(await psql('select count(*) from trolley.op')).toBe('0');
    await database.close();
    expect(() => runPsql(door.url, '-c', 'select 1')).toThrow(/refused/);
  });
});
