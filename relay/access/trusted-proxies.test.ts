import { describe, expect, test } from 'vitest';
import { isProxyRange, trustProxies } from './trusted-proxies.ts';

const PROXY = '10.0.0.7';
const CLIENT = '203.0.113.9';

const request = (remoteAddress: string | undefined, headers: Record<string, string> = {}) => ({
  headers,
  socket: remoteAddress === undefined ? {} : { remoteAddress },
});

const from = (remoteAddress: string, forwardedFor: string) =>
  request(remoteAddress, { 'x-forwarded-for': forwardedFor });

describe('the client’s address', () => {
  const { addressOf } = trustProxies([PROXY, '192.168.0.0/16', '::1']);

  test('is what a trusted proxy says', () => {
    expect(addressOf(from(PROXY, CLIENT))).toBe(CLIENT);
    expect(addressOf(from('::1', '2001:db8::5'))).toBe('2001:db8::5');
  });

  test('is the connection’s own, whatever somebody else says', () => {
    expect(addressOf(from(CLIENT, '127.0.0.1'))).toBe(CLIENT);
    expect(addressOf(from('10.0.0.8', '198.51.100.1'))).toBe('10.0.0.8');
    expect(trustProxies([]).addressOf(from('127.0.0.1', CLIENT))).toBe('127.0.0.1');
  });

  test('is not what the client wrote before the proxy added to it', () => {
    expect(addressOf(from(PROXY, `127.0.0.1, 198.51.100.1, ${CLIENT}`))).toBe(CLIENT);
  });

  test('is found through a chain of trusted proxies', () => {
    expect(addressOf(from(PROXY, `198.51.100.1, ${CLIENT}, 192.168.3.4`))).toBe(CLIENT);
  });

  test('is the proxy’s where the proxy says nothing of use', () => {
    for (const nothing of ['', 'unknown', '<b>', `${CLIENT}:8080`, '1.2.3.4.5']) {
      expect(addressOf(from(PROXY, nothing))).toBe(PROXY);
    }
    expect(addressOf(request(PROXY))).toBe(PROXY);
  });

  test('is the same for IPv4 on a socket of IPv6', () => {
    expect(addressOf(from(`::ffff:${PROXY}`, CLIENT))).toBe(CLIENT);
    expect(addressOf(request(`::ffff:${CLIENT}`))).toBe(CLIENT);
    expect(addressOf(from(PROXY, `::ffff:${CLIENT}`))).toBe(CLIENT);
  });

  test('is unknown once the client has gone', () => {
    expect(addressOf(request(undefined, { 'x-forwarded-for': CLIENT }))).toBe('unknown');
  });
});

describe('what the client sees as the relay’s address', () => {
  const { baseUrlOf } = trustProxies([PROXY]);
  const forwarded = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'carts.example:8443' };

  test('is what a trusted proxy says, and its Host where it names no other', () => {
    expect(baseUrlOf(request(PROXY, forwarded))).toBe('https://carts.example:8443');
    expect(baseUrlOf(request(PROXY, { 'x-forwarded-proto': 'https', host: 'carts.example' }))).toBe(
      'https://carts.example',
    );
  });

  test('is not believed from others, nor if it is no address', () => {
    expect(baseUrlOf(request(CLIENT, forwarded))).toBe(null);
    expect(baseUrlOf(request(PROXY))).toBe(null);
    expect(baseUrlOf(request(PROXY, { ...forwarded, 'x-forwarded-proto': 'javascript' }))).toBe(null);
    for (const host of ['evil.example/path', 'a@b.example', '"><script>', 'a b', '']) {
      expect(baseUrlOf(request(PROXY, { ...forwarded, 'x-forwarded-host': host }))).toBe(null);
    }
  });
});

test('a proxy is an address, a range, or the name of one', () => {
  for (const range of [
    '127.0.0.1',
    '10.0.0.0/8',
    'fd00::/8',
    'loopback',
    'uniquelocal',
    '10.0.0.0/255.0.0.0',
  ])
    expect(isProxyRange(range)).toBe(true);
  for (const range of ['', 'proxy.example', '10.0.0.0/33', '0.0.0.0/0', '*'])
    expect(isProxyRange(range)).toBe(false);
});
