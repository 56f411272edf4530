import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { openAuthenticator } from './authenticator.ts';
import { eventually } from '../testing/new-client.ts';
import { newRelay } from '../testing/new-relay.ts';

const CLIENT = '203.0.113.9';

/** The addresses in the relay's log after somebody came and went, saying it is for that client. */
async function peersAfterVisit(trustedProxies: readonly string[]): Promise<() => readonly string[]> {
  const peers: string[] = [];
  const write = (line: string) => {
    const { peer } = JSON.parse(line) as { peer?: string };
    if (peer !== undefined) peers.push(peer.split('#')[0] ?? '');
  };
  const relay = await newRelay({ trustedProxies, logger: pino({ level: 'debug' }, { write }) });
  const socket = new WebSocket(`${relay.ws}/kitchen`, { headers: { 'X-Forwarded-For': CLIENT } });
  onTestFinished(() => socket.terminate());
  await new Promise((resolve, reject) => socket.once('message', resolve).once('error', reject));
  socket.terminate();
  return () => peers;
}

test('a relay takes its trusted proxies’ word for who a client is', async () => {
  const peers = await peersAfterVisit(['loopback']);
  await eventually(() => expect(peers()).toEqual([CLIENT]));
});

test('and nobody else’s', async () => {
  const peers = await peersAfterVisit(['192.0.2.1']);
  await eventually(() => expect(peers()).toEqual(['127.0.0.1']));
});

test('quotas are the client’s, not the proxy’s', async () => {
  const relay = await newRelay({
    trustedProxies: ['loopback'],
    limits: { requestBurst: 1, requestsPerSecond: 1 },
  });
  const statusFor = async (address: string) =>
    (await fetch(`${relay.http}/healthz`, { headers: { 'X-Forwarded-For': address } })).status;
  expect([await statusFor(CLIENT), await statusFor(CLIENT)]).toEqual([200, 429]);
  expect(await statusFor('203.0.113.10')).toBe(200);
});

test('a proxy that takes requests without TLS is told of, once, where tokens are asked for', async () => {
  const lines: string[] = [];
  const logger = pino({}, { write: (line: string) => void lines.push(line) });
  const authenticator = { ...openAuthenticator, needsToken: true };
  const relay = await newRelay({ trustedProxies: ['loopback'], authenticator, logger });
  const ask = (protocol: string) =>
    fetch(`${relay.http}/healthz`, {
      headers: { 'X-Forwarded-Proto': protocol, 'X-Forwarded-Host': 'carts.example' },
    });
  await ask('https');
  expect(lines.filter((line) => line.includes('without TLS'))).toEqual([]);
  await ask('http');
  await ask('http');
  expect(lines.filter((line) => line.includes('without TLS'))).toEqual([
    expect.stringContaining('"address":"http://carts.example"'),
  ]);
});
