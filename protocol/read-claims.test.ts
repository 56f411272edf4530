import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { readClaims, tidyToken } from './read-claims.ts';
import { MAX_TOKEN_LENGTH } from './token.ts';

const claims = { sub: 'Žofie', aud: 'kitchen', role: 'editor', iat: 1, exp: 2_000_000_000, jti: 'a-1' };
const sign = (payload: object) =>
  new SignJWT({ ...payload }).setProtectedHeader({ alg: 'HS256' }).sign(new Uint8Array(32));

describe('readClaims', () => {
  test('tells what a token says, whoever signed it', async () => {
    expect(readClaims(await sign(claims))).toEqual(claims);
    expect(readClaims(await sign({ ...claims, aud: '*' }))).toMatchObject({ aud: '*' });
  });

  test.each([
    ['a claim that is missing', { ...claims, sub: undefined }],
    ['a role that there is not', { ...claims, role: 'owner' }],
    ['a cart that cannot be', { ...claims, aud: '../etc' }],
  ])('is nothing with %s', async (_what, payload) => {
    expect(readClaims(await sign(payload))).toBeNull();
  });

  test.each(['', 'abc', 'a.b.c', 'a.!.c', 'a.eyJ.c', 'a.bnVsbA.c', 'a.b.c.d'])(
    'is nothing for %j',
    (text) => {
      expect(readClaims(text)).toBeNull();
    },
  );

  test('is nothing for what is longer than a relay would read', async () => {
    const token = await sign({ ...claims, padding: 'x'.repeat(MAX_TOKEN_LENGTH) });
    expect(readClaims(token)).toBeNull();
  });
});

test('a token may be pasted with line breaks in it', () => {
  expect(tidyToken(' ab\r\n c.d \n')).toBe('abc.d');
});
