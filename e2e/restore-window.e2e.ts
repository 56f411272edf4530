import type { BrowserWindow } from 'electron';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CartPage } from './cart-page.ts';
import type { Desktop } from './desktop.ts';
import { expect, test } from './fixtures.ts';

interface Window {
  readonly title: string;
  readonly bounds: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
}

const aroundText = (text: string): unknown => expect.stringContaining(text);

const windowsOf = (desktop: Desktop): Promise<Window[]> =>
  desktop.app.evaluate(({ BrowserWindow: windows }) =>
    windows
      .getAllWindows()
      .map((window) => ({ title: window.getTitle(), bounds: window.getBounds() }))
      .sort((a, b) => a.bounds.x - b.bounds.x),
  );

test('windows come back as they were: where they were, with their tabs', async ({ launchDesktop }) => {
  const ana = await launchDesktop({ offline: true });
  const first = await ana.app.browserWindow(ana.page);
  await first.evaluate((window: BrowserWindow) =>
    window.setBounds({ x: 30, y: 40, width: 640, height: 560 }),
  );
  await first.evaluate(({ webContents }: BrowserWindow) => webContents.send('show-cart', 'ward'));
  await expect(ana.page.getByRole('tab', { selected: true })).toHaveText('ward');
  await new CartPage(ana.page).add('Milk 1.29');
  const secondPage = await ana.openWindow();
  const second = await ana.app.browserWindow(secondPage);
  await second.evaluate((window: BrowserWindow) =>
    window.setBounds({ x: 210, y: 60, width: 500, height: 520 }),
  );
  await expect(secondPage.getByRole('tab', { selected: true })).toHaveText('ward');
  const before = await windowsOf(ana);
  expect(before.map(({ title }) => title)).toEqual(['ward – Ana – Trolley', 'ward – Ana – Trolley']);
  await ana.close();

  const again = await launchDesktop({ offline: true, cart: null });
  await expect.poll(() => windowsOf(again)).toEqual(before);
  const tabs = () => Promise.all(again.app.windows().map((page) => page.getByRole('tab').allTextContents()));
  await expect.poll(tabs).toContainEqual(['Carts', 'kitchen', 'ward'].map(aroundText));
  await again.close();

  // What is asked for by name is in front, in the first window.
  const third = await launchDesktop({ offline: true, cart: 'kitchen' });
  const titles = async () => (await windowsOf(third)).map(({ title }) => title);
  await expect.poll(titles).toEqual(['kitchen – Ana – Trolley', 'ward – Ana – Trolley']);
});

test('a window that is closed while others stay does not come back', async ({ launchDesktop }) => {
  const ana = await launchDesktop({ offline: true });
  const second = await ana.openWindow();
  await second.evaluate('void trolley.closeWindow()');
  await expect.poll(() => ana.app.windows().length).toBe(1);
  await ana.close();
  const again = await launchDesktop({ offline: true, cart: null });
  expect(await windowsOf(again)).toHaveLength(1);
});

test('a window from a display that is gone is brought to one that is there', async ({
  launchDesktop,
}, testInfo) => {
  await (await launchDesktop({ offline: true })).close();
  const file = join(testInfo.outputPath('profiles', 'Ana'), 'windows.json');
  const kept = JSON.parse(readFileSync(file, 'utf8')) as { windows: { bounds: object }[] };
  const bounds = { x: 9_000, y: 5_000, width: 700, height: 500 };
  writeFileSync(file, JSON.stringify({ windows: kept.windows.map((window) => ({ ...window, bounds })) }));
  const again = await launchDesktop({ offline: true, cart: null });
  const area = await again.app.evaluate(({ screen }) => screen.getPrimaryDisplay().workArea);
  const [window] = await windowsOf(again);
  expect(window?.bounds).toEqual({
    ...{ x: area.x + area.width - 700, y: area.y + area.height - 500, width: 700, height: 500 },
  });
});

test('damaged files are set aside and named, never written over', async ({ launchDesktop }, testInfo) => {
  const first = await launchDesktop({ offline: true });
  await new CartPage(first.page).add('Milk 1.29');
  await first.close();
  const directory = testInfo.outputPath('profiles', 'Ana');
  for (const name of ['carts.json', 'windows.json', 'settings.json']) {
    writeFileSync(join(directory, name), '{"half a');
  }
  const again = await launchDesktop({ offline: true });
  await expect(new CartPage(again.page).row('Milk')).toBeVisible();
  for (const name of ['carts.json', 'windows.json', 'settings.json']) {
    const copy = readdirSync(directory).find((file) => file.startsWith(`${name}.damaged-`));
    expect(readFileSync(join(directory, copy ?? name), 'utf8')).toBe('{"half a');
  }
  expect(readFileSync(join(directory, 'logs', 'trolley.log'), 'utf8')).toContain(
    'the list of carts is damaged',
  );
});

test('carts that the list has lost are found again on the disk', async ({ launchDesktop }, testInfo) => {
  const first = await launchDesktop({ relay: null, cart: 'ward' });
  await new CartPage(first.page).add('Milk 1.29');
  await first.close();
  const directory = testInfo.outputPath('profiles', 'Ana');
  for (const name of ['carts.json', 'windows.json']) rmSync(join(directory, name));
  const again = await launchDesktop({ relay: null, cart: null });
  await expect(again.page.getByRole('main')).toContainText('ward');
});

test('working offline and the appearance are remembered', async ({ launchDesktop }) => {
  const ana = await launchDesktop();
  const theme = (desktop: Desktop) => desktop.app.evaluate(({ nativeTheme }) => nativeTheme.themeSource);
  await ana.clickMenu('Work Offline');
  await ana.clickMenu('Dark');
  expect(await theme(ana)).toBe('dark');
  await expect(ana.page.getByText(/^Working offline/)).toBeVisible();
  await ana.close();
  const again = await launchDesktop();
  await expect(again.page.getByText(/^Working offline/)).toBeVisible();
  expect(await theme(again)).toBe('dark');
  // Playwright shows everything light unless told otherwise.
  await again.page.emulateMedia({ colorScheme: null });
  expect(await again.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
});

test('the language that was chosen is spoken from the next start on', async ({ launchDesktop }) => {
  const ana = await launchDesktop({ offline: true });
  await ana.page.evaluate(`trolley.changeSettings({ language: 'de' })`);
  await ana.close();
  const again = await launchDesktop({ offline: true });
  expect(await again.page.evaluate(() => [navigator.language, document.documentElement.lang])).toEqual([
    'de',
    'de',
  ]);
  await expect(again.page.getByRole('tab').first()).toHaveText('Wagen');
  await again.clickMenu('Neues Fenster');
  await expect.poll(() => again.app.windows().length).toBe(2);
});
