import { AxeBuilder } from '@axe-core/playwright';
import { expect, type ElectronApplication, type Page } from '@playwright/test';
import type { BrowserWindow } from 'electron';
import { join } from 'node:path';

/** Where the pictures go that a person is to look at. */
export const SCREENSHOTS = join(import.meta.dirname, '..', 'test-results', 'screenshots');

/** A window of a size, in CSS pixels, and a theme. */
export interface Look {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'light' | 'dark';
}

export interface Inspected {
  readonly app: ElectronApplication;
  readonly page: Page;
}

/** Looks at a state in several ways: axe finds nothing, nothing sticks out sideways or is cut off. */
export async function inspectPage(
  { app, page }: Inspected,
  state: string,
  looks: readonly Look[],
): Promise<void> {
  let size = '';
  for (const { name, width, height, colorScheme } of looks) {
    const isSameSize = size === `${width} ${height}`;
    size = `${width} ${height}`;
    await resize({ app, page }, width, height);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.screenshot({ path: join(SCREENSHOTS, `${state}-${name}.png`) });
    // Legacy mode: Electron cannot open the blank page in which axe would put its results together.
    const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
    // At a size that was looked at just before, another theme is other colours and nothing else.
    if (isSameSize) axe.withRules('color-contrast');
    const { violations } = await axe.analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
    expect.soft(found, `${state}, ${name}`).toEqual([]);
    expect.soft(await overflow(page), `${state}, ${name}: sideways`).toBe(0);
    expect.soft(await cutOff(page), `${state}, ${name}: cut off`).toEqual([]);
  }
}

/** CSS pixels by which the page, or a part of it with rows, is wider than there is room. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() =>
    Math.max(
      ...[document.documentElement, ...document.querySelectorAll('main, [role$="grid"]')].map(
        ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth,
      ),
    ),
  );

/** Texts that have less room than they need, and cannot be read in full by pointing at them either. */
const cutOff = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const isCutOff = (element: HTMLElement): boolean => {
      const { overflowX, clipPath } = getComputedStyle(element);
      const isClipping = (overflowX === 'hidden' || overflowX === 'clip') && clipPath === 'none';
      return isClipping && element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1;
    };
    const isToldOf = (element: HTMLElement): boolean => {
      const text = element.textContent.trim();
      const titled = [element.closest('[title]'), ...element.querySelectorAll('[title]')];
      return titled.some((one) => {
        const title = one?.getAttribute('title') ?? '';
        return title !== '' && (title.includes(text) || text.includes(title));
      });
    };
    return [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((element) => isCutOff(element) && !isToldOf(element))
      .map((element) => element.textContent.trim())
      .filter((text) => text !== '');
  });

/** Makes the inside of its window that large, in CSS pixels. */
export async function resize({ app, page }: Inspected, width: number, height: number): Promise<void> {
  const window = await app.browserWindow(page);
  await window.evaluate((open: BrowserWindow, size) => open.setContentSize(size.width, size.height), {
    width,
    height,
  });
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([width, height]);
}
