import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from 'svelte/compiler';
import { render } from 'svelte/server';
import { afterAll, expect, test } from 'vitest';
import { staticIcons } from './static-icons.mjs';

const load = /** @type {(id: string) => string | null} */ (staticIcons().load);
const iconFile = (/** @type {string} */ name) =>
  fileURLToPath(new URL(`../node_modules/@lucide/svelte/dist/icons/${name}.svelte`, import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'trolley-icons-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** @typedef {{ readonly default: import('svelte').Component<Record<string, unknown>> }} Icons */

/**
 * @param {string} name
 * @param {Record<string, unknown>} props
 * @returns {Promise<string>} the icon's markup as a page would have it
 */
async function drawn(name, props) {
  const { js } = compile(load(iconFile(name)) ?? '', { generate: 'server', name: 'Icon' });
  const file = join(directory, `${name}.mjs`);
  const svelte = fileURLToPath(import.meta.resolve('svelte/internal/server'));
  writeFileSync(file, js.code.replaceAll('svelte/internal/server', svelte));
  /** @type {unknown} */
  const module = await import(/* @vite-ignore */ file);
  const { default: Icon } = /** @type {Icons} */ (module);
  return render(Icon, { props }).body;
}

test('an icon is drawn with the shapes of its package, in the size and with the strokes that are asked for', async () => {
  const svg = await drawn('plus', { size: 16, strokeWidth: 1.5, class: 'starred' });
  expect(svg).toMatch(/M5 12h14.*M12 5v14/);
  expect(svg).toContain('width="16" height="16" viewBox="0 0 24 24"');
  expect(svg).toContain('stroke-width="1.5"');
  expect(svg).toContain('class="lucide lucide-plus starred"');
});

test('shapes that are all lines become one path, and one that cannot be a path stays', async () => {
  const circles = await drawn('grip-vertical', {});
  expect(circles.match(/<path/g)).toHaveLength(1);
  expect(circles).not.toContain('<circle');
  const rounded = await drawn('copy', {});
  expect(rounded).toMatch(/<rect[^>]* rx="2"[^>]*>.*<path/);
});

test('it is silent for a screen reader unless it is given a name', async () => {
  expect(await drawn('plus', {})).toContain('aria-hidden="true"');
  const named = await drawn('plus', { 'aria-label': 'Look at this:' });
  expect(named).toContain('aria-label="Look at this:"');
  expect(named).not.toContain('aria-hidden');
});

test('other files are left alone, and an icon whose data is not where it was is an error', () => {
  expect(load('/somewhere/Row.svelte')).toBeNull();
  const icons = join(directory, '@lucide/svelte/dist/icons');
  mkdirSync(icons, { recursive: true });
  writeFileSync(join(icons, 'odd.svelte'), '<svg />');
  expect(() => load(join(icons, 'odd.svelte'))).toThrow('has no data of an icon');
});
