import { expect, it } from 'vitest';
import type { DatabaseChoice } from '../../../protocol/admin/database.ts';
import { openlySentWords, trialWords } from './database-words.ts';

const trial = { version: 'PostgreSQL 15.14', isMigrated: true, isEncrypted: false, milliseconds: 3.4 };
const server = (url: string, caFile: string | null = null): DatabaseChoice => ({
  ...{ kind: 'server', url, password: null, caFile },
});

it('warns of a connection beyond this computer that is not encrypted', () => {
  const isWarned = (choice: DatabaseChoice, tried = false, isEncrypted = false) =>
    openlySentWords(choice, tried ? { ...trial, isEncrypted } : null) !== null;
  expect(isWarned(server('postgres://db/trolley'))).toBe(true);
  expect(isWarned(server('postgres://127.0.0.1/trolley'))).toBe(false);
  expect(isWarned(server('postgres://db/trolley', '/ca.pem'))).toBe(false);
  expect(isWarned(server('postgres://db/trolley?sslmode=require'))).toBe(false);
  expect(isWarned(server('postgres://db/trolley'), true, true)).toBe(false);
  expect(isWarned(server('postgres://db/trolley?sslmode=require'), true, false)).toBe(true);
  expect(isWarned({ kind: 'embedded' })).toBe(false);
});

it('says what was found, and nothing of encryption where there is no connection', () => {
  expect(trialWords({ ...trial, isMigrated: false })).toEqual([
    'PostgreSQL 15.14 answered in 3 ms',
    'Trolley’s tables are not there yet; the first export makes them',
    'The connection is not encrypted',
  ]);
  expect(trialWords({ ...trial, isEncrypted: null, milliseconds: 0.2 })).toEqual([
    'PostgreSQL 15.14 answered in 1 ms',
    'Trolley’s tables are there',
  ]);
});
