import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { digestText } from '../../cart/digest.ts';
import type { OpId } from '../../cart/ids.ts';
import { spawnRelay, type SpawnRelayOptions } from '../testing/spawn-relay.ts';
import { eventually, newClient, newReceiptClient, type Client } from '../testing/new-client.ts';
import { RawClient } from '../testing/raw-client.ts';
import { runTrolley, trolleyCommand } from '../testing/run-trolley.ts';
import { temporaryDirectory } from '../testing/temporary-directory.ts';

async function start(options: Pick<SpawnRelayOptions, 'dataDir' | 'port'>) {
  const relay = await spawnRelay({ command: trolleyCommand, ...options });
  onTestFinished(async () => {
    await relay.end('SIGKILL');
  });
  return relay;
}

const digestOf = ({ doc }: Client): string => {
  const ops = [...doc.getMap('ops').entries()] as [OpId, unknown][];
  return createHash('sha256').update(digestText(ops)).digest('hex');
};

const generationAt = async (relay: { readonly ws: string }): Promise<string | undefined> => {
  const client = await RawClient.connect(relay);
  await eventually(() => expect(client.of('hello')).toHaveLength(1));
  return client.of('hello')[0]?.hello.generation;
};

test('a relay restored from a backup gets back from its clients all that it lost, and takes nothing from them', async () => {
  const relay = await start({ dataDir: await temporaryDirectory() });
  const target = join(await temporaryDirectory(), 'backup');
  const ana = newClient(relay);
  const ben = newReceiptClient(relay);
  const cleo = newClient(relay);
  const everybody = [ana, ben, cleo];
  const generation = await generationAt(relay);
  const written = everybody.flatMap((client) => client.add(5));
  const expectAll = () => {
    for (const client of everybody) expect(client.ids).toEqual([...written].sort());
  };
  await eventually(expectAll);

  const { code, stdout } = await runTrolley('backup', target, '--data', relay.dataDir);
  expect([code, JSON.parse(stdout)]).toMatchObject([0, { event: 'backed-up', target, carts: 1, ops: 15 }]);

  written.push(...everybody.flatMap((client) => client.add(5)));
  await eventually(expectAll);
  // What Cleo wrote last is with the others only when the relay comes back.
  cleo.provider.disconnect();
  const port = Number(new URL(relay.http).port);
  await relay.end('SIGKILL');
  written.push(...ana.add(2), ...ben.add(2));

  const restored = await start({ dataDir: target, port });
  const relayDigest = async () =>
    ((await (await fetch(`${restored.http}/carts/kitchen`)).json()) as { digest: string }).digest;
  await eventually(async () => {
    expect(ana.ids).toEqual([...written].sort());
    expect(ben.ids).toEqual(ana.ids);
    expect(await relayDigest()).toBe(digestOf(ana));
  });
  cleo.provider.connect();
  const late = newClient(restored);
  await eventually(() => {
    expectAll();
    expect(late.ids).toEqual(ana.ids);
  });
  expect(new Set([...everybody, late].map(digestOf))).toEqual(new Set([await relayDigest()]));
  expect(await generationAt(restored)).not.toBe(generation);

  expect(await restored.end('SIGTERM')).toBe(0);
  const verified = await runTrolley('verify', target);
  expect(verified.code).toBe(0);
  expect(verified.stdout).toContain(digestOf(ana));
});
