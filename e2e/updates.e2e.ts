import { _electron } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { freePort } from './desktop-program.ts';
import { expect, test } from './fixtures.ts';
import { holdBack } from './hold-back.ts';
import { makePackage, TEST_COPY } from './package.ts';

test.beforeAll(async () => {
  test.setTimeout(180_000);
  await makePackage();
});

const NEW = '#!/bin/sh\nexit 0\n';
const FILE = 'Trolley-9.0.0.AppImage';

/** A place with version 9; it answers nothing before it is told to. */
async function serveUpdates() {
  mkdirSync(test.info().outputDir, { recursive: true });
  const sha512 = createHash('sha512').update(NEW).digest('base64');
  const about = `version: 9.0.0\nfiles:\n  - url: ${FILE}\n    sha512: ${sha512}\n    size: ${NEW.length}\npath: ${FILE}\nsha512: ${sha512}\nreleaseDate: '2026-01-01T00:00:00.000Z'\n`;
  const [cert, key] = [test.info().outputPath('cert.pem'), test.info().outputPath('key.pem')];
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=updates.example'];
  execFileSync('openssl', [...request, '-out', cert, '-keyout', key], { stdio: 'pipe' });
  const asked: string[] = [];
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  const server = createServer({ cert: readFileSync(cert), key: readFileSync(key) }, (asking, response) => {
    const path = new URL(asking.url ?? '', 'https://updates.example').pathname;
    asked.push(path);
    void opened.then(() => response.end(path.endsWith('.yml') ? about : NEW));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, asked, open, port: (server.address() as AddressInfo).port };
}

for (const answer of ['Download', 'Not Now'])
  test(`a package with a feed asks before it downloads, and is told: ${answer}`, async () => {
    test.slow();
    const output = (name: string) => test.info().outputPath(name);
    const updates = await serveUpdates();
    const folder = output('package');
    // As links: the files are the package's own, and only what is added here is not.
    execFileSync('cp', ['-al', TEST_COPY, folder]);
    writeFileSync(
      join(folder, 'resources', 'app-update.yml'),
      'provider: generic\nurl: https://updates.example/trolley/\nupdaterCacheDirName: trolley-updater\n',
    );
    const installed = output('Trolley.AppImage');
    writeFileSync(installed, 'the old one', { mode: 0o755 });
    const port = await freePort();
    const launched = _electron.launch({
      executablePath: join(folder, 'trolley-desktop'),
      args: [
        `--inspect-brk=${port}`,
        `--user-data-dir=${output('profile')}`,
        ...['--disable-gpu', '--disable-dev-shm-usage', '--password-store=basic', '--lang=en'],
        `--host-resolver-rules=MAP updates.example 127.0.0.1:${updates.port}`,
        '--ignore-certificate-errors',
      ],
      env: {
        ...(process.env as Record<string, string>),
        APPIMAGE: installed,
        XDG_CACHE_HOME: output('cache'),
      },
      chromiumSandbox: process.getuid?.() !== 0,
    });
    const [app] = await Promise.all([launched, holdBack(port)]);
    await app.evaluate(({ dialog }, button) => {
      dialog.showMessageBox = ((options: { message: string; buttons: string[] }) => {
        // In the app, where it is how a test hears of something.
        // eslint-disable-next-line no-console
        console.log(`asked: ${options.message}`);
        return Promise.resolve({ response: options.buttons.indexOf(button), checkboxChecked: false });
      }) as unknown as typeof dialog.showMessageBox;
    }, answer);
    const question = app.waitForEvent('console', (line) => line.text().startsWith('asked: '));
    updates.open();
    expect((await question).text()).toBe('asked: Trolley 9.0.0 is here.');
    if (answer === 'Download') {
      await expect.poll(() => updates.asked.at(-1)).toBe(`/trolley/${FILE}`);
      const log = join(output('profile'), 'logs', 'trolley.log');
      // It is there from its first line on.
      const logged = () => (existsSync(log) ? readFileSync(log, 'utf8') : '');
      await expect.poll(logged).toContain('version 9.0.0 is here');
      expect(readFileSync(installed, 'utf8')).toBe('the old one');
    }
    await app.close();
    if (answer === 'Download') await expect.poll(() => readFileSync(installed, 'utf8')).toBe(NEW);
    else {
      expect(updates.asked.every((path) => path.endsWith('.yml'))).toBe(true);
      expect(readFileSync(installed, 'utf8')).toBe('the old one');
    }
    updates.server.close();
  });
