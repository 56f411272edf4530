import { expect, test } from 'vitest';
import { splitPassword } from './split-password.ts';

test.each([
  ['postgres://ana@db:5432/shop', 'postgres://ana@db:5432/shop', null],
  ['postgres://ana:secret@db/shop', 'postgres://ana@db/shop', 'secret'],
  [
    'postgresql://ana:p%40ss%2Fw%25@db/shop?sslmode=require',
    'postgresql://ana@db/shop?sslmode=require',
    'p@ss/w%',
  ],
  ['postgres://ana:100%@db/shop', 'postgres://ana@db/shop', '100%'],
  [
    'postgres:///shop?host=/run/pg&user=ana&password=a%20b',
    'postgres:///shop?host=%2Frun%2Fpg&user=ana',
    'a b',
  ],
])('%s', (text, url, password) => {
  expect(splitPassword(text)).toEqual({ url, password });
});

test.each(['', 'shop', 'mysql://ana@db/shop', 'http://db'])('%j is no address of a database', (text) => {
  expect(splitPassword(text)).toBeNull();
});
