import { AdminPage, STARTING } from './admin-page.ts';
import { nameOf } from './fill-relay.ts';
import { expect, test } from './fixtures.ts';

const CARTS = 10_000;

/** Rows that a window of this size can show, and some around them. */
const IN_SIGHT = 60;

/** What a person takes for at once; on a slow machine under load. */
const AT_ONCE_MS = 2_000;

test('with 10,000 carts the table scrolls, sorts and finds at once, and an export is watched and stopped', async ({
  relay,
  launchDesktop,
}) => {
  test.slow();
  await relay.fill(CARTS);
  const admin = await AdminPage.open(await launchDesktop({ cart: nameOf(7) }));
  const { page, carts, cartRows } = admin;
  await expect(carts).toHaveAttribute('aria-rowcount', String(CARTS + 1), { timeout: STARTING });
  await expect(cartRows.first()).toContainText(nameOf(0));
  expect(await cartRows.count()).toBeLessThan(IN_SIGHT);

  await carts.focus();
  await page.keyboard.press('End');
  await expect(admin.cartRow(nameOf(CARTS - 1))).toBeInViewport();
  expect(await cartRows.count()).toBeLessThan(IN_SIGHT);
  await page.keyboard.press('Home');
  await expect(admin.cartRow(nameOf(0))).toBeInViewport();

  for (const [first, price] of [
    [nameOf(0), '€1.00'],
    [nameOf(CARTS - 1), `€${(CARTS + 99) / 100}`],
  ] as const) {
    expect(await millisecondsToSort(admin, 'Total', first)).toBeLessThan(AT_ONCE_MS);
    await expect(cartRows.first()).toContainText(price);
  }

  await page.keyboard.press('Control+f');
  await page.keyboard.type('0421');
  await expect(page.getByRole('status').filter({ hasText: 'of 10,000 carts' })).toHaveText(
    '11 of 10,000 carts',
  );
  await expect(cartRows).toHaveCount(11);
  await page.keyboard.press('Escape');
  await expect(carts).toHaveAttribute('aria-rowcount', String(CARTS + 1));

  await admin.go('Export');
  await admin.button('Start the export').click();
  const latest = admin.part('The latest export');
  const progress = latest.getByRole('progressbar');
  await expect(latest).toContainText('of 10,000 carts', { timeout: STARTING });
  await expect
    .poll(() => progress.evaluate((bar: HTMLProgressElement) => bar.value), { timeout: STARTING })
    .toBeGreaterThan(0);
  await expect(admin.sidebar.getByRole('button', { name: 'Export' })).toContainText('%');
  await latest.getByRole('button', { name: 'Stop' }).click();
  await expect(latest.getByRole('heading', { level: 2 })).toHaveText('Stopped. What had been exported stays');
  await expect(latest.getByRole('button', { name: 'Go on' })).toBeVisible();
  await admin.go('Carts');
  // Some have been, some have not: unknown and absent times come last, however it is sorted.
  await carts.getByRole('columnheader', { name: 'In database' }).getByRole('button').click();
  await expect(cartRows.first().getByRole('gridcell').nth(7).locator('time')).toBeVisible();
  await carts.focus();
  await page.keyboard.press('End');
  await expect(cartRows.last().getByRole('gridcell').nth(7)).toHaveText('none');
});

/** From pressing a column's head until it is sorted anew and this cart stands at the top. */
const millisecondsToSort = (admin: AdminPage, column: string, first: string): Promise<number> =>
  admin.page.getByRole('columnheader', { name: column }).evaluate(
    (head, cartId) =>
      new Promise<number>((resolve) => {
        const begun = performance.now();
        const order = head.ariaSort;
        const look = (): void => {
          const top = document.querySelector<HTMLElement>('[data-index="0"]')?.innerText ?? '';
          if (head.ariaSort !== order && top.includes(cartId)) resolve(performance.now() - begun);
          else requestAnimationFrame(look);
        };
        head.querySelector('button')?.click();
        look();
      }),
    first,
  );
