import { expect, test } from 'vitest';
import type { Client } from '../testing/new-client.ts';
import { eventually, newClient } from '../testing/new-client.ts';
import { newRelay } from '../testing/new-relay.ts';
import { RawClient } from '../testing/raw-client.ts';
import { encodePresence } from './presence-update.ts';

const users = ({ provider }: Client): string[] =>
  [...provider.awareness.getStates().values()].flatMap(({ user }) => (user ? [String(user)] : [])).sort();
const enter = (client: Client, user: string) => client.provider.awareness.setLocalState({ user });

test('everybody sees who is here, and who comes later too', async () => {
  const relay = await newRelay();
  const ana = newClient(relay);
  const ben = newClient(relay);
  enter(ana, 'Ana');
  enter(ben, 'Ben');
  await eventually(() => {
    expect(users(ana)).toEqual(['Ana', 'Ben']);
    expect(users(ben)).toEqual(['Ana', 'Ben']);
  });
  const cem = newClient(relay);
  enter(cem, 'Cem');
  const ward = newClient(relay, { cartId: 'ward' });
  enter(ward, 'Dora');
  await eventually(() => {
    for (const client of [ana, ben, cem]) expect(users(client)).toEqual(['Ana', 'Ben', 'Cem']);
  });
  expect(users(ward)).toEqual(['Dora']);
});

test('nobody stays after their connection ends, however it ends, nor comes back by an echo', async () => {
  const relay = await newRelay();
  const [ana, ben, cem] = [newClient(relay), newClient(relay), newClient(relay)] as const;
  enter(ana, 'Ana');
  enter(ben, 'Ben');
  enter(cem, 'Cem');
  await eventually(() => {
    for (const client of [ana, ben, cem]) expect(users(client)).toHaveLength(3);
  });
  (ben.provider.ws as unknown as { terminate(): void }).terminate();
  ben.provider.shouldConnect = false;
  cem.provider.disconnect();
  await eventually(() => expect(users(ana)).toEqual(['Ana']));
  const late = newClient(relay);
  enter(late, 'Dora');
  await eventually(() => expect(users(late)).toEqual(['Ana', 'Dora']));
});

test('somebody who reconnects is there for those who come after', async () => {
  const relay = await newRelay();
  const ana = newClient(relay);
  enter(ana, 'Ana');
  await eventually(() => expect(ana.provider.synced).toBe(true));
  ana.provider.disconnect();
  ana.provider.connect();
  await eventually(() => expect(ana.provider.synced).toBe(true));
  const ben = newClient(relay);
  await eventually(() => expect(users(ben)).toEqual(['Ana']));
});

test('too much presence ends the connection', async () => {
  const relay = await newRelay({ limits: { maxPresenceBytes: 100, maxPresencesPerConnection: 3 } });
  const large = await RawClient.connect(relay);
  large.sendAwareness(encodePresence([{ client: 1, clock: 1, state: JSON.stringify('x'.repeat(101)) }]));
  expect(await large.closed).toMatchObject({ code: 4413 });
  const many = await RawClient.connect(relay);
  many.sendAwareness(encodePresence([1, 2, 3, 4].map((client) => ({ client, clock: 1, state: '{}' }))));
  expect(await many.closed).toMatchObject({ code: 4413 });
});
