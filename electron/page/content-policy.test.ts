import { expect, test } from 'vitest';
import { securityHeaders } from './content-policy.ts';

const policyOf = (...relays: string[]) => securityHeaders(new Set(relays))['content-security-policy'] ?? '';

test('a page may talk to its relays and to nobody else', () => {
  expect(policyOf('wss://relay.example:8443', 'ws://127.0.0.1:4444')).toContain(
    "connect-src 'self' wss://relay.example:8443 ws://127.0.0.1:4444;",
  );
  expect(policyOf()).toContain("connect-src 'self';");
});

test('nothing is allowed that is not named, and nothing inline', () => {
  expect(policyOf()).toMatch(/^default-src 'none';/);
  expect(policyOf()).not.toMatch(/unsafe|\*|data:|blob:/);
});
