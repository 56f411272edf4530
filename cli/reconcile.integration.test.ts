import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { startPostgres, type PostgresServer } from '../ledger/testing/postgres-server.ts';
import { spawnRelay, type RelayProcess } from '../relay/testing/spawn-relay.ts';
import { temporaryDirectory } from '../relay/testing/temporary-directory.ts';
import { command, spawnAgent, type AgentProcess } from './testing/agent-process.ts';
import { runTrolley, startTrolley } from './testing/run-trolley.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server.destroy());

async function newRelay(dataDir: string): Promise<RelayProcess> {
  const relay = await spawnRelay({ command, dataDir });
  onTestFinished(async () => {
    await relay.end('SIGKILL');
  });
  return relay;
}

async function newAgent(
  relay: RelayProcess,
  cart: string,
  user: string,
): Promise<AgentProcess & { data: string }> {
  const data = await temporaryDirectory();
  const agent = await spawnAgent('--relay', relay.ws, '--cart', cart, '--user', user, '--data', data);
  onTestFinished(async () => {
    await agent.end('SIGKILL');
  });
  return { ...agent, data };
}

/** Two agents at two carts, with some things in them that the relay has. */
async function shop() {
  const relay = await newRelay(await temporaryDirectory());
  const [ana, ben] = await Promise.all([newAgent(relay, 'kitchen', 'ana'), newAgent(relay, 'ward', 'ben')]);
  for (const agent of [ana, ben]) {
    for (let n = 1; n <= 5; n += 1) await agent.say(add(n));
    await vi.waitFor(async () => expect(await agent.status()).toMatchObject({ pending: 0, ops: 5 }), 5_000);
  }
  return { relay, ana, ben };
}

const add = (n: number) => `add {"product_id":${n},"product_name":"test","price":1.29,"quantity":1}`;

interface Report {
  readonly carts: readonly {
    readonly cartId: string;
    readonly equal: boolean;
    readonly findings: readonly { readonly verdict: string; readonly opIds: readonly string[] }[];
  }[];
}

const run = promisify(execFile);
const psql = async (url: string, sql: string) =>
  (await run('psql', ['-X', '-q', '-A', '-t', '-d', url, '-c', sql])).stdout.trim();

/** A database, and a way to damage it by hand. */
interface TestDatabase {
  readonly options: readonly string[];
  readonly byHand: (...sql: readonly string[]) => Promise<readonly string[]>;
}

const onServer = (): Promise<TestDatabase> => {
  const url = server.newDatabase();
  const byHand = async (...sql: readonly string[]) => {
    const answers: string[] = [];
    for (const statement of sql) answers.push(await psql(url, statement));
    return answers;
  };
  return Promise.resolve({ options: ['--database-url', url], byHand });
};

const embedded = async (): Promise<TestDatabase> => {
  const options = ['--database-dir', await temporaryDirectory()];
  const byHand = async (...sql: readonly string[]) => {
    const door = await startTrolley('database', ...options, '--psql-port', '0');
    const { url } = door.lines[0] as { url: string };
    const answers: string[] = [];
    for (const statement of sql) answers.push(await psql(url, statement));
    expect(await door.stop()).toBe(0);
    return answers;
  };
  return { options, byHand };
};

describe.each([
  ['PostgreSQL', onServer],
  ['the embedded database', embedded],
])('an operator with %s', (_, newDatabase) => {
  test('exports, proves that all is equal, finds damage done by hand, mends it, and proves it again', async () => {
    const { relay, ana, ben } = await shop();
    const { options, byHand } = await newDatabase();
    const at = ['--relay', relay.http, ...options];
    const plan = join(await temporaryDirectory(), 'plan.json');
    expect(await runTrolley('export', ...at)).toMatchObject({ code: 0 });

    const clients = ['--client', String(ana.port), String(ben.port)];
    const check = async (...more: readonly string[]) => {
      const { code, stdout } = await runTrolley('reconcile', ...at, ...more, '--json');
      const { carts } = JSON.parse(stdout) as Report;
      const found = carts.flatMap(({ cartId, findings }) =>
        findings.map(({ verdict, opIds }) => [cartId, verdict, ...opIds].join(' ')),
      );
      return { code, found, equal: carts.map(({ equal }) => equal) };
    };
    expect(await check(...clients)).toEqual({ code: 0, found: [], equal: [true, true] });

    const rows = await byHand(
      `select string_agg(op_id, ' ' order by n) from trolley.op where cart_id = 'kitchen'`,
    );
    const [first = '', second = '', third = ''] = rows[0]?.split(' ') ?? [];
    await byHand(
      `delete from trolley.op where op_id = '${first}'`,
      `update trolley.op set body = jsonb_set(body, '{qty}', '9') where op_id = '${second}'`,
      `insert into trolley.op (cart_id, op_id, sid, n, kind, body, hash)
       select cart_id, 'strangestrange.1', 'strangestrange', 1, kind, body, hash from trolley.op where op_id = '${third}'`,
      `update trolley.op set hash = sha256('x') where op_id = '${third}'`,
      `update trolley.cart_line set qty = 7 where cart_id = 'ward' and line_no = 1`,
    );
    const damage = [
      `kitchen MISSING_AT_DB ${first}`,
      `kitchen EXTRA_AT_DB strangestrange.1`,
      `kitchen CONTENT_MISMATCH ${second}`,
      `kitchen CONTENT_MISMATCH ${third}`,
      'ward PROJECTION_STALE',
    ];
    expect(await check(...clients)).toEqual({ code: 1, found: damage, equal: [false, false] });

    expect(await runTrolley('reconcile', ...at, '--plan', plan)).toMatchObject({ code: 1 });
    expect((await check()).found).toEqual(damage);
    writeFileSync(plan, readFileSync(plan, 'utf8').replace('"keep": null', '"keep": "relay"'));
    const applied = await runTrolley('reconcile', ...at, '--apply', plan);
    expect([applied.code, JSON.parse(applied.stdout)]).toMatchObject([0, { status: 'applied', asked: 0 }]);
    expect(await check()).toEqual({ code: 0, found: [], equal: [true, true] });
    expect(await runTrolley('reconcile', ...at, '--apply', plan)).toMatchObject({ code: 0 });
    const [audited] = await byHand(`select count(*) from trolley.repair_audit where outcome = 'done'`);
    expect(Number(audited)).toBeGreaterThanOrEqual(5);
    await vi.waitFor(
      async () => expect(await check(...clients)).toMatchObject({ code: 0, found: [] }),
      10_000,
    );
    // The embedded database takes seconds to start, and each command starts it.
  }, 240_000);
});

describe('an operator', () => {
  test('brings a lost relay back from the database, as a directory or by hand to a running one', async () => {
    const { relay, ana } = await shop();
    const { options } = await onServer();
    await runTrolley('export', '--relay', relay.http, ...options);
    const before = (await (await fetch(`${relay.http}/carts/kitchen/raw`)).json()) as { stateVector: string };
    await relay.end('SIGKILL');

    const data = join(await temporaryDirectory(), 'restored');
    expect(await runTrolley('restore', ...options, '--data', data)).toMatchObject({ code: 0 });
    expect(await runTrolley('restore', ...options, '--data', data)).toMatchObject({ code: 0 });
    const [fromData, fromNothing] = await Promise.all([newRelay(data), newRelay(await temporaryDirectory())]);
    expect(await runTrolley('restore', ...options, '--relay', fromNothing.http)).toMatchObject({ code: 0 });
    for (const { http } of [fromData, fromNothing]) {
      expect(await (await fetch(`${http}/carts/kitchen/raw`)).json()).toEqual(before);
      const again = await runTrolley('reconcile', '--relay', http, ...options, '--client', String(ana.port));
      expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('2 EQUAL')]);
    }
  });

  test('sees an agent that is away as lagging, from its port and from its data', async () => {
    const { relay, ana } = await shop();
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
    const { relay } = await shop();
    const { options, byHand } = await onServer();
    await runTrolley('export', '--relay', relay.http, ...options);
    const shown = await runTrolley('show', ...options, '--cart', 'kitchen');
    expect(JSON.parse(shown.stdout)).toEqual(await (await fetch(`${relay.http}/carts/kitchen`)).json());
    const [second = ''] = await byHand(`select op_id from trolley.op where cart_id = 'kitchen' and n = 2`);
    const then = await runTrolley('show', ...options, '--cart', 'kitchen', '--at', second);
    expect(JSON.parse(then.stdout)).toMatchObject({ units: 2, ops: 2, totals: { EUR: 258 } });
  });

  test('is told what cannot be reached, and that nothing is equal then', async () => {
    const { relay } = await shop();
    const { options } = await onServer();
    await runTrolley('export', '--relay', relay.http, ...options);
    await relay.end('SIGKILL');
    const check = await runTrolley('reconcile', '--relay', relay.http, ...options, '--json');
    expect(check).toMatchObject({ code: 3, stderr: expect.stringContaining('cannot reach') as string });
    expect((JSON.parse(check.stdout) as Report).carts).toMatchObject([
      { equal: false, findings: [{ verdict: 'UNREACHABLE' }] },
      { equal: false, findings: [{ verdict: 'UNREACHABLE' }] },
    ]);
    expect(await runTrolley('export', '--relay', relay.http, ...options)).toMatchObject({ code: 3 });
    const nowhere = ['--database-url', 'postgres://ops:hunter2@127.0.0.1:1/none'];
    const lost = await runTrolley('migrate', ...nowhere);
    expect([lost.code, lost.stderr.includes('hunter2')]).toEqual([3, false]);
  });

  test('follows a relay into the database until told to stop', async () => {
    const { relay, ana } = await shop();
    const { options, byHand } = await onServer();
    const following = await startTrolley('export', '--relay', relay.http, ...options, '--follow', '--quiet');
    await ana.say(add(6));
    const count = async () => (await byHand('select count(*) from trolley.op'))[0];
    await vi.waitFor(async () => expect(await count()).toBe('11'), 10_000);
    expect(await following.stop()).toBe(0);
  });

  test.each([
    [['export'], /required option '--relay <url>'/],
    [['export', '--relay', 'ws://here'], /http:\/\/ or https:\/\//],
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
