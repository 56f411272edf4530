import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { databaseChoice, type DatabaseInfo } from '../../../protocol/admin/database.ts';
import { isPasswordKept, readDatabaseForm, type DatabaseForm } from './database-form.ts';

const url = 'postgres://ana@db/trolley';
const info: DatabaseInfo = { kind: 'server', url, hasPassword: true, caFile: null, keeping: 'protected' };
const form: DatabaseForm = { kind: 'server', url, passwordIs: 'keep', password: '', caFile: '' };
const read = (more: Partial<DatabaseForm> = {}, now: DatabaseInfo = info) => {
  const choice = readDatabaseForm({ ...form, ...more }, now);
  return choice.ok ? choice.value : choice.refusal.code;
};

describe('readDatabaseForm', () => {
  it('makes choices that the contract allows', () => {
    for (const more of [
      {},
      { kind: 'embedded' },
      { caFile: '/etc/ca.pem' },
      { passwordIs: 'none' },
    ] as const) {
      expect(v.is(databaseChoice, read(more))).toBe(true);
    }
  });

  it('keeps a password only for the address that it is kept for', () => {
    expect(read()).toMatchObject({ password: null });
    expect(read({ url: 'postgres://ana@elsewhere/trolley' })).toMatchObject({ password: '' });
    expect(read({}, { kind: 'embedded', directory: '/x', psqlUrl: null })).toMatchObject({ password: '' });
    expect([isPasswordKept(info, ` ${url} `), isPasswordKept({ ...info, hasPassword: false }, url)]).toEqual([
      ...[true, false],
    ]);
  });

  it('sends a password only where it was entered to be sent', () => {
    expect(read({ passwordIs: 'new', password: ' s ' })).toMatchObject({ password: ' s ' });
    expect(read({ passwordIs: 'none', password: 'left over' })).toMatchObject({ password: '' });
    expect(read({ passwordIs: 'new' })).toBe('password');
    expect(read({ kind: 'embedded', password: 'left over' })).toEqual({ kind: 'embedded' });
  });

  it('says which field is wrong', () => {
    expect(read({ url: 'db' })).toBe('url');
    expect(read({ caFile: 'ca.pem' })).toBe('caFile');
    expect(read({ caFile: ' C:\\ca.pem ' })).toMatchObject({ caFile: 'C:\\ca.pem' });
    expect(read({ caFile: ' ' })).toMatchObject({ caFile: null });
  });
});
