import { expect, test } from 'vitest';
import { readAccessCode } from './access-code.ts';

const NOW = 1_700_000_000_000;
const encode = (value: unknown): string =>
  btoa(JSON.stringify(value)).replaceAll('=', '').replaceAll('+', '-').replaceAll('/', '_');
const code = (claims: object = {}): string =>
  `${encode({ alg: 'HS256' })}.${encode({ sub: 'Ana', aud: '*', role: 'editor', iat: 1, exp: NOW / 1000 + 60, jti: 'a', ...claims })}.c2ln`;
const said = (text: string, objection: string | null = null): string => {
  const read = readAccessCode(text, NOW, () => objection);
  return read.ok ? read.value.claims.sub : read.refusal.message;
};

test('a code that nobody objects to is taken, with what it says', () => {
  expect(said(` ${code()}\n`)).toBe('Ana');
});

test('what is no code is not even asked about', () => {
  expect(said('abc', 'Not here.')).toMatch(/^This is not an access code/);
});

test('that a code is for something else matters more than that it ran out', () => {
  expect(said(code({ exp: NOW / 1000 }), 'Not here.')).toBe('Not here.');
  expect(said(code({ exp: NOW / 1000 }))).toMatch(/^This code ran out on /);
});
