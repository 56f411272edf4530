import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import type { CartId } from '../../cart/ids.ts';
import { accessHeadline, readCode, unsentWords } from './access-words.ts';

const NOW = Date.parse('2026-11-21T14:30:00');
const kitchen = 'kitchen' as CartId;
const code = (claims: object = {}) =>
  new SignJWT({
    sub: 'ben',
    aud: 'kitchen',
    role: 'editor',
    iat: 1,
    exp: NOW / 1000 + 60,
    jti: 'x',
    ...claims,
  })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new Uint8Array(32));
const why = async (text: string | Promise<string>) => {
  const read = readCode(await text, kitchen, NOW);
  return read.ok ? null : read.refusal.message;
};

describe('readCode', () => {
  it('takes a code as it was pasted, line breaks and all', async () => {
    const token = await code();
    const read = readCode(`\n ${token.slice(0, 50)}\n${token.slice(50)}  `, kitchen, NOW);
    expect(read).toMatchObject({ ok: true, value: { token, claims: { sub: 'ben', role: 'editor' } } });
    expect(await why(code({ aud: '*' }))).toBeNull();
  });

  it('says why a code is of no use here', async () => {
    expect(await why('abc')).toMatch(/^This is not an access code/);
    expect(await why(code({ aud: 'ward' }))).toBe('This code is for another cart: ward.');
    expect(await why(code({ exp: NOW / 1000 }))).toMatch(/^This code ran out on /);
  });
});

describe('unsentWords', () => {
  it('says since when, today by the hour and before with the day', () => {
    const said = (since: number) => unsentWords(2, since, NOW);
    expect(said(Date.parse('2026-11-21T14:02:00'))).toMatch(
      /^What you changed since [^,]*02[^,]* is safe on this/,
    );
    expect(said(Date.parse('2026-11-19T14:02:00'))).toMatch(
      /19.*, .*02.* is safe on this computer, but nobody else/,
    );
  });

  it('says so when nothing is missing', () => {
    expect(unsentWords(0, null, NOW)).toMatch(/^Nothing of yours is missing/);
  });
});

it('has a headline for whoever is shut out, and for nobody else', () => {
  expect(accessHeadline('ended')).toBe('Your access to this cart has ended.');
  expect(accessHeadline('missing')).toBe('This cart needs an access code.');
  expect(accessHeadline('elsewhere')).toBe('Your access code does not open this cart.');
  expect([accessHeadline('fine'), accessHeadline('look-only')]).toEqual([null, null]);
});
