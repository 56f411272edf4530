import { expect, onTestFinished, test } from 'vitest';
import type { Database } from '../database/database.ts';
import { isMigrated, migrate } from '../database/migrate.ts';

/** What every database must do, whichever engine it is. `open` gives a new, empty one. */
export function describeDatabase(open: () => Promise<Database>): void {
  const newDatabase = async () => {
    const database = await open();
    onTestFinished(() => database.close());
    return database;
  };
  const newMigrated = async () => {
    const database = await newDatabase();
    await migrate(database);
    return database;
  };
  const insert = `insert into trolley.op (cart_id, op_id, sid, n, kind, body, hash)
    values ($1, $2 || '.' || $3::bigint, $2, $3, 'title', $4, sha256('x'))`;
  const someOp = ['kitchen', 'a'.repeat(16), 1, '{"kind":"title"}'] as const;
  const count = async (database: Database) =>
    (await database.query<{ ops: number }>('select count(*) as ops from trolley.op'))[0]?.ops;

  test('values come back as they went in', async () => {
    const database = await newDatabase();
    const [row] = await database.query(
      `select $1::text as text, $2::bigint as big, $3::jsonb as json, $4::bytea as bytes, $5::timestamptz as at,
        cardinality($6::text[]) as items, $7::boolean as flag, $8::text as nothing`,
      [
        ...["'; drop table x; --", Number.MAX_SAFE_INTEGER, '{"b":[1.5],"a":"ü"}', Uint8Array.of(0, 255)],
        ...[new Date(1_700_000_000_123), ['a,"b"', '{}', ''], true, null],
      ],
    );
    expect({ ...row, bytes: Array.from((row as { bytes: Uint8Array }).bytes) }).toEqual({
      text: "'; drop table x; --",
      big: Number.MAX_SAFE_INTEGER,
      json: { a: 'ü', b: [1.5] },
      bytes: [0, 255],
      at: new Date(1_700_000_000_123),
      items: 3,
      flag: true,
      nothing: null,
    });
  });

  test('a transaction is all or nothing', async () => {
    const database = await newMigrated();
    const failing = database.transaction(async (session) => {
      await session.query(insert, someOp);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await count(database)).toBe(0);
    await database.transaction((session) => session.query(insert, someOp));
    expect(await count(database)).toBe(1);
  });

  test('a failed statement fails its transaction, and the next one works', async () => {
    const database = await newMigrated();
    await database.query(insert, someOp);
    const failing = database.transaction((session) => session.query(insert, someOp));
    await expect(failing).rejects.toMatchObject({ code: '23505' });
    expect(await count(database)).toBe(1);
  });

  test('the schema is made once, and known to be there', async () => {
    const database = await newDatabase();
    expect(await isMigrated(database)).toBe(false);
    expect(await migrate(database)).toEqual([
      ...['001 operations', '002 carts', '003 reconciling', '004 verdicts', '005 exports'],
    ]);
    expect(await migrate(database)).toEqual([]);
    expect(await isMigrated(database)).toBe(true);
  });

  test('a migration that was changed after it ran is noticed', async () => {
    const database = await newMigrated();
    await database.query(`update trolley.migration set md5 = 'other' where version = 2`);
    await expect(migrate(database)).rejects.toThrow('MD5');
  });

  test('whoever is no superuser cannot change or remove operations, not even the owner', async () => {
    const database = await newMigrated();
    await database.query(insert, someOp);
    await database.script(`
      create role plain;
      grant usage on schema trolley to plain;
      alter table trolley.op owner to plain;
    `);
    const asPlain = (sql: string) =>
      database.transaction(async (session) => {
        await session.script('set local role plain');
        await session.query(sql);
      });
    await expect(asPlain(`update trolley.op set kind = 'note'`)).rejects.toThrow('append-only');
    await expect(asPlain('delete from trolley.op')).rejects.toThrow('append-only');
    await expect(asPlain('truncate trolley.op')).rejects.toThrow('append-only');
    await asPlain('select 1 from trolley.op');
    await database.script('reset role');
    expect(await count(database)).toBe(1);
    await database.script(
      'alter table trolley.op owner to current_user; drop owned by plain; drop role plain',
    );
  });

  test('a row that was changed by hand no longer proves what it says', async () => {
    const database = await newMigrated();
    await database.query(insert, someOp);
    const isProof = async () =>
      (await database.query<{ is: boolean }>('select trolley.proof_of(o) = hash as is from trolley.op o'))[0]
        ?.is;
    expect(await isProof()).toBe(true);
    for (const change of [
      `kind = 'note'`,
      `body = '{}'`,
      `hash = sha256('y')`,
      `line_id = 'x'`,
      `clock = 7`,
    ]) {
      await database.script(`begin; update trolley.op set ${change}`);
      expect([change, await isProof()]).toEqual([change, false]);
      await database.script('rollback');
    }
  });
}
