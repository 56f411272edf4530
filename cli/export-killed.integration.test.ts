import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { runPsql } from '../ledger/testing/postgres-server.ts';
import { runTrolley, trolleyCommand } from '../relay/testing/run-trolley.ts';
import { newShop } from './testing/new-shop.ts';
import { useOperatorDatabases } from './testing/operator-databases.ts';

const { embedded } = useOperatorDatabases();

/** Starts an export with its database open to psql, and kills it as soon as there are so many operations in it. */
async function killAfter(ops: number, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [trolleyCommand, 'export', ...args, '--psql-port', '0'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { url } = JSON.parse(line) as { url: string };
  let stored = 0;
  while (stored < ops) stored = Number(runPsql(url, '-c', 'select count(*) from trolley.op'));
  child.kill('SIGKILL');
  await exited;
  return stored;
}

test('an export into the embedded database that is killed goes on where it was: nothing doubled, all equal', async () => {
  const { at } = await newShop({ others: 200 });
  const { options, byHand } = await embedded();
  const all = 2 * 5 + 200 * 3;
  let last = 0;
  for (const ops of [1, 100, 250]) {
    const stored = await killAfter(ops, [...at, ...options]);
    expect([stored > last || last >= all, stored <= all]).toEqual([true, true]);
    last = stored;
  }
  expect(last).toBeLessThan(all);
  const [count] = await byHand('select count(*) from trolley.op');
  expect(Number(count)).toBeGreaterThanOrEqual(last);
  const exported = await runTrolley('export', ...at, ...options);
  expect([exported.code, JSON.parse(exported.stdout)]).toMatchObject([
    0,
    { inserted: all - Number(count), differing: [] },
  ]);
  const reconciled = await runTrolley('reconcile', ...at, ...options);
  expect([reconciled.code, reconciled.stdout]).toEqual([0, expect.stringContaining('202 carts: 202 EQUAL')]);
}, 240_000);
