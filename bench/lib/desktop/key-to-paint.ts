import type { Page } from '@playwright/test';
import { percentile } from '../report/statistics.ts';
import { KEY_PROBE } from './key-probe.ts';

/** Milliseconds from a key to the frame that shows what it did, for each time it was pressed. */
export interface KeyTimes {
  readonly stepper: readonly number[];
  readonly add: readonly number[];
  /** Of all those keys, how many the browser itself says took longer than 16 and 50 ms to be presented. */
  readonly slow: { readonly over16: number; readonly over50: number };
}

/** As many of each do not count: code that has not run yet is compiled. */
const WARM_UP = 10;

/** Presses `+` on a row in the middle of the cart, and adds things by name and Enter. */
export async function measureKeys(page: Page, rows: number, presses: number): Promise<KeyTimes> {
  await page.evaluate(KEY_PROBE);
  await page.getByRole('row').first().focus();
  for (let down = 0; down < Math.min(rows - 1, 40); down += 1) await page.keyboard.press('ArrowDown');
  const stepper = await timesOf(
    page,
    '+',
    presses,
    () =>
      `const row = document.activeElement;
       const quantity = () => row.querySelector('[data-control="quantity"]').value;
       const before = quantity();
       keyProbe.isShown = () => quantity() !== before;`,
  );
  await page.keyboard.press('/');
  const add = await timesOf(page, 'Enter', presses, async (press) => {
    const name = `Measured thing ${press}`;
    await page.keyboard.type(`${name} 1.20`);
    // Nobody is at Enter before the last letter is on the screen.
    await page.evaluate('keyProbe.quiet()');
    return `keyProbe.isShown = () =>
      [...document.querySelectorAll('[role="row"] .name')].some((one) => one.textContent === '${name}');`;
  });
  return { stepper, add, slow: await slowKeys(page) };
}

/** The same keys in a bare window: what they cost before a program does anything of its own. */
export async function measureBareKeys(page: Page, presses: number): Promise<KeyTimes> {
  await page.evaluate(KEY_PROBE);
  const waitFor = (shown: string) => () =>
    `const shown = () => ${shown}; const before = shown(); keyProbe.isShown = () => shown() !== before;`;
  const stepper = await timesOf(page, '+', presses, waitFor('number.textContent'));
  const add = await timesOf(page, 'Enter', presses, waitFor('lines.children.length'));
  return { stepper, add, slow: await slowKeys(page) };
}

export const p50 = (times: readonly number[]): number => percentile(times, 0.5);
export const p95 = (times: readonly number[]): number => percentile(times, 0.95);

/** Presses a key so often; `prepare` gives the script that tells the probe what to wait for. */
async function timesOf(
  page: Page,
  key: string,
  presses: number,
  prepare: (press: number) => string | Promise<string>,
): Promise<readonly number[]> {
  const times: number[] = [];
  for (let press = 0; press < WARM_UP + presses; press += 1) {
    const script = await prepare(press);
    await page.evaluate(`(() => { keyProbe.arm('${key}'); ${script} })()`);
    await page.keyboard.press(key);
    times.push(await takeTime(page));
  }
  return times.slice(WARM_UP);
}

/**
 * Waits for the time, and then until the page shows nothing new: that a change is saved and has arrived is drawn, too,
 * and belongs to no later key.
 */
const takeTime = (page: Page): Promise<number> =>
  page.evaluate<number>('keyProbe.taken.then((time) => keyProbe.quiet().then(() => time))');

async function slowKeys(page: Page): Promise<KeyTimes['slow']> {
  const presented = await page.evaluate<number[]>('keyProbe.presented');
  const over = (limit: number) => presented.filter((duration) => duration > limit).length;
  return { over16: over(16), over50: over(50) };
}
