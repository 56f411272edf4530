import { describe, expect, test } from 'vitest';
import { defaultLimits } from '../protocol/limits.ts';
import { namedSettings } from './named-settings.ts';
import { resolveRelayConfig, type ConfigSources } from './relay-config.ts';

const PATH = '/etc/trolley/relay.json';

interface Given {
  readonly flags?: ConfigSources['flags'];
  readonly environment?: ConfigSources['environment'];
  readonly file?: Readonly<Record<string, unknown>>;
}

function resolve({ flags = {}, environment = {}, file }: Given) {
  return resolveRelayConfig({ flags, environment, file: file ? { path: PATH, content: file } : null });
}

function configOf(given: Given) {
  const outcome = resolve(given);
  if (!outcome.ok) throw new Error(outcome.problems.join('\n'));
  return outcome.config;
}

function problemsOf(given: Given): readonly string[] {
  const outcome = resolve(given);
  return outcome.ok ? [] : outcome.problems;
}

function sourceOf(name: string, given: Given) {
  const outcome = resolve(given);
  if (!outcome.ok) throw new Error(outcome.problems.join('\n'));
  const found = outcome.resolved.find(({ named }) => named.name === name);
  return found && [found.value, found.source, found.place];
}

test('says nothing, gets the defaults', () => {
  expect(configOf({})).toEqual({
    host: '127.0.0.1',
    port: 4444,
    data: '.trolley/relay',
    authSecretFile: null,
    allowOrigin: [],
    tlsCert: null,
    tlsKey: null,
    trustProxy: [],
    recoverSince: null,
    logLevel: 'info',
    limits: defaultLimits,
  });
});

test('each default can be given as a value', () => {
  const file = Object.fromEntries(
    namedSettings
      .filter(({ isLimit, setting }) => !isLimit && setting.default !== null)
      .map(({ name, setting }) => [name, setting.default]),
  );
  expect(problemsOf({ file: { ...file, limits: defaultLimits } })).toEqual([]);
});

test('flags go before the environment, that before the file, and that before the defaults', () => {
  const flags = { port: '1' };
  const environment = { TROLLEY_PORT: '2' };
  const file = { port: 3 };
  expect(sourceOf('port', { flags, environment, file })).toEqual([1, 'flag', '--port']);
  expect(sourceOf('port', { environment, file })).toEqual([2, 'environment', 'TROLLEY_PORT']);
  expect(sourceOf('port', { file })).toEqual([3, 'file', `${PATH}: port`]);
  expect(sourceOf('port', {})).toEqual([4444, 'default', '--port']);
});

test('each limit has a flag, a variable and a key', () => {
  const limit = namedSettings.find(({ name }) => name === 'limits.maxFrameBytes');
  expect(limit).toMatchObject({
    flag: '--limit-max-frame-bytes',
    attribute: 'limitMaxFrameBytes',
    variable: 'TROLLEY_LIMIT_MAX_FRAME_BYTES',
  });
  expect(configOf({ flags: { limitMaxFrameBytes: '5' } }).limits.maxFrameBytes).toBe(5);
  expect(configOf({ environment: { TROLLEY_LIMIT_MAX_FRAME_BYTES: '6' } }).limits.maxFrameBytes).toBe(6);
  const { limits } = configOf({ file: { limits: { maxFrameBytes: 7 } } });
  expect(limits).toEqual({ ...defaultLimits, maxFrameBytes: 7 });
});

test('lists are written with commas, as several arguments, or as an array', () => {
  const two = ['10.0.0.0/8', '::1'];
  expect(configOf({ flags: { trustProxy: ['10.0.0.0/8', '::1'] } }).trustProxy).toEqual(two);
  expect(configOf({ flags: { trustProxy: ['10.0.0.0/8, ::1'] } }).trustProxy).toEqual(two);
  expect(configOf({ environment: { TROLLEY_TRUST_PROXY: '10.0.0.0/8,::1' } }).trustProxy).toEqual(two);
  expect(configOf({ file: { trustProxy: two } }).trustProxy).toEqual(two);
  expect(
    configOf({ environment: { TROLLEY_TRUST_PROXY: '::1' }, flags: { trustProxy: ['loopback'] } }).trustProxy,
  ).toEqual(['loopback']);
});

test('an empty variable counts as none', () => {
  expect(configOf({ environment: { TROLLEY_PORT: '', TROLLEY_TLS_CERT: '' } })).toMatchObject({
    port: 4444,
    tlsCert: null,
  });
});

test('paths in a file are relative to its folder, others to where the relay is started', () => {
  const file = { data: 'carts', tlsCert: '/etc/ssl/cert.pem', tlsKey: '../key.pem' };
  expect(configOf({ file })).toMatchObject({
    data: '/etc/trolley/carts',
    tlsCert: '/etc/ssl/cert.pem',
    tlsKey: '/etc/key.pem',
  });
  expect(configOf({ environment: { TROLLEY_DATA: 'carts' } }).data).toBe('carts');
});

describe('what is wrong is said with where it is from', () => {
  test.each<[Given, string]>([
    [{ flags: { port: 'http' } }, '--port must be a whole number from 0 to 65535, not "http"'],
    [{ flags: { port: '' } }, '--port must be a whole number from 0 to 65535, not ""'],
    [
      { environment: { TROLLEY_PORT: '70000' } },
      'TROLLEY_PORT must be a whole number from 0 to 65535, not 70000',
    ],
    [{ file: { port: '80' } }, `${PATH}: port must be a whole number from 0 to 65535, not "80"`],
    [{ file: { port: null } }, `${PATH}: port must be a whole number from 0 to 65535, not null`],
    [
      { flags: { logLevel: 'loud' } },
      '--log-level must be one of fatal, error, warn, info, debug, trace, silent, not "loud"',
    ],
    [{ flags: { host: '' } }, '--host must be an address or name of this machine, not ""'],
    [
      { environment: { TROLLEY_ALLOW_ORIGIN: 'https://a.example/shop' } },
      'TROLLEY_ALLOW_ORIGIN must be a web origin without a path, as https://shop.example, not "https://a.example/shop"',
    ],
    [
      { flags: { trustProxy: ['10.0.0.0/8', 'proxy.example'] } },
      '--trust-proxy must be an IP address, a range as 10.0.0.0/8, "loopback" or "uniquelocal", not "proxy.example"',
    ],
    [
      { file: { limits: { keepAliveMs: 60_000 } } },
      `${PATH}: limits.keepAliveMs must be a whole number from 1 to 20000, not 60000`,
    ],
    [
      { environment: { TROLLEY_LIMIT_DRAIN_MS: '2147483648' } },
      'TROLLEY_LIMIT_DRAIN_MS must be a whole number from 1 to 2147483647, not 2147483648',
    ],
    [
      { flags: { limitMaxFrameBytes: '1.5' } },
      `--limit-max-frame-bytes must be a whole number from 1 to ${Number.MAX_SAFE_INTEGER}, not 1.5`,
    ],
    [{ flags: { tlsCert: 'cert.pem' } }, '--tls-cert needs --tls-key too'],
    [{ environment: { TROLLEY_TLS_KEY: 'key.pem' } }, 'TROLLEY_TLS_KEY needs --tls-cert too'],
  ])('%j', (given, problem) => {
    expect(problemsOf(given)).toEqual([problem]);
  });

  test('all of it at once, also where another source goes before it', () => {
    const given = { flags: { port: '1' }, environment: { TROLLEY_PORT: 'x' }, file: { port: 'y', host: 7 } };
    expect(problemsOf(given)).toHaveLength(3);
  });
});

describe('what is no setting', () => {
  test('in a file is a mistake, with the nearest name', () => {
    expect(problemsOf({ file: { prot: 1, limits: { maxFrameByte: 1 }, colour: 'red' } })).toEqual([
      `${PATH}: prot is no setting; did you mean port?`,
      `${PATH}: colour is no setting`,
      `${PATH}: limits.maxFrameByte is no setting; did you mean limits.maxFrameBytes?`,
    ]);
    expect(
      problemsOf({ file: JSON.parse('{"__proto__": {}, "limits": [1]}') as Given['file'] & object }),
    ).toEqual([`${PATH}: limits must be an object`, `${PATH}: __proto__ is no setting`]);
  });

  test('in the environment is a mistake if it looks like a setting', () => {
    const mistakes = { TROLLEY_PROT: '1', TROLLEY_AUTH_SECRET: 'x', TROLLEY_LIMITS_MAX_FRAME_BYTES: '1' };
    expect(problemsOf({ environment: mistakes })).toEqual([
      'TROLLEY_PROT is no setting; did you mean TROLLEY_PORT?',
      'TROLLEY_AUTH_SECRET is no setting; did you mean TROLLEY_AUTH_SECRET_FILE?',
      'TROLLEY_LIMITS_MAX_FRAME_BYTES is no setting; did you mean TROLLEY_LIMIT_MAX_FRAME_BYTES?',
    ]);
  });

  test('in the environment is only mentioned if it does not, and others’ variables are not looked at', () => {
    const outcome = resolve({ environment: { TROLLEY_ELECTRON: '/e', PORT: '80', HOME: '/' } });
    expect(outcome).toMatchObject({
      ok: true,
      warnings: ['TROLLEY_ELECTRON is set, but is no setting of the relay'],
    });
  });
});

describe('without a secret the relay only listens on this machine', () => {
  test.each(['0.0.0.0', '::', '192.168.1.7', 'example.org', '127.evil.example'])('not on %s', (host) => {
    expect(problemsOf({ environment: { TROLLEY_HOST: host } })).toEqual([
      expect.stringContaining(`TROLLEY_HOST ${host}: without authentication`),
    ]);
    expect(problemsOf({ environment: { TROLLEY_HOST: host }, flags: { authSecretFile: 'secret' } })).toEqual(
      [],
    );
  });

  test.each(['localhost', '127.0.0.2', '::1'])('but on %s', (host) => {
    expect(problemsOf({ flags: { host } })).toEqual([]);
  });
});
