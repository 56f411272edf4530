import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { ReconcileReport } from '../protocol/reconcile-report.ts';
import { runTrolley } from '../relay/testing/run-trolley.ts';
import { temporaryDirectory } from '../relay/testing/temporary-directory.ts';
import { add, newShop } from './testing/new-shop.ts';
import { useOperatorDatabases } from './testing/operator-databases.ts';
import { startTrolley } from './testing/start-trolley.ts';

const { onServer } = useOperatorDatabases();

describe('an operator', () => {
  test('brings a lost relay back from the database, as a directory or by hand to a running one', async () => {
    const { relay, ana, startRelay } = await newShop();
    const { options } = await onServer();
    await runTrolley('export', '--relay', relay.http, ...options);
    const before = (await (await fetch(`${relay.http}/carts/kitchen/raw`)).json()) as { stateVector: string };
    await relay.end('SIGKILL');

    const data = join(await temporaryDirectory(), 'restored');
    expect(await runTrolley('restore', ...options, '--data', data)).toMatchObject({ code: 0 });
    expect(await runTrolley('restore', ...options, '--data', data)).toMatchObject({ code: 0 });
    const [fromData, fromNothing] = await Promise.all([
      startRelay(data),
      startRelay(await temporaryDirectory()),
    ]);
    expect(await runTrolley('restore', ...options, '--relay', fromNothing.http)).toMatchObject({ code: 0 });
    for (const { http } of [fromData, fromNothing]) {
      expect(await (await fetch(`${http}/carts/kitchen/raw`)).json()).toEqual(before);
      const again = await runTrolley('reconcile', '--relay', http, ...options, '--client', String(ana.port));
      expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('2 EQUAL')]);
    }
  });

  test('sees an agent that is away as lagging, from its port and from its data', async () => {
    const { relay, ana } = await newShop();
    const { options } = await onServer();
    await runTrolley('export', '--relay', relay.http, ...options);
    await ana.say('offline');
    await ana.say(add(6));
    const check = (client: string) =>
      runTrolley('reconcile', '--relay', relay.http, ...options, '--client', client);
    const byPort = await check(String(ana.port));
    expect([byPort.code, byPort.stdout]).toEqual([
      0,
      expect.stringContaining('kitchen  LAG  in the outbox of'),
    ]);
    await ana.end('SIGTERM');
    const byData = await check(ana.data);
    expect([byData.code, byData.stdout]).toEqual([
      0,
      expect.stringContaining('kitchen  LAG  in the outbox of'),
    ]);
  });

  test('sees any cart as it was, as the relay shows it, from the database alone', async () => {
    const { relay } = await newShop();
    const { options, byHand } = await onServer();
    await runTrolley('export', '--relay', relay.http, ...options);
    const shown = await runTrolley('show', ...options, '--cart', 'kitchen');
    expect(JSON.parse(shown.stdout)).toEqual(await (await fetch(`${relay.http}/carts/kitchen`)).json());
    const [second = ''] = await byHand(`select op_id from trolley.op where cart_id = 'kitchen' and n = 2`);
    const then = await runTrolley('show', ...options, '--cart', 'kitchen', '--at', second);
    expect(JSON.parse(then.stdout)).toMatchObject({ units: 2, ops: 2, totals: { EUR: 258 } });
  });

  test('is told what cannot be reached, and that nothing is equal then', async () => {
    const { relay } = await newShop();
    const { options } = await onServer();
    await runTrolley('export', '--relay', relay.http, ...options);
    await relay.end('SIGKILL');
    const check = await runTrolley('reconcile', '--relay', relay.http, ...options, '--json');
    expect(check).toMatchObject({ code: 3, stderr: expect.stringContaining('cannot reach') as string });
    expect((JSON.parse(check.stdout) as ReconcileReport).carts).toMatchObject([
      { equal: false, findings: [{ verdict: 'UNREACHABLE' }] },
      { equal: false, findings: [{ verdict: 'UNREACHABLE' }] },
    ]);
    expect(await runTrolley('export', '--relay', relay.http, ...options)).toMatchObject({ code: 3 });
    const nowhere = ['--database-url', 'postgres://ops:hunter2@127.0.0.1:1/none'];
    const lost = await runTrolley('migrate', ...nowhere);
    expect([lost.code, lost.stderr.includes('hunter2')]).toEqual([3, false]);
  });

  test('follows a relay into the database until told to stop', async () => {
    const { relay, ana } = await newShop();
    const { options, byHand } = await onServer();
    const following = await startTrolley('export', '--relay', relay.http, ...options, '--follow', '--quiet');
    await ana.say(add(6));
    const count = async () => (await byHand('select count(*) from trolley.op'))[0];
    await vi.waitFor(async () => expect(await count()).toBe('11'), 10_000);
    expect(await following.stop()).toBe(0);
  });

  test.each([
    [['export'], /required option '--relay <url>'/],
    [['export', '--relay', 'here'], /http:\/\/ or ws:\/\//],
    [['export', '--relay', 'http://here', '--every', 'often'], /number with s, m or h/],
    [['export', '--relay', 'http://here', '--follow', '--every', '1m'], /not both/],
    [['migrate', '--database-url', 'postgres://a/b', '--database-dir', 'c'], /not both/],
    [['reconcile', '--relay', 'http://here', '--keep', 'relay'], /goes with --apply/],
    [['reconcile', '--relay', 'http://here', '--apply', '/dev/null'], /is no plan/],
    [['restore', '--database-url', 'postgres://a/b', '--data', 'x', '--relay', 'http://y'], /cannot be used/],
  ])('is told how to use %j', async (args, words) => {
    const { code, stderr } = await runTrolley(...args);
    expect([code, stderr]).toEqual([2, expect.stringMatching(words)]);
  });
});
