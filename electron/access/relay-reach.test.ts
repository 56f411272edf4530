import { expect, test } from 'vitest';
import { originOf, RelayReach } from './relay-reach.ts';

test('relays are known by their origins, and stay known', () => {
  const reach = new RelayReach();
  reach.add(['wss://relay.example:8443/sync', null, 'ws://[::1]:4444/sync']);
  const before = reach.origins;
  reach.add(['wss://relay.example:8443/other']);
  expect(reach.origins).toBe(before);
  reach.add(['ws://127.0.0.1:4444/sync']);
  expect([...reach.origins]).toEqual([
    ...['wss://relay.example:8443', 'ws://[::1]:4444', 'ws://127.0.0.1:4444'],
  ]);
});

test.each([
  'ws://host;script-src-elem/sync',
  "ws://'self'/sync",
  'https://relay.example',
  'relay',
  'ws://a,b/',
])('%s would be more than a place in a policy, or none', (address) => {
  expect(originOf(address)).toBeNull();
});
