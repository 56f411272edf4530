import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { ReconcileReport } from '../protocol/reconcile-report.ts';
import { runTrolley } from '../relay/testing/run-trolley.ts';
import { temporaryDirectory } from '../relay/testing/temporary-directory.ts';
import { add, newShop } from './testing/new-shop.ts';
import { useOperatorDatabases } from './testing/operator-databases.ts';

const { onServer } = useOperatorDatabases();
const soon = { timeout: 20_000, interval: 50 };

test('a lost relay with tokens comes back from the database, and what is newer from whoever still has it', async () => {
  const { relay, ana, at, startRelay, join: enter } = await newShop({ hasTokens: true });
  const { options } = await onServer();
  const cleo = await enter('kitchen', 'cleo');
  await vi.waitFor(async () => expect(await cleo.status()).toMatchObject({ ops: 5 }), soon);
  expect(await runTrolley('export', ...at, ...options)).toMatchObject({ code: 0 });

  // Of what comes now the database knows nothing, and its author is not there to hand it in again.
  await ana.say(add(6));
  await vi.waitFor(async () => expect(await cleo.status()).toMatchObject({ ops: 6 }), soon);
  await ana.end('SIGKILL');
  await relay.end('SIGKILL');
  await cleo.say(add(7));

  const data = join(await temporaryDirectory(), 'restored');
  const restored = await runTrolley('restore', ...options, '--data', data);
  expect([restored.code, JSON.parse(restored.stdout)]).toMatchObject([
    0,
    { event: 'restored', carts: 2, ops: 10, exportedAt: expect.any(String) as string },
  ]);
  await startRelay(data, '--port', new URL(relay.http).port);
  await vi.waitFor(
    async () => expect(await cleo.status()).toMatchObject({ online: true, pending: 0, ops: 7 }),
    soon,
  );
  const exported = await runTrolley('export', ...at, ...options);
  expect([exported.code, JSON.parse(exported.stdout)]).toMatchObject([0, { inserted: 2 }]);
  const client = ['--client', String(cleo.port)];
  const { code, stdout } = await runTrolley('reconcile', ...at, ...options, ...client, '--json');
  const { carts, totals } = JSON.parse(stdout) as ReconcileReport;
  expect([code, totals.unaccounted]).toEqual([0, 0]);
  expect(carts).toMatchObject([
    { cartId: 'kitchen', equal: true, ops: { client: 7, relay: 7, db: 7 } },
    { cartId: 'ward', equal: true, ops: { client: null, relay: 5, db: 5 } },
  ]);
}, 120_000);
