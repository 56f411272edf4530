import { expect, type JSHandle, type Page } from '@playwright/test';
import { openEyes, type Eyes } from './page-eyes.ts';
import type { Screen } from './screens/screen.ts';

/** More than any screen has. */
const MAX_PRESSES = 150;
/** The parts of a date, or of what else keeps the focus for more than one press. */
const MAX_PARTS = 6;

/** The keyboard comes to everything, in the order of the page, always visibly, and round to the beginning. */
export async function checkKeyboard(page: Page, state: string, walk: Screen['walk']): Promise<void> {
  if (walk === 'none') return;
  const eyes = await openEyes(page);
  const before = await page.evaluateHandle(() => document.activeElement);
  for (const forcedColors of ['none', 'active'] as const) {
    await page.emulateMedia({ forcedColors });
    await goThrough(page, eyes, `${state}, forced colours: ${forcedColors}`, walk);
  }
  await page.emulateMedia({ forcedColors: 'none' });
  await before.evaluate((element) => element instanceof HTMLElement && element.focus());
}

async function goThrough(page: Page, eyes: Eyes, state: string, walk: Screen['walk']): Promise<void> {
  const visited = await page.evaluateHandle(() => [] as Element[]);
  const wanted = await eyes.evaluateHandle(({ wanted: all }) => all());
  let lost = 0;
  let parts = 0;
  for (let presses = 0; presses < MAX_PRESSES; presses += 1) {
    await page.keyboard.press(walk === 'arrows' ? 'ArrowDown' : 'Tab');
    const stop = await lookAtFocus(page, eyes, visited);
    if (stop === 'lost') lost += 1;
    parts = stop === 'same' ? parts + 1 : 0;
    if (stop === 'round' || lost > 1 || parts > MAX_PARTS) break;
    if (typeof stop === 'string') continue;
    const { name, ...found } = stop;
    expect.soft(found, `${state}: ${name}`).toEqual({ isInside: true, isShown: true });
  }
  const isPage = await eyes.evaluate(({ root }) => root === document.body);
  // After the last control of a page comes the window around it.
  expect.soft(lost, `${state}: the focus is lost`).toBeLessThanOrEqual(isPage ? 1 : 0);
  const { came, missed, disordered } = await compare(page, eyes, wanted, visited);
  expect.soft(missed, `${state}: not reached in ${came.join(', ')}`).toEqual([]);
  expect.soft(disordered, `${state}: out of order`).toEqual([]);
}

type Visited = JSHandle<Element[]>;

/** What has the focus, or how it came to nothing new: the same again, as in a date, or the round is over. */
const lookAtFocus = (page: Page, eyes: Eyes, visited: Visited) =>
  page.evaluate(
    ([{ root, nameOf, showsFocus }, seen]) => {
      const active = document.activeElement;
      if (!(active instanceof HTMLElement) || active === document.body) return 'lost';
      if (seen.at(-1) === active) return 'same';
      if (seen.includes(active)) return 'round';
      seen.push(active);
      return { name: nameOf(active), isInside: root.contains(active), isShown: showsFocus(active) };
    },
    [eyes, visited] as const,
  );

/** Controls that were not visited, and those that came before one that stands above them. */
const compare = (page: Page, eyes: Eyes, wanted: JSHandle<readonly HTMLElement[]>, visited: Visited) =>
  page.evaluate(
    ([{ nameOf, wanted: all }, before, seen]) => {
      // A list has one row that Tab comes to, and which that is changes with the way taken.
      const after = all();
      const isBefore = (one: Element, other: Element) =>
        (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
      const turns = seen.filter((element, index) => {
        const next = seen[index + 1];
        return next !== undefined && !isBefore(element, next);
      });
      return {
        came: seen.map(nameOf),
        missed: before.filter((element) => after.includes(element) && !seen.includes(element)).map(nameOf),
        // The round begins anywhere, so that it turns back once.
        disordered: turns.slice(1).map(nameOf),
      };
    },
    [eyes, wanted, visited] as const,
  );
