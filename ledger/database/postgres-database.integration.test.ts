import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { DatabaseRefused, DatabaseUnavailable, type Database } from './database.ts';
import { migrate } from './migrate.ts';
import { openPostgres } from './postgres-database.ts';
import { sqlDirectory } from './sql-files.ts';
import { describeDatabase } from '../testing/database.contract.ts';
import { startPostgres, type PostgresServer } from '../testing/postgres-server.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.destroy());

function open(url: string, limits = {}): Database {
  const database = openPostgres({ url, limits });
  onTestFinished(() => database.close());
  return database;
}

describe('PostgreSQL as a database', () => {
  // A script of several statements needs one connection for "begin".
  describeDatabase(() =>
    Promise.resolve(openPostgres({ url: server.newDatabase(), limits: { connections: 1 } })),
  );
});

describe('PostgreSQL on a server', () => {
  test('a server that dies ends the transaction, leaves nothing of it, and is used again when it is back', async () => {
    const database = open(server.newDatabase());
    await database.script('create table t (x integer)');
    const interrupted = database.transaction(async (session) => {
      await session.query('insert into t values (1)');
      server.stop('immediate');
      await session.query('insert into t values (2)');
    });
    await expect(interrupted).rejects.toBeInstanceOf(DatabaseUnavailable);
    await expect(database.query('select 1')).rejects.toBeInstanceOf(DatabaseUnavailable);
    server.start();
    expect(await database.query('select * from t')).toEqual([]);
  });

  test('a statement that takes too long is ended, and so is waiting for a lock', async () => {
    const database = open(server.newDatabase(), { statementMs: 100, lockMs: 50 });
    await expect(database.query('select pg_sleep(10)')).rejects.toBeInstanceOf(DatabaseUnavailable);
    await database.script('create table t (x integer)');
    await database.transaction(async (session) => {
      await session.query('lock table t');
      await expect(database.query('select * from t')).rejects.toThrow('lock timeout');
    });
  });

  test('what somebody has to change is told apart, and no password is in any message', async () => {
    const url = server.newDatabase().replace('postgres@', 'postgres:hunter2@');
    const elsewhere = open(url.replace(/trolley_\d+$/, 'nowhere'));
    const failure: unknown = await elsewhere.query('select 1').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DatabaseRefused);
    expect(String(failure)).toContain('nowhere');
    const unreachable = open(url.replace(String(server.port), '1'));
    const refusal: unknown = await unreachable.query('select 1').catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DatabaseUnavailable);
    for (const said of [String(failure), String(refusal), elsewhere.name])
      expect(said).not.toContain('hunter2');
    expect(() => openPostgres({ url: 'mysql://x' })).toThrow(DatabaseRefused);
  });

  test('with a certificate authority, only a server that it vouches for is used', async () => {
    const other = await startPostgres({ tls: true });
    onTestFinished(() => other.destroy());
    const secure = (url: string, caFile = other.caFile) => {
      const database = openPostgres({ url, caFile });
      onTestFinished(() => database.close());
      return database.query('select ssl from pg_stat_ssl where pid = pg_backend_pid()');
    };
    const url = other.newDatabase();
    expect(await secure(url)).toEqual([{ ssl: true }]);
    expect(await secure(`${url}?sslmode=disable`)).toEqual([{ ssl: true }]);
    const stranger = await startPostgres({ tls: true });
    onTestFinished(() => stranger.destroy());
    await expect(secure(url, stranger.caFile)).rejects.toThrow(/certificate/);
    for (const query of ['', '?sslmode=disable']) {
      await expect(secure(server.newDatabase() + query)).rejects.toThrow(/SSL/);
    }
  });

  test('the exporting role may add operations, never change or remove them; the reader only looks', async () => {
    const url = server.newDatabase();
    await migrate(open(url));
    server.psql(url, '-f', join(sqlDirectory(), 'roles.sql'));
    server.psql(url, '-c', 'create user exporting in role trolley_exporter');
    server.psql(url, '-c', 'create user looking in role trolley_reader');
    const exporting = open(url.replace('postgres@', 'exporting@'));
    const looking = open(url.replace('postgres@', 'looking@'));
    const insert = `insert into trolley.op (cart_id, op_id, sid, n, kind, body, hash)
      values ('kitchen', 'a.1', 'a', 1, 'title', '{}', sha256('x'))`;
    await exporting.query(insert);
    expect(await looking.query('select op_id from trolley.op')).toEqual([{ op_id: 'a.1' }]);
    for (const sql of ['delete from trolley.op', `update trolley.op set kind = 'x'`, 'truncate trolley.op']) {
      await expect(exporting.query(sql)).rejects.toBeInstanceOf(DatabaseRefused);
    }
    await expect(exporting.query(`select trolley.withdraw_op('', 'kitchen', 'a.1')`)).rejects.toThrow(
      'permission denied',
    );
    await expect(looking.query(insert)).rejects.toBeInstanceOf(DatabaseRefused);
    // Running it again, as after an upgrade, changes nothing.
    expect(readFileSync(join(sqlDirectory(), 'roles.sql'), 'utf8')).toContain('if not exists');
    server.psql(url, '-f', join(sqlDirectory(), 'roles.sql'));
  });
});
