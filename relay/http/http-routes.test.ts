import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { httpErrorStatuses } from '../../protocol/http-errors.ts';
import { defaultLimits } from '../../protocol/limits.ts';
import { httpRoutes, type HttpRoutesOptions } from './http-routes.ts';
import { Metrics } from './metrics.ts';
import { VERSION } from './version.ts';

const read = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');

const rooms: unknown = {};
const table = httpRoutes({
  ...{ metrics: new Metrics(), limits: defaultLimits, clock: () => 0 },
  rooms,
} as HttpRoutesOptions);

test('docs/protocol.md lists every route with what it needs, and no other', async () => {
  const documented = [
    ...(await read('docs/protocol.md')).matchAll(/^\| `(GET|POST|PUT|DELETE) ([^`]+)` \| ([^|]+) \|/gm),
  ];
  const routes = table.map(({ method, path, role, cart }) => {
    const needs = role === null ? 'nothing' : cart === undefined ? `${role} at every cart` : role;
    return `${method} ${path} ${needs}`;
  });
  expect(documented.map(([, method, path, needs]) => `${method} ${path} ${needs}`).sort()).toEqual(
    routes.sort(),
  );
});

test('docs/protocol.md lists every error with its status', async () => {
  const text = await read('docs/protocol.md');
  const errors = text.slice(text.indexOf('### Errors'), text.indexOf('### Items'));
  for (const [code, status] of Object.entries(httpErrorStatuses)) {
    const row = errors.split('\n').find((line) => line.includes(`\`${code}\``) && line.startsWith('|'));
    expect([code, row]).toEqual([code, expect.stringMatching(new RegExp(`^\\| .*${status}`))]);
  }
});

test('writes say who may do them, and each route is named once', () => {
  for (const { method, role } of table) if (method !== 'GET') expect(['editor', 'admin']).toContain(role);
  expect(new Set(table.map(({ id }) => id)).size).toBe(table.length);
});

test('the version is that of the package', async () => {
  expect((JSON.parse(await read('package.json')) as { version: string }).version).toBe(VERSION);
});
