import { expect, type ElectronApplication, type Page } from '@playwright/test';
import type { BrowserWindow } from 'electron';
import { overflow, type Inspected } from './inspect-page.ts';
import { openEyes } from './page-eyes.ts';

const softly = expect.configure({ soft: true });

/** Written from right to left, nothing sticks out. */
export async function checkDirection(page: Page, state: string): Promise<void> {
  await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
  expect.soft(await overflow(page), `${state}: sideways from right to left`).toBe(0);
  await page.evaluate(() => document.documentElement.removeAttribute('dir'));
}

/** Twice as large, nothing sticks out and everything can be brought into view. */
export async function checkEnlarged({ app, page }: Inspected, state: string): Promise<void> {
  const width = await page.evaluate(() => innerWidth);
  await enlarge(app, page, 2);
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width / 2);
  // What hangs from something finds its new place with the next frames.
  await softly.poll(() => overflow(page), `${state}: sideways when enlarged`).toBe(0);
  expect.soft(await unreachable(page), `${state}: out of reach when enlarged`).toEqual([]);
  await enlarge(app, page, 1);
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width);
}

/** Who asked for less motion gets none, and who chose their own colours sees every icon and switch in them. */
export async function checkPreferences(page: Page, state: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' });
  expect.soft(await moving(page), `${state}: moves in spite of reduced motion`).toEqual([]);
  expect.soft(await invisible(page), `${state}: not to be seen with forced colours`).toEqual([]);
  await page.emulateMedia({ forcedColors: 'none' });
}

async function enlarge(app: ElectronApplication, page: Page, factor: number): Promise<void> {
  const window = await app.browserWindow(page);
  await window.evaluate((open: BrowserWindow, by) => open.webContents.setZoomFactor(by), factor);
}

/** Controls that cannot be scrolled to where a press would meet them. */
async function unreachable(page: Page): Promise<readonly string[]> {
  const eyes = await openEyes(page);
  return eyes.evaluate(({ controls, shapeOf, nameOf }) => {
    const isMet = (element: Element, block: ScrollLogicalPosition): boolean => {
      const shape = shapeOf(element);
      // For the keyboard alone, such as the way through a chart.
      if (getComputedStyle(shape).pointerEvents === 'none') return true;
      shape.scrollIntoView({ block, inline: 'nearest' });
      const { left, top, width, height } = shape.getBoundingClientRect();
      const met = document.elementFromPoint(left + width / 2, top + height / 2);
      return met !== null && shape.contains(met);
    };
    return controls()
      .filter(
        (element) => !(['nearest', 'center', 'start', 'end'] as const).some((block) => isMet(element, block)),
      )
      .map(nameOf);
  });
}

const moving = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const lasts = (durations: string): boolean => durations.split(', ').some((one) => parseFloat(one) > 0);
    return [...document.querySelectorAll('*')]
      .filter((element) => {
        const { transitionDuration, animationName, animationDuration } = getComputedStyle(element);
        return lasts(transitionDuration) || (animationName !== 'none' && lasts(animationDuration));
      })
      .map((element) => `${element.tagName} ${element.getAttribute('class') ?? ''}`);
  });

/** Icons in the colour of what is behind them; chosen things and switches that only a ground tells apart. */
const invisible = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const isOpen = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true });
    const groundOf = (element: Element | null): string => {
      if (!element) return 'rgb(255, 255, 255)';
      const { backgroundColor } = getComputedStyle(element);
      return backgroundColor === 'rgba(0, 0, 0, 0)' ? groundOf(element.parentElement) : backgroundColor;
    };
    const hasLine = (element: Element): boolean => {
      const { outlineStyle, borderWidth } = getComputedStyle(element);
      return outlineStyle !== 'none' || borderWidth.split(' ').some((width) => parseFloat(width) > 0);
    };
    const all = (selector: string): readonly Element[] =>
      [...document.querySelectorAll(selector)].filter(isOpen);
    const icons = all('svg[class*="lucide"]').filter((icon) => {
      const { stroke } = getComputedStyle(icon);
      return stroke === groundOf(icon);
    });
    const chosen = all(
      '[role="switch"], [role="menuitem"][data-highlighted], [role="option"][aria-selected="true"], [role="tab"][aria-selected="true"]',
    ).filter((element) => !hasLine(element));
    return [...icons, ...chosen].map((element) => element.outerHTML.slice(0, 120));
  });
