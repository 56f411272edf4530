import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readUpdateFeed } from './update-feed.ts';

function resources(settings: string | null): string {
  const folder = mkdtempSync(join(tmpdir(), 'trolley-feed-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  if (settings !== null) writeFileSync(join(folder, 'app-update.yml'), settings);
  return folder;
}

test('a package without the file has no feed', () => {
  expect(readUpdateFeed(resources(null))).toBeNull();
});

test('the feed is the address in the file', () => {
  const settings =
    'provider: generic\nurl: https://updates.example/trolley\nupdaterCacheDirName: trolley-updater\n';
  expect(readUpdateFeed(resources(settings))).toBe('https://updates.example/trolley');
  expect(readUpdateFeed(resources(settings.replace(/(https\S+)/, "'$1'")))).toBe(
    'https://updates.example/trolley',
  );
});

test.each([
  ['an address that anybody on the way can answer for', 'provider: generic\nurl: http://updates.example/'],
  ['a file', 'provider: generic\nurl: file:///tmp/updates'],
  ['another kind of place', 'provider: github\nowner: x\nurl: https://updates.example/'],
  ['nothing', ''],
])('%s is no feed', (_what, settings) => {
  expect(readUpdateFeed(resources(settings))).toBeNull();
});
