import { expect, test } from 'vitest';
import { readAdminCode } from './read-admin-code.ts';

const NOW = 1_700_000_000_000;
const encode = (value: unknown): string =>
  btoa(JSON.stringify(value)).replaceAll('=', '').replaceAll('+', '-').replaceAll('/', '_');
const code = (claims: object): string =>
  `${encode({ alg: 'HS256' })}.${encode({ sub: 'Ana', aud: '*', role: 'admin', iat: 1, exp: NOW / 1000 + 60, jti: 'a', ...claims })}.c2ln`;
const problem = (text: string): string => {
  const read = readAdminCode(text, NOW);
  return read.ok ? 'fine' : read.refusal.message;
};

test('an admin’s code for every cart is taken, with the spaces around it taken off', () => {
  const text = code({});
  expect(readAdminCode(`  ${text}\n`, NOW)).toMatchObject({
    ok: true,
    value: { token: text, claims: { sub: 'Ana' } },
  });
});

test('other codes are refused with the reason', () => {
  expect(problem('hello')).toContain('not an access code');
  expect(problem(code({ role: 'editor' }))).toContain('an editor');
  expect(problem(code({ aud: 'kitchen' }))).toContain('kitchen');
  expect(problem(code({ exp: NOW / 1000 - 1 }))).toContain('ran out');
});
