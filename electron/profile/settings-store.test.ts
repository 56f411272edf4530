import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { defaultSettings, type Settings } from '../../protocol/settings.ts';
import { SettingsStore } from './settings-store.ts';

function newProfile() {
  const directory = mkdtempSync(join(tmpdir(), 'trolley-settings-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const file = join(directory, 'settings.json');
  const problems: string[] = [];
  const onProblem = (message: string) => problems.push(message);
  return { file, problems, open: () => new SettingsStore({ file, now: () => 42, onProblem }) };
}

test('what is chosen is found again, the rest is as it comes', () => {
  const { open } = newProfile();
  open().change({ theme: 'dark' });
  open().change({ offline: true });
  expect(open().current).toEqual({ ...defaultSettings, theme: 'dark', offline: true });
});

test('a change is told with what was before, and one that changes nothing is not', () => {
  const settings = newProfile().open();
  const told: [Settings['theme'], Settings['theme']][] = [];
  settings.onChange((now, before) => told.push([now.theme, before.theme]));
  settings.change({ theme: 'dark' });
  settings.change({ theme: 'dark' });
  settings.change({});
  expect(told).toEqual([['dark', 'system']]);
});

test('settings of an older version are completed, and damaged ones set aside', () => {
  const { file, problems, open } = newProfile();
  writeFileSync(file, '{"theme":"light"}');
  expect(open().current).toEqual({ ...defaultSettings, theme: 'light' });
  expect(problems).toEqual([]);
  writeFileSync(file, '{"theme":"pink"}');
  expect(open().current).toEqual(defaultSettings);
  expect(problems).toEqual([expect.stringContaining('the file of settings is damaged')]);
});
