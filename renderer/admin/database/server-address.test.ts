import { describe, expect, it } from 'vitest';
import { readServerAddress, splitPassword } from './server-address.ts';

const read = (text: string) => {
  const address = readServerAddress(text);
  return address.ok ? address.value : address.refusal.code;
};

describe('readServerAddress', () => {
  it('takes addresses of PostgreSQL only', () => {
    expect([' ', 'localhost', 'http://db/x', 'postgres//db'].map(read)).toEqual([
      'empty',
      'bad',
      'bad',
      'bad',
    ]);
    expect(read(' postgresql://ana@db.example:5432/trolley ')).toMatchObject({ host: 'db.example' });
  });

  it('knows this computer, by name, by number and by socket', () => {
    const isHere = (text: string) => {
      const address = read(text);
      return typeof address === 'string' ? address : address.isLoopback;
    };
    for (const host of ['localhost', '127.0.0.1', '127.9.9.9', '[::1]', '']) {
      expect(isHere(`postgres://${host}/trolley`)).toBe(true);
    }
    expect(isHere('postgres:///trolley?host=/var/run/postgresql')).toBe(true);
    for (const host of ['db', '10.0.0.1', 'localhost.example', '127.0.0.1.example']) {
      expect(isHere(`postgres://${host}/trolley`)).toBe(false);
    }
  });

  it('does not take "if the server likes" for encryption', () => {
    const isAsked = (query: string) => {
      const address = read(`postgres://db/trolley${query}`);
      return typeof address === 'string' ? address : address.asksForEncryption;
    };
    expect(['', '?sslmode=disable', '?sslmode=prefer', '?sslmode=require', '?ssl=true'].map(isAsked)).toEqual(
      [...[false, false, false, true, true]],
    );
  });

  it('wants the password elsewhere', () => {
    expect(read('postgres://ana:secret@db/trolley')).toBe('password');
    expect(read('postgres://ana@db/trolley?password=secret')).toBe('password');
  });
});

describe('splitPassword', () => {
  it('takes the password out of an address, as it was meant', () => {
    expect(splitPassword('postgres://ana:p%40ss@db/trolley')).toEqual({
      url: 'postgres://ana@db/trolley',
      password: 'p@ss',
    });
    expect(splitPassword('postgres://ana@db/trolley?password=x&sslmode=require')).toEqual({
      url: 'postgres://ana@db/trolley?sslmode=require',
      password: 'x',
    });
    expect(splitPassword('postgres://ana@db/trolley')).toBeNull();
    expect(splitPassword('nonsense')).toBeNull();
  });
});
