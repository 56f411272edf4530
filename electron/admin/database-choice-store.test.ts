import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { SecretStore } from '../access/secret-store.ts';
import { DatabaseChoiceStore } from './database-choice-store.ts';

/** Turns the text around, so that it can be told from what was encrypted. */
const turned = (text: string) => Array.from(text).reverse().join('');
const vault = {
  keeping: 'protected' as const,
  encrypt: (text: string) => Buffer.from(turned(text)),
  decrypt: (bytes: Buffer) => turned(bytes.toString()),
};

const URL_WITHOUT = 'postgres://ana@db/shop';
const server = { kind: 'server', url: URL_WITHOUT, password: null, caFile: null } as const;

function newProfile() {
  const directory = mkdtempSync(join(tmpdir(), 'trolley-database-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const problems: string[] = [];
  const onProblem = (message: string) => problems.push(message);
  const file = join(directory, 'database.json');
  const open = () =>
    new DatabaseChoiceStore({
      ...{ file, directory: join(directory, 'ledger'), onProblem },
      passwords: new SecretStore({ file: join(directory, 'passwords.json'), vault, what: 'it', onProblem }),
    });
  const choose = (store: DatabaseChoiceStore, choice: Parameters<DatabaseChoiceStore['settingsFor']>[0]) => {
    const settings = store.settingsFor(choice);
    if (!settings.ok) throw new Error(settings.refusal.message);
    store.use(settings.value);
  };
  return { directory, file, problems, open, choose };
}

test('without a choice it is the embedded database', () => {
  const { directory, open } = newProfile();
  expect(open().settings).toEqual({ kind: 'embedded', directory: join(directory, 'ledger') });
  expect(open().info('postgres://here')).toMatchObject({ kind: 'embedded', psqlUrl: 'postgres://here' });
});

test('a choice is found again; the password is neither in its file nor in what is shown of it', () => {
  const { directory, file, open, choose } = newProfile();
  choose(open(), { ...server, url: 'postgres://ana:secret@db/shop', caFile: '/ca.pem' });
  const store = open();
  expect(store.settings).toEqual({ kind: 'server', url: URL_WITHOUT, password: 'secret', caFile: '/ca.pem' });
  const info = store.info(null);
  expect(info).toMatchObject({ kind: 'server', url: URL_WITHOUT, hasPassword: true, keeping: 'protected' });
  const written = [file, join(directory, 'passwords.json')].map((path) => readFileSync(path, 'utf8'));
  expect(JSON.stringify([info, written])).not.toContain('secret');
});

test('a password that is not given is the one kept for the address; an empty one is none', () => {
  const { open, choose } = newProfile();
  const store = open();
  choose(store, { ...server, password: 'secret' });
  expect(store.settingsFor(server)).toMatchObject({ value: { password: 'secret' } });
  expect(store.settingsFor({ ...server, url: 'postgres://ana@elsewhere/shop' })).toMatchObject({
    value: { password: null },
  });
  choose(store, { ...server, password: '' });
  expect(open().settings).toMatchObject({ password: null });
});

test('what is no address is refused, and a choice that cannot be read is told', () => {
  const { file, problems, open } = newProfile();
  expect(open().settingsFor({ ...server, url: 'shop' })).toMatchObject({ refusal: { code: 'invalid' } });
  writeFileSync(file, '{"kind":"file"}');
  expect(open().settings.kind).toBe('embedded');
  expect(problems).toEqual([expect.stringContaining('cannot be read')]);
});
