import type { Page } from '@playwright/test';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import type { Desktop } from './desktop.ts';
import { expect, test } from './fixtures.ts';

const evaluate = <T>(page: Page, expression: string) => page.evaluate<T>(expression);

/** What the policy stops, it reports; where that is the point, it is no fault. */
const forgive = (desktop: Desktop) => desktop.faults.splice(0);

test('the page has a browser and our few functions, and nothing of Node or Electron', async ({
  launchDesktop,
}) => {
  const { page, app } = await launchDesktop();
  const names = ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'];
  expect(await evaluate(page, `[${names.map((name) => `typeof ${name}`).join()}]`)).toEqual(
    names.map(() => 'undefined'),
  );
  expect(await evaluate(page, 'Object.entries(trolley).map(([name, value]) => name + typeof value)')).toEqual(
    [
      'getSetup',
      'openCart',
      'reportTabs',
      'openWindow',
      'closeWindow',
      'reportFigures',
      'reportLoad',
      'setOffline',
      'editText',
      'getToken',
      'setToken',
      'exportFile',
      'savePdf',
      'print',
      'listCarts',
      'addCart',
      'fileCart',
      'forgetCart',
      'getSettings',
      'changeSettings',
      'notify',
      'copyText',
      'getAbout',
      'log',
      'onOfflineChanged',
      'onAccessChanged',
      'onCartsChanged',
      'onSettingsChanged',
      'onJoinAsked',
      'onShowCart',
      'onMenuCommand',
      'onQuestion',
    ].map((name) => `${name}function`),
  );
  const preferences = await app.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .map((contents) =>
        (contents as unknown as { getLastWebPreferences(): object }).getLastWebPreferences(),
      ),
  );
  expect(preferences).toMatchObject([
    { sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, webSecurity: true },
  ]);
});

test('the page stays where it is and opens nothing', async ({ launchDesktop }) => {
  const ana = await launchDesktop();
  const { page, app } = ana;
  const home = page.url();
  await app.evaluate(({ shell }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    shell.openExternal = (url) => {
      asked.push(url);
      return Promise.resolve();
    };
  });
  const elsewhere = [
    'https://example.com/',
    'file:///etc/passwd',
    'app://trolley/assets/',
    'data:text/html,x',
  ];
  for (const address of elsewhere) await evaluate(page, `void (location.href = '${address}')`);
  const notForBrowsers = ['file:///etc/passwd', 'javascript:alert(1)', 'http://example.com/', 'ms-word:x'];
  for (const address of [...notForBrowsers, 'https://example.com/a']) {
    expect(await evaluate(page, `window.open('${address}')`)).toBeNull();
  }
  await expect
    .poll(() => app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked))
    .toEqual(['https://example.com/a']);
  expect(app.windows()).toHaveLength(1);
  expect(page.url()).toBe(home);
  expect(await evaluate(page, 'typeof trolley')).toBe('object');
  forgive(ana);
});

test('the policy comes with every answer and holds', async ({ relay, launchDesktop }) => {
  const ana = await launchDesktop();
  const { page } = ana;
  const policies = await ana.app.evaluate(({ net }) =>
    Promise.all(
      ['index.html', 'nothing.html'].map(async (file) => {
        const { headers } = await net.fetch(`app://trolley/${file}`);
        return headers.get('content-security-policy');
      }),
    ),
  );
  for (const policy of policies) {
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).toContain(`connect-src 'self' ${new URL(relay.ws).origin};`);
    expect(policy).not.toContain('unsafe');
  }
  await page.addScriptTag({ content: 'window.wasInline = true' }).catch(() => undefined);
  expect(await evaluate(page, 'typeof wasInline')).toBe('undefined');
  const thrown = (code: string) =>
    evaluate(page, `(() => { try { ${code}; return 'done'; } catch (error) { return error.name; } })()`);
  expect(await thrown(`setTimeout('window.wasText = true')`)).toBe('TypeError');
  expect(await thrown(`document.body.innerHTML = '<b>x</b>'`)).toBe('TypeError');
  const isReached = (url: string) => evaluate(page, `fetch('${url}').then(() => true, () => false)`);
  expect(await isReached(`${relay.http}/healthz`)).toBe(false);
  expect(await isReached('https://example.com/')).toBe(false);
  forgive(ana);
});

test('the app scheme gives its own files, by reading, and no others', async ({ launchDesktop }) => {
  const ana = await launchDesktop();
  const status = (path: string, method = 'GET') =>
    ana.app.evaluate(
      ({ net }, [url, verb]) =>
        net.fetch(url as string, { method: verb as string }).then(({ status: code }) => code),
      [`app://${path}`, method],
    );
  expect(await status('trolley/index.html')).toBe(200);
  expect(await status('trolley/index.html', 'POST')).toBe(405);
  expect(await status('trolley/index.html', 'PUT')).toBe(405);
  for (const path of [
    'trolley/',
    'trolley/assets',
    'trolley/..%2felectron%2fmain.js',
    'trolley/%2e%2e/%2e%2e/package.json',
    'trolley/..%5c..%5cpackage.json',
    'trolley/%00',
    'trolley/%ff',
    'elsewhere/index.html',
  ]) {
    expect([path, await status(path)]).toEqual([path, 404]);
  }
});

test('permissions are denied, but for keeping what is stored', async ({ launchDesktop }) => {
  const { page } = await launchDesktop();
  expect(await evaluate(page, 'Notification.requestPermission()')).toBe('denied');
  expect(
    await evaluate(
      page,
      'new Promise((done) => navigator.geolocation.getCurrentPosition(() => done(0), (error) => done(error.code)))',
    ),
  ).toBe(1);
  const states = await evaluate(
    page,
    `Promise.all(['camera', 'microphone', 'clipboard-read', 'midi', 'notifications'].map((name) =>
      navigator.permissions.query({ name }).then(({ state }) => state)))`,
  );
  expect(states).toEqual(['denied', 'denied', 'denied', 'denied', 'denied']);
  expect(await evaluate(page, 'navigator.storage.persisted()')).toBe(true);
});

test('requests count only from our own page, with arguments of the contract', async ({ launchDesktop }) => {
  const ana = await launchDesktop();
  const { page, app } = ana;
  for (const call of [
    `setOffline('yes')`,
    `openCart('../etc')`,
    `reportTabs({ open: ['../etc'], shown: 'carts' })`,
    `reportTabs({ open: [], shown: {} })`,
    `openWindow({})`,
    `reportFigures('kitchen', { title: 'x'.repeat(201), products: 0, units: 0, totals: {}, changedAt: null, unsent: 0 })`,
    `reportLoad('kitchen', 'fine')`,
    `editText('paste')`,
    `getToken('')`,
    `setToken('kitchen', 'x'.repeat(4097))`,
    `setToken('kitchen', {})`,
    `exportFile(['/etc/passwd'])`,
    `exportFile({ title: 'x', name: '../passwd', text: '' })`,
    `savePdf('x'.repeat(201))`,
    `addCart({ cartId: 'x', relayUrl: 'https://example.com' })`,
    `addCart({ cartId: 'x', relayUrl: 'ws://a;script-src' })`,
    `fileCart('kitchen', { shelf: 'burnt' })`,
    `forgetCart('kitchen')`,
    `changeSettings({ theme: 'pink' })`,
    `notify({ cartId: 'kitchen', title: 'x'.repeat(201), body: '' })`,
    `copyText('x'.repeat(2001))`,
    `log('debug', 'x')`,
  ]) {
    expect(await evaluate(page, `trolley.${call}.then(() => 'taken', () => 'refused')`)).toBe('refused');
  }
  // A window that the app did not open as a cart's, even with our page and preload in it, is a stranger.
  const preload = join(import.meta.dirname, '..', 'dist', 'electron', 'preload.cjs');
  const answers = await app.evaluate(async ({ BrowserWindow }, path) => {
    const ask = async (url: string) => {
      const stranger = new BrowserWindow({ show: false, webPreferences: { preload: path, sandbox: true } });
      await stranger.loadURL(url);
      const answer: unknown = await stranger.webContents.executeJavaScript(
        `trolley.getSetup().then(() => 'answered', (error) => error.message)`,
      );
      return answer;
    };
    return [await ask('app://trolley/index.html'), await ask('about:blank')];
  }, preload);
  for (const answer of answers) expect(answer).toContain('unknown place');
  // Our page says so itself, in whichever window.
  await expect.poll(() => ana.faults.join()).toContain('unknown place');
  forgive(ana);
});

test('the command port is on this computer only', async ({ launchDesktop }) => {
  const ana = await launchDesktop({ offline: true });
  // A web page can make a browser send an HTTP request there; it is no conversation in the line protocol.
  const answer = await new Promise<string>((resolve) => {
    httpRequest({ host: '127.0.0.1', port: ana.commandPort, method: 'POST', path: '/' })
      .on('error', (error) => resolve(String(error)))
      .on('response', () => resolve('response'))
      .end('add {"product_id":1,"price":1}\n');
  });
  expect(answer).not.toBe('response');
  expect(await ana.show()).toEqual([]);
});
