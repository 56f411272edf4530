import { expect, test } from 'vitest';
import { securityHeaders } from './content-policy.ts';

const policyOf = (relayUrl: string | null) => securityHeaders(relayUrl)['content-security-policy'] ?? '';

test('a page may talk to its relay and to nobody else', () => {
  expect(policyOf('wss://relay.example:8443/sync')).toContain("connect-src 'self' wss://relay.example:8443;");
  expect(policyOf(null)).toContain("connect-src 'self';");
});

test('nothing is allowed that is not named, and nothing inline', () => {
  expect(policyOf(null)).toMatch(/^default-src 'none';/);
  expect(policyOf(null)).not.toMatch(/unsafe|\*|data:|blob:/);
});
