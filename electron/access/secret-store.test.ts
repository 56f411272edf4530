import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { SecretStore } from './secret-store.ts';
import type { Keeping } from './vault.ts';

const RELAY = 'wss://relay.example/sync';

/** Makes the text unreadable, and knows its own by a mark. */
const newVault = (keeping: Keeping = 'protected', mark = '#') => ({
  keeping,
  encrypt: (text: string) => Buffer.from(mark + Buffer.from(text).toString('hex')),
  decrypt: (bytes: Buffer) => {
    if (!bytes.toString().startsWith(mark)) throw new Error('another key');
    return Buffer.from(bytes.toString().slice(1), 'hex').toString();
  },
});

function newProfile() {
  const directory = mkdtempSync(join(tmpdir(), 'trolley-secrets-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const file = join(directory, 'access.json');
  const problems: string[] = [];
  const open = (vault = newVault(), place = file) =>
    new SecretStore({
      file: place,
      vault,
      what: 'the access code',
      onProblem: (message) => problems.push(message),
    });
  return { directory, file, problems, open };
}

describe('SecretStore', () => {
  test('finds a token again, that of its relay only', () => {
    const { open } = newProfile();
    open().set(RELAY, 'abc.def.ghi');
    open().set('ws://elsewhere/sync', 'x.y.z');
    expect([open().get(RELAY), open().get('ws://elsewhere/sync'), open().get('ws://no/sync')]).toEqual([
      'abc.def.ghi',
      'x.y.z',
      null,
    ]);
  });

  test('writes nothing readable, for nobody but the owner', () => {
    const { file, open } = newProfile();
    open().set(RELAY, 'abc.def.ghi');
    expect(readFileSync(file, 'utf8')).not.toContain('abc.def.ghi');
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  test('forgets a token that is taken away, on the disk too', () => {
    const { file, open } = newProfile();
    const store = open();
    store.set(RELAY, 'abc.def.ghi');
    store.set(RELAY, null);
    expect([store.get(RELAY), open().get(RELAY), readFileSync(file, 'utf8')]).toEqual([null, null, '{}\n']);
  });

  test('without any protection keeps it in memory, and nothing on the disk', () => {
    const { file, open } = newProfile();
    open().set(RELAY, 'old.old.old');
    const store = open(newVault('memory'));
    expect(store.get(RELAY)).toBeNull();
    store.set(RELAY, 'abc.def.ghi');
    expect([store.get(RELAY), open(newVault('memory')).get(RELAY)]).toEqual(['abc.def.ghi', null]);
    expect(readFileSync(file, 'utf8')).toBe('{}\n');
  });

  test('says so when it cannot read or write, names no token, and goes on', () => {
    const { directory, file, problems, open } = newProfile();
    open().set(RELAY, 'abc.def.ghi');
    expect(open(newVault('protected', '%')).get(RELAY)).toBeNull();
    const store = open(newVault(), join(directory, 'missing', 'access.json'));
    store.set(RELAY, 'abc.def.ghi');
    expect([store.get(RELAY), store.keeping, open().keeping]).toEqual(['abc.def.ghi', 'memory', 'protected']);
    expect(problems).toHaveLength(2);
    expect(problems.join()).not.toContain('abc.def.ghi');
    expect(existsSync(`${file}.next`)).toBe(false);
  });

  test.each(['', 'no json', '[]', '{"a":1}'])('takes a file with %j for none', (text) => {
    const { file, open } = newProfile();
    writeFileSync(file, text);
    expect(open().get(RELAY)).toBeNull();
  });
});
