import { expect, test } from 'vitest';
import { httpAddressOf } from './relay-address.ts';

test.each([
  ['ws://127.0.0.1:4444/sync', 'http://127.0.0.1:4444'],
  ['wss://carts.example/sync/', 'https://carts.example'],
  ['wss://carts.example/shop/sync', 'https://carts.example/shop'],
  ['https://carts.example/shop/', 'https://carts.example/shop'],
  ['ftp://carts.example', null],
  ['carts.example', null],
])('%s answers HTTP at %s', (address, http) => {
  expect(httpAddressOf(address)).toBe(http);
});
