import { expect, test } from 'vitest';
import { resolveRelayConfig, type RelayFlags } from './relay-config.ts';
import { startWarnings } from './start-warnings.ts';

const DAY = 24 * 60 * 60 * 1000;
const secret = { authSecretFile: 'secret' };

function warnings(flags: RelayFlags, tls: { validForDays: number; isKeyReadByAll?: boolean } | null) {
  const outcome = resolveRelayConfig({ flags, environment: {}, file: null });
  if (!outcome.ok) throw new Error(outcome.problems.join('\n'));
  const files = { cert: Buffer.alloc(0), key: Buffer.alloc(0) };
  const identity = tls && {
    ...files,
    validUntil: tls.validForDays * DAY,
    isKeyReadByAll: tls.isKeyReadByAll ?? false,
  };
  return startWarnings(outcome.config, identity, 0);
}

test('tokens that cross the network unencrypted', () => {
  expect(warnings({ ...secret, host: '0.0.0.0' }, null)).toEqual([expect.stringContaining('unencrypted')]);
});

test('not with TLS, behind a trusted proxy, on this machine, or without tokens', () => {
  const files = { tlsCert: 'cert', tlsKey: 'key' };
  expect(warnings({ ...secret, ...files, host: '0.0.0.0' }, { validForDays: 90 })).toEqual([]);
  expect(warnings({ ...secret, host: '0.0.0.0', trustProxy: ['10.0.0.7'] }, null)).toEqual([]);
  expect(warnings({ ...secret }, null)).toEqual([]);
  expect(warnings({}, null)).toEqual([]);
});

test('a certificate that is over or nearly so, and a key that all can read', () => {
  const files = { tlsCert: 'cert', tlsKey: 'key' };
  expect(warnings(files, { validForDays: -1 })).toEqual([expect.stringContaining('has expired')]);
  expect(warnings(files, { validForDays: 6 })).toEqual([expect.stringContaining('within a week')]);
  expect(warnings(files, { validForDays: 8 })).toEqual([]);
  expect(warnings(files, { validForDays: 8, isKeyReadByAll: true })).toEqual([
    expect.stringContaining('chmod 600 key'),
  ]);
});
