import type { Page } from '@playwright/test';
import type { OpenDesktop } from './open-desktop.ts';

/** Milliseconds from going online until … */
export interface DrainTimes {
  readonly edits: number;
  /** … the author's window shows that everyone has everything: the server has it all on its disk. */
  readonly durable: number;
  /** … another desktop's window shows the cart as it is then. */
  readonly elsewhere: number;
}

/** Lets one desktop make so many edits offline, and go online while another one, online all the time, looks on. */
export async function measureDrain(
  author: OpenDesktop,
  other: OpenDesktop,
  rows: number,
  edits: number,
): Promise<DrainTimes> {
  await author.say(['offline']);
  await author.say(
    Array.from({ length: edits }, (_, n) =>
      n % 4 === 3
        ? `add ${JSON.stringify({ product_id: `offline-${n}`, product_name: `Added offline ${n}`, price: '1.20' })}`
        : `set ${JSON.stringify({ product_id: `filled-${n % rows}`, quantity: 10 + (n % 90) })}`,
    ),
  );
  const counts = await shownCounts(author.page);
  const arrived = untilFrame(
    other.page,
    `document.querySelector('.counts p')?.textContent.trim() === ${JSON.stringify(counts)}`,
  );
  const done = untilFrame(
    author.page,
    `document.querySelector('.status')?.textContent.includes('Everyone has everything')`,
  );
  const begin = await author.page.evaluate<number>(
    `(() => { const begin = Date.now(); document.querySelector('[role="switch"]').click(); return begin; })()`,
  );
  return { edits, durable: (await done) - begin, elsewhere: (await arrived) - begin };
}

/** The line under the rows that counts them, when it has stopped changing. */
async function shownCounts(page: Page): Promise<string> {
  await page.waitForTimeout(500);
  return (await page.locator('.counts p').first().innerText()).trim();
}

/** When a frame had been drawn in which this is so, in milliseconds since 1970: one clock for both windows. */
const untilFrame = (page: Page, condition: string): Promise<number> =>
  page.evaluate<number>(`new Promise((resolve) => {
    const look = () => {
      if (!(${condition})) return void requestAnimationFrame(look);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(Date.now());
      port2.postMessage(null);
    };
    requestAnimationFrame(look);
  })`);
