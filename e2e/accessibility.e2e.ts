import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkKeyboard } from './check-keyboard.ts';
import { checkDirection, checkEnlarged, checkPreferences } from './check-layout.ts';
import { checkNames } from './check-names.ts';
import { expect, test } from './fixtures.ts';
import { inspectPage, resize, type Look } from './inspect-page.ts';
import { photographed, scenes } from './screens.ts';
import { Stage, type Screen } from './screens/screen.ts';

const RENDERER = join(import.meta.dirname, '..', 'renderer');

const wide = { width: 960, height: 760 } as const;
const small = { width: 420, height: 560 } as const;
/** In an order with one change of the window's size. */
const looks: readonly Look[] = [
  { name: 'wide-light', ...wide, colorScheme: 'light' },
  { name: 'wide-dark', ...wide, colorScheme: 'dark' },
  { name: 'small-dark', ...small, colorScheme: 'dark' },
  { name: 'small-light', ...small, colorScheme: 'light' },
];

/** All that has to hold for a screen; the window is wide and light after it. */
async function check(stage: Stage, screen: Screen): Promise<void> {
  const { desktop, page } = stage;
  const { name, open, walk, back } = screen;
  await open(stage);
  await inspectPage(desktop, name, looks);
  await checkDirection(page, name);
  await resize(desktop, wide.width, wide.height);
  await checkEnlarged(desktop, name);
  await checkPreferences(page, name);
  await checkNames(page, name);
  await checkKeyboard(page, name, walk);
  if (!back) return;
  await page.keyboard.press('Escape');
  await expect.soft(back(stage), `${name}: the focus after Escape`).toBeFocused({ timeout: 3_000 });
}

for (const { name, launch, isGuarded = false, screens } of scenes) {
  test.describe(() => {
    test.use({ isGuarded });

    test(`everything can be seen, heard and reached: ${name}`, async ({ launchDesktop }) => {
      test.setTimeout(screens.length * 20_000 + 30_000);
      const options = typeof launch === 'function' ? await launch() : launch;
      const stage = new Stage(await launchDesktop(options), launchDesktop);
      for (const screen of screens) await test.step(screen.name, () => check(stage, screen));
    });
  });
}

test('no part that opens or speaks is missing from the screens', () => {
  const shown = new Set(scenes.flatMap(({ screens }) => screens.flatMap(({ shows = [] }) => shows)));
  const faults = readFileSync(join(import.meta.dirname, 'faults.e2e.ts'), 'utf8');
  for (const [component, state] of Object.entries(photographed)) {
    expect(faults).toMatch(new RegExp(`photograph\\(\\w+, '${state}'\\)`));
    shown.add(component);
  }
  const components = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.svelte') && !path.startsWith('admin'))
    .map((path) => path.replaceAll('\\', '/').replace(/\.svelte$/, ''));
  expect([...shown].filter((name) => !components.includes(name))).toEqual([]);
  const opens =
    /\b(Dialog|AlertDialog|Popover|DropdownMenu|ContextMenu|Select|Combobox)\.Root\b|<(Sheet|HomeSheet|Banner|aside|dialog)\b|role="(dialog|menu|listbox|alert)"/;
  const unseen = components.filter(
    (name) => opens.test(readFileSync(join(RENDERER, `${name}.svelte`), 'utf8')) && !shown.has(name),
  );
  expect(unseen).toEqual([]);
});
