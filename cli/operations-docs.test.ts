import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { defaultLimits } from '../protocol/limits.ts';
import { namedSettings, type NamedSetting } from './named-settings.ts';
import { STOP_MARGIN_MS } from './relay-signals.ts';

const docs = new URL('../docs/', import.meta.url);
const read = (name: string) => readFileSync(fileURLToPath(new URL(name, docs)), 'utf8');
const rows = read('operations.md')
  .split('\n')
  .filter((line) => line.startsWith('| `--'));

function rowOf({ flag, variable, name, setting }: NamedSetting): string {
  const { default: fallback, help } = setting;
  const shown = fallback === null || typeof fallback === 'object' ? 'none' : `\`${fallback}\``;
  return `| \`${flag}\` | \`${variable}\` | \`${name}\` | ${shown} | ${help} |`;
}

test('docs/operations.md lists every setting as it is, and no other', () => {
  // A row that is missing can be pasted from the difference that this prints.
  expect(rows).toEqual(namedSettings.map(rowOf));
});

test('the service is given more time to stop than the relay takes', () => {
  const seconds = /^TimeoutStopSec=([0-9]+)s$/m.exec(read('examples/trolley-relay.service'))?.[1];
  const { drainMs, closeMs } = defaultLimits;
  expect(Number(seconds) * 1000).toBeGreaterThan(drainMs + closeMs + STOP_MARGIN_MS);
});

test('nginx waits longer than the relay is silent, and lets through what the relay takes', () => {
  const nginx = read('examples/nginx.conf');
  const timeouts = [...nginx.matchAll(/proxy_read_timeout ([0-9]+)s/g)].map(([, seconds]) => Number(seconds));
  expect(timeouts).toHaveLength(3);
  for (const timeout of timeouts) expect(timeout * 1000).toBeGreaterThan(defaultLimits.requestMs);
  expect(Math.max(...timeouts) * 1000).toBeGreaterThan(2 * defaultLimits.keepAliveMs);
  const kibibytes = /client_max_body_size ([0-9]+)k/.exec(nginx)?.[1];
  expect(Number(kibibytes) * 1024).toBeGreaterThan(defaultLimits.maxBodyBytes);
});
