import type { Page } from '@playwright/test';
import { percentile } from '../report/statistics.ts';
import { KEY_PROBE } from './key-probe.ts';

/** Milliseconds from a key to the frame that shows what it did, for each time it was pressed. */
export interface KeyTimes {
  readonly rows: number;
  readonly stepper: readonly number[];
  readonly add: readonly number[];
  /** Of all those keys, how many the browser itself says took longer than 16 and 50 ms to be presented. */
  readonly slow: { readonly over16: number; readonly over50: number };
}

/** As many of each do not count: code that has not run yet is compiled. */
const WARM_UP = 10;

/** Presses `+` on rows in the middle of the cart, and adds things by name and Enter. */
export async function measureKeys(page: Page, rows: number, presses: number): Promise<KeyTimes> {
  await page.evaluate(KEY_PROBE);
  const stepper = await measureStepper(page, rows, presses);
  const add = await measureAdd(page, presses);
  const presented = await page.evaluate<number[]>('keyProbe.presented');
  const over = (limit: number) => presented.filter((duration) => duration > limit).length;
  return { rows, stepper, add, slow: { over16: over(16), over50: over(50) } };
}

export const p50 = (times: readonly number[]): number => percentile(times, 0.5);
export const p95 = (times: readonly number[]): number => percentile(times, 0.95);

async function measureStepper(page: Page, rows: number, presses: number): Promise<readonly number[]> {
  await page.getByRole('row').first().focus();
  for (let down = 0; down < Math.min(rows - 1, 40); down += 1) await page.keyboard.press('ArrowDown');
  const times: number[] = [];
  for (let press = -WARM_UP; press < presses; press += 1) {
    await arm(
      page,
      '+',
      `const row = document.activeElement;
       const quantity = () => row.querySelector('[data-control="quantity"]').value;
       const before = quantity();
       keyProbe.isShown = () => quantity() !== before;`,
    );
    await page.keyboard.press('+');
    times.push(await takeTime(page));
  }
  return times.slice(WARM_UP);
}

async function measureAdd(page: Page, presses: number): Promise<readonly number[]> {
  await page.keyboard.press('/');
  const times: number[] = [];
  for (let press = -WARM_UP; press < presses; press += 1) {
    const name = `Measured thing ${press + WARM_UP}`;
    await page.keyboard.type(`${name} 1.20`);
    await arm(
      page,
      'Enter',
      `keyProbe.isShown = () =>
         [...document.querySelectorAll('[role="row"] .name')].some((one) => one.textContent === '${name}');`,
    );
    await page.keyboard.press('Enter');
    times.push(await takeTime(page));
  }
  return times.slice(WARM_UP);
}

/** From now on the probe takes the time of that key; the script says what it is to wait for. */
const arm = (page: Page, key: string, script: string): Promise<unknown> =>
  page.evaluate(`(() => { keyProbe.arm('${key}'); ${script} })()`);

/** Waits for the time, and then until the page has nothing to do: as people do, it goes key by key. */
const takeTime = (page: Page): Promise<number> =>
  page.evaluate<number>(
    'keyProbe.taken.then((time) => new Promise((resolve) => requestIdleCallback(() => resolve(time), { timeout: 500 })))',
  );
