import { describe, expect, it } from 'vitest';
import { isReadableOnTheWay, readServerAddress, serverNameOf } from './server-address.ts';

describe('the address of a server', () => {
  it.each([
    ['relay.example', 'wss://relay.example/sync'],
    ['Relay.Example:4444', 'wss://relay.example:4444/sync'],
    ['127.0.0.1:4444', 'ws://127.0.0.1:4444/sync'],
    ['localhost', 'ws://localhost/sync'],
    ['[::1]:4444', 'ws://[::1]:4444/sync'],
    ['https://relay.example/', 'wss://relay.example/sync'],
    ['http://192.168.1.5:4444', 'ws://192.168.1.5:4444/sync'],
    [' wss://relay.example/office/sync/ ', 'wss://relay.example/office/sync'],
  ])('typed as %j is %s', (typed, address) => {
    expect(readServerAddress(typed)).toBe(address);
  });

  it.each([
    '',
    'two words',
    'ftp://relay.example',
    'wss://ana@relay.example',
    'wss://ana:pw@relay.example',
    'relay.example/sync?token=1',
    'wss://relay.example/sync#a',
    'wss://',
  ])('is not %j', (typed) => {
    expect(readServerAddress(typed)).toBeNull();
  });

  it('is called by host and port', () => {
    expect(serverNameOf('ws://127.0.0.1:4444/sync')).toBe('127.0.0.1:4444');
    expect(serverNameOf('wss://relay.example/sync')).toBe('relay.example');
  });
});

it('can be read on the way without encryption, except on this computer', () => {
  expect(isReadableOnTheWay('ws://relay.example/sync')).toBe(true);
  expect(isReadableOnTheWay('ws://127.0.0.1.example/sync')).toBe(true);
  expect(isReadableOnTheWay('wss://relay.example/sync')).toBe(false);
  for (const here of ['127.0.0.1:4444', '127.1.2.3', 'localhost:80', '[::1]:4444']) {
    expect(isReadableOnTheWay(`ws://${here}/sync`), here).toBe(false);
  }
});
