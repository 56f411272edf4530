import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';

test('what goes wrong in a page is in the log, which the menu shows, without what nobody may read', async ({
  relay,
  launchDesktop,
}, testInfo) => {
  const token = await relay.token({ user: 'Ana' });
  const ana = await launchDesktop({ profile: 'Ana' });
  await ana.page.evaluate((secret) => {
    setTimeout(() => {
      throw new Error(`no such row: ${secret} {"product":{"name":"Insulin"}}`);
    });
  }, token);
  const file = join(testInfo.outputPath('profiles', 'Ana'), 'logs', 'trolley.log');
  await expect.poll(() => readFileSync(file, 'utf8')).toContain('uncaught: Error: no such row: [code] {…}');
  // It was meant.
  await expect.poll(() => ana.faults.length).toBe(1);
  ana.faults.length = 0;
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(/ \[info\] +Trolley [0-9.]+, Electron /);
  expect(text).not.toMatch(/Insulin|eyJ/);

  await ana.app.evaluate(({ shell }) => {
    shell.showItemInFolder = (path) => void Object.assign(globalThis, { shown: path });
  });
  await ana.clickMenu('Show Logs');
  const shown = () => ana.app.evaluate(() => (globalThis as { shown?: string }).shown);
  await expect.poll(shown).toBe(file);
});
