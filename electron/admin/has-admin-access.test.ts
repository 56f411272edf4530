import { expect, test } from 'vitest';
import type { TokenClaims } from '../../protocol/token.ts';
import { hasAdminAccess } from './has-admin-access.ts';

const access = (role: string, aud: string) => ({
  token: 'a.b.c',
  info: { claims: { role, aud } as TokenClaims },
});

test('an admin of every cart may, and whoever needs no token', () => {
  expect(hasAdminAccess(access('admin', '*'))).toBe(true);
  expect(hasAdminAccess({ token: null, info: { claims: null } })).toBe(true);
});

test('nobody else may, nor with a token that says nothing', () => {
  expect(hasAdminAccess(access('admin', 'kitchen'))).toBe(false);
  expect(hasAdminAccess(access('editor', '*'))).toBe(false);
  expect(hasAdminAccess(access('reader', '*'))).toBe(false);
  expect(hasAdminAccess({ token: 'a.b.c', info: { claims: null } })).toBe(false);
});
