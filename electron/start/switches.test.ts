import { describe, expect, test } from 'vitest';
import { readSwitches } from './switches.ts';

/** As a packaged or an unpackaged start hands them over: Chromium's own switches in between. */
const read = (...args: string[]) =>
  readSwitches(['--no-sandbox', '--inspect=0', '/some/app', ...args, '--disable-gpu']);

describe('the command line', () => {
  test('is read between the switches of Chromium', () => {
    expect(
      read(
        ...['--user-data-dir=/tmp/ana', '--profile', 'Ana', '--relay', 'ws://127.0.0.1:4444/sync'],
        ...['--token-file', '/tmp/token', '--cart=kitchen', '--offline', '--command-port', '0'],
      ),
    ).toEqual({
      ok: true,
      value: {
        profile: 'Ana',
        userDataDir: '/tmp/ana',
        relayUrl: 'ws://127.0.0.1:4444/sync',
        tokenFile: '/tmp/token',
        cartId: 'kitchen',
        link: null,
        offline: true,
        commandPort: 0,
      },
    });
  });

  test('may be empty', () => {
    expect(read()).toMatchObject({
      ok: true,
      value: {
        profile: null,
        userDataDir: null,
        relayUrl: null,
        tokenFile: null,
        cartId: null,
        link: null,
        offline: false,
        commandPort: null,
      },
    });
  });

  test('may have a link in it, wherever it stands', () => {
    const link = 'trolley://join/wss%3A%2F%2Frelay.example%2Fsync/kitchen';
    const value = { cartId: null, link: { relayUrl: 'wss://relay.example/sync', cartId: 'kitchen' } };
    for (const args of [['--profile', 'Ana', link], [link]]) expect(read(...args)).toMatchObject({ value });
    expect(read('trolley://join/elsewhere', 'https://example.com/')).toMatchObject({ value: { link: null } });
  });

  test.each([
    ['--cart', '../etc'],
    ['--cart', ''],
    ['--cart', 'x'.repeat(65)],
    ['--relay', 'http://127.0.0.1:4444'],
    ['--relay', 'localhost'],
    ['--relay', 'ws://user:word@host/sync'],
    ['--relay', 'ws://host/sync?token=x'],
    ['--relay', 'ws://host;script-src/sync'],
    ['--token-file', ''],
    ['--token-file', '/tmp/token-for-no-relay'],
    ['--profile', '../Ana'],
    ['--profile', '..'],
    ['--profile', 'Ana.'],
    ['--profile', ''],
    ['--command-port', '70000'],
    ['--command-port', '-1'],
    ['--command-port', '1e3'],
    ['--offline=no', ''],
  ])('is refused with %s %s, and says why', (name, value) => {
    const result = read(...(value === '' && name.includes('=') ? [name] : [`${name}=${value}`]));
    expect(result).toMatchObject({ ok: false, refusal: { code: 'usage' } });
    expect(result.ok || result.refusal.message).toContain(name.split('=')[0]);
  });

  test.each(['--cart', '--relay', '--token-file', '--profile', '--command-port'])(
    'is refused with %s and nothing',
    (name) => {
      expect(readSwitches([name])).toMatchObject({ ok: false });
    },
  );
});
