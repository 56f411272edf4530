import { CompactSign, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { MAX_TOKEN_SECONDS, type TokenClaims } from '../../protocol/token.ts';
import { claims, SECRETS } from '../testing/new-identity.ts';
import type { Secrets } from './secret-file.ts';
import { createTokenReader, signToken } from './tokens.ts';

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);
const SECOND = NOW / 1000;
const OTHER = new TextEncoder().encode('another secret of at least 32 bytes');

const good = (change: Partial<TokenClaims> = {}) => claims(change, NOW);
const read = (token: string, secrets: Secrets = SECRETS, now = NOW) =>
  createTokenReader({ secrets, clock: () => now })(token);
const signed = (payload: object, header: object = { alg: 'HS256' }, secret = SECRETS[0]) =>
  new SignJWT({ ...payload }).setProtectedHeader(header as { alg: string }).sign(secret);

/** What the relay says of a token that it does not take. */
async function reasonFor(token: string): Promise<string> {
  const result = await read(token);
  if (result.ok) throw new Error('the token was taken');
  expect(result.refusal.code).toBe('unauthorised');
  expect(result.refusal.message).not.toContain(token.slice(0, 20));
  return result.refusal.message;
}

const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');

test('a token says what it was made to say', async () => {
  const said = good({ aud: '*', role: 'admin' });
  expect(await read(await signToken(said, SECRETS))).toEqual({ ok: true, value: said });
});

test('claims of other programs are not in the way', async () => {
  const result = await read(await signed({ ...good(), iss: 'shop', nbf: SECOND, scope: 'all' }));
  expect(result.ok).toBe(true);
});

describe('tricks with the signature', () => {
  test('none at all', async () => {
    const unsecured = new UnsecuredJWT({ ...good() }).encode();
    expect(await reasonFor(unsecured)).toBe('the token is not a valid one');
    const [, payload] = (await signToken(good(), SECRETS)).split('.');
    for (const alg of ['none', 'None', 'NONE', '', 'hs256']) {
      expect(await reasonFor(`${encode({ alg })}.${payload}.`)).toBe('the token is not a valid one');
    }
  });

  test.each(['HS384', 'HS512'])('our secret, but %s', async (alg) => {
    const long = [new Uint8Array(64).fill(7)] as const;
    const token = await signed(good(), { alg }, long[0]);
    expect((await read(token, long)).ok).toBe(false);
    expect((await read(await signed(good(), { alg: 'HS256' }, long[0]), long)).ok).toBe(true);
  });

  test.each(['RS256', 'ES256', 'EdDSA'])('a key of their own, with %s', async (alg) => {
    const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
    const jwk = await exportJWK(publicKey);
    const token = await new SignJWT({ ...good() }).setProtectedHeader({ alg, jwk }).sign(privateKey);
    expect(await reasonFor(token)).toBe('the token is not a valid one');
  });

  test('headers that name a key, or a critical extension', async () => {
    const header = {
      alg: 'HS256',
      kid: '../../dev/null',
      jku: 'https://evil.example/jwks',
      x5u: 'https://evil',
    };
    expect(await reasonFor(await signed(good(), header, OTHER))).toMatch('another secret');
    const token = `${encode({ alg: 'HS256', crit: ['b64'], b64: false })}.${encode(good())}.AAAA`;
    await reasonFor(token);
    const crit = `${encode({ alg: 'HS256', crit: ['trolley'], trolley: 1 })}.${encode(good())}.AAAA`;
    expect(await reasonFor(crit)).toBe('the token is not a valid one');
  });

  test('another secret, an empty one, and a part of ours', async () => {
    for (const secret of [OTHER, SECRETS[0].slice(0, -1)]) {
      const token = await signed(good(), { alg: 'HS256' }, secret);
      expect(await reasonFor(token)).toBe('the token was signed with another secret');
    }
  });

  test('a changed payload, header or signature', async () => {
    const [header, , signature] = (await signToken(good(), SECRETS)).split('.');
    const admin = encode(good({ role: 'admin', aud: '*' }));
    expect(await reasonFor(`${header}.${admin}.${signature}`)).toMatch('another secret');
    const token = await signToken(good(), SECRETS);
    const tail = token.endsWith('A') ? 'Q' : 'A';
    expect(await reasonFor(`${token.slice(0, -4)}${tail.repeat(4)}`)).toMatch('another secret');
    const [, payload] = token.split('.');
    const reordered = encode({ typ: 'JWT', alg: 'HS256' });
    expect(await reasonFor(`${reordered}.${payload}.${signature}`)).toMatch('another secret');
  });
});

describe('the moment', () => {
  test('good until it expires, and not then, whatever tolerance there is for clocks', async () => {
    const token = await signToken(good({ exp: SECOND + 60 }), SECRETS);
    expect((await read(token, SECRETS, NOW + 59_999)).ok).toBe(true);
    expect(await read(token, SECRETS, NOW + 60_000)).toMatchObject({
      refusal: { message: 'the token has expired' },
    });
  });

  test.each([0, 4, 10_000_000])('long over: %s seconds', async (ago) => {
    const token = await signed(good({ exp: SECOND - ago, iat: SECOND - ago - 60 }));
    expect(await reasonFor(token)).toBe('the token has expired');
  });

  test('an issuer may be 5 seconds ahead, and no more', async () => {
    expect((await read(await signed(good({ iat: SECOND + 5 })))).ok).toBe(true);
    expect(await reasonFor(await signed(good({ iat: SECOND + 6 })))).toBe('the token is of the future');
    expect(await reasonFor(await signed({ ...good(), nbf: SECOND + 60 }))).toBe(
      'the token is not a valid one',
    );
  });

  test('no token lives for ever', async () => {
    expect((await read(await signed(good({ exp: SECOND + MAX_TOKEN_SECONDS })))).ok).toBe(true);
    expect(await reasonFor(await signed(good({ exp: SECOND + MAX_TOKEN_SECONDS + 1 })))).toMatch('too long');
    for (const exp of [1e308, 8.64e15, Number.MAX_SAFE_INTEGER]) await reasonFor(await signed(good({ exp })));
  });
});

describe('claims', () => {
  test.each(['sub', 'aud', 'role', 'iat', 'exp', 'jti'] as const)('%s is required', async (claim) => {
    expect(await reasonFor(await signed({ ...good(), [claim]: undefined }))).toContain(claim);
  });

  const wrong: Record<string, object> = {
    'a user that is none': { sub: '<b>' },
    'a user that is no text': { sub: 7 },
    'an empty user': { sub: '' },
    'a cart that is none': { aud: '../etc' },
    'several carts': { aud: ['kitchen', 'ward'] },
    'every cart among several': { aud: ['*'] },
    'no cart': { aud: '' },
    'an unknown role': { role: 'owner' },
    'a role of the prototype': { role: 'constructor' },
    'several roles': { role: ['admin'] },
    'an expiry in words': { exp: '9999999999' },
    'an issue in words': { iat: 'now' },
    'a negative issue': { iat: -1 },
    'a token id that is none': { jti: 7 },
    'an empty token id': { jti: '' },
    'a token id with spaces': { jti: 'a b' },
    'a token id without end': { jti: 'x'.repeat(129) },
  };
  test.each(Object.entries(wrong))('%s', async (_, change) => {
    await reasonFor(await signed({ ...good(), ...change }));
  });
});

describe('what is no token', () => {
  test.each(['', '.', '..', 'abc', 'a.b.c', 'a.b.c.d', '{}', '💥', 'e30.e30.', '\0', ' '.repeat(100)])(
    '%j',
    async (text) => {
      expect((await read(text)).ok).toBe(false);
    },
  );

  test('one that is too long is not looked at', async () => {
    const token = await signed({ ...good(), filler: 'x'.repeat(4_096) });
    expect(await reasonFor(token)).toBe('the token is too long');
  });

  test('a payload that is no object', async () => {
    for (const payload of ['null', '1', '"text"', '[]', '{', '']) {
      const bytes = new TextEncoder().encode(payload);
      const token = await new CompactSign(bytes).setProtectedHeader({ alg: 'HS256' }).sign(SECRETS[0]);
      expect(await reasonFor(token)).toBe('the token is not a valid one');
    }
  });
});

test('while the secret is changed, tokens of both are good, and the first signs', async () => {
  const both: Secrets = [OTHER, ...SECRETS];
  const old = await signToken(good(), SECRETS);
  const fresh = await signToken(good(), both);
  expect((await read(old, both)).ok).toBe(true);
  expect((await read(fresh, both)).ok).toBe(true);
  expect((await read(fresh, [OTHER])).ok).toBe(true);
  expect((await read(old, [OTHER])).ok).toBe(false);
});
