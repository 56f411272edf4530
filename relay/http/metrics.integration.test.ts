import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { Metrics } from './metrics.ts';
import { FaultInjectingLog } from '../testing/fault-injecting-log.ts';
import { MemoryUpdateLog } from '../testing/memory-update-log.ts';
import { eventually, newClient } from '../testing/new-client.ts';
import { newRelay } from '../testing/new-relay.ts';
import { newShop } from '../testing/new-shop.ts';
import { OpWriter } from '../testing/op-writer.ts';
import { RawClient } from '../testing/raw-client.ts';

const read = (name: string) => readFile(new URL(`../../docs/${name}`, import.meta.url), 'utf8');

/** The samples of a scrape, by name and labels. */
async function scrape(http: string): Promise<ReadonlyMap<string, number>> {
  const text = await (await fetch(`${http}/metrics`)).text();
  const samples = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    samples.map((line) => {
      const at = line.lastIndexOf(' ');
      return [line.slice(0, at), Number(line.slice(at + 1))];
    }),
  );
}

/** Names of the metrics in a scrape, those of histograms without their suffixes. */
async function namesOf(metrics: Metrics): Promise<readonly string[]> {
  return [...(await metrics.text()).matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name);
}

async function watched(options: { readonly hasProcess?: boolean } = {}): Promise<Metrics> {
  const metrics = new Metrics(options);
  await newRelay({ metrics });
  return metrics;
}

describe('metrics', () => {
  test('tell of connections, carts, operations, commits and bytes', async () => {
    const relay = await newRelay({ logBytes: () => Promise.resolve(4096) });
    const client = newClient(relay);
    client.add(3);
    await eventually(async () => {
      const samples = await scrape(relay.http);
      expect(samples.get('trolley_ops_committed_total')).toBe(3);
      expect(samples.get('trolley_connections')).toBe(1);
      expect(samples.get('trolley_connections_opened_total')).toBe(1);
      expect(samples.get('trolley_carts_stored')).toBe(1);
      expect(samples.get('trolley_carts_in_memory')).toBe(1);
      expect(samples.get('trolley_log_head')).toBe(3);
      expect(samples.get('trolley_log_bytes')).toBe(4096);
      expect(samples.get('trolley_log_writable')).toBe(1);
      expect(samples.get('trolley_commit_queue_ops')).toBe(0);
      expect(samples.get('trolley_commit_ops_sum')).toBe(3);
      expect(samples.get('trolley_commit_duration_seconds_count')).toBe(samples.get('trolley_commits_total'));
      expect(samples.get('trolley_received_bytes_total')).toBeGreaterThan(100);
      expect(samples.get('trolley_sent_bytes_total')).toBeGreaterThan(0);
    });
    client.provider.disconnect();
    await eventually(async () => {
      const samples = await scrape(relay.http);
      expect(samples.get('trolley_connections')).toBe(0);
      expect([...samples.keys()].some((name) => name.startsWith('trolley_connections_closed_total{'))).toBe(
        true,
      );
    });
  });

  test('tell of what was refused, and why', async () => {
    const relay = await newRelay();
    const client = await RawClient.connect(relay);
    client.sendUpdate(new OpWriter(3).write((ops) => ops.set('nonsense', 1)));
    await eventually(async () => {
      expect((await scrape(relay.http)).get('trolley_refused_total{reason="malformed"}')).toBe(1);
    });
  });

  test('tell of a log that cannot be written', async () => {
    const log = new FaultInjectingLog(new MemoryUpdateLog());
    const { relay, add } = await newShop({ log });
    log.writeFault = 'no space';
    expect((await add('ana/milk', { offeredPrice: 1 })).status).toBe(503);
    const samples = await scrape(relay.http);
    expect([samples.get('trolley_log_writable'), samples.get('trolley_commit_failures_total')]).toEqual([
      0, 1,
    ]);
  });

  test('tell of requests by route, not by path', async () => {
    const { relay, add, ask } = await newShop();
    await add('ana/milk', { offeredPrice: 1 });
    await add('ben/tea', { offeredPrice: 1 });
    await ask('GET', '/somewhere');
    const samples = await scrape(relay.http);
    const count = 'trolley_http_requests_total';
    expect(samples.get(`${count}{method="POST",route="/items/:customer/:item",status="200"}`)).toBe(2);
    expect(samples.get(`${count}{method="GET",route="none",status="404"}`)).toBe(1);
    expect(
      samples.get(
        'trolley_http_request_duration_seconds_count{method="POST",route="/items/:customer/:item"}',
      ),
    ).toBe(2);
  });

  test('show the rest when something cannot be read', async () => {
    const log = new FaultInjectingLog(new MemoryUpdateLog());
    const relay = await newRelay({ log });
    log.readFault = 'bad sector';
    const samples = await scrape(relay.http);
    expect([samples.get('trolley_carts_stored'), samples.get('trolley_connections')]).toEqual([NaN, 0]);
  });
});

describe('names', () => {
  test('follow the conventions, and each is documented', async () => {
    const documented = await read('metrics.md');
    const table = documented.slice(documented.indexOf('| metric |'));
    const names = await namesOf(await watched());
    expect(names.length).toBeGreaterThan(15);
    for (const name of names) {
      expect(name).toMatch(/^trolley_[a-z_]+$/);
      expect(table).toContain(`\`${name}\``);
    }
    for (const [, name = ''] of table.matchAll(/`(trolley_[a-z_]+)`/g)) expect(names).toContain(name);
  });

  test('the dashboard asks for none that is not there', async () => {
    const names = new Set(await namesOf(await watched({ hasProcess: true })));
    const dashboard = JSON.parse(await read('grafana-dashboard.json')) as {
      panels: { title: string; targets: { expr: string }[] }[];
    };
    const asked = dashboard.panels.flatMap(({ targets }) =>
      targets.flatMap(({ expr }) => expr.match(/\b(trolley|process|nodejs)_[a-z_]+/g) ?? []),
    );
    expect(asked.length).toBeGreaterThan(20);
    for (const name of asked) expect(names).toContain(name.replace(/_(bucket|sum|count)$/, ''));
  });
});
