import { rmSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { SmallDisk } from './small-disk.ts';

const milk = '{"product_id":"milk","product_name":"Milk","price":1.29,"quantity":2}';
const stageOf = (page: Page, name: string) => page.getByRole('row', { name }).locator('[data-stage]');

/** That operations are on disk is reported to the page only when it calls `releaseWrites`. */
function holdBackCompletions(): void {
  const held: (() => void)[] = [];
  const durabilities: string[] = [];
  let isHolding = true;
  const native = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, 'oncomplete');
  Object.defineProperty(IDBTransaction.prototype, 'oncomplete', {
    set(this: IDBTransaction, listener: (event: Event) => void) {
      const isOfOperations = this.mode === 'readwrite' && this.objectStoreNames.contains('updates');
      if (isOfOperations) durabilities.push(this.durability);
      native?.set?.call(this, (event: Event) => {
        const report = () => listener.call(this, event);
        if (isOfOperations && isHolding) held.push(report);
        else report();
      });
    },
  });
  Object.assign(window, {
    durabilities,
    heldCount: () => held.length,
    releaseWrites: () => {
      isHolding = false;
      for (const report of held) report();
    },
  });
}

test('the tick and the reply wait for a strict transaction to be complete', async ({ launchDesktop }) => {
  const ana = await launchDesktop({ offline: true });
  await ana.page.addInitScript(holdBackCompletions);
  await ana.page.reload();
  await expect(ana.page.getByRole('form', { name: 'Add to the cart' })).toBeVisible();

  let reply: string | null = null;
  const said = ana.say(`add ${milk}`).then((text) => (reply = text));
  // The bytes are on disk and only the news is held back, so nothing but the news can bring the tick.
  await expect.poll(() => ana.page.evaluate('heldCount()')).toBeGreaterThan(0);
  await expect(stageOf(ana.page, 'Milk')).toHaveAttribute('data-stage', 'local');
  expect(reply).toBeNull();

  await ana.page.evaluate('releaseWrites()');
  await expect(stageOf(ana.page, 'Milk')).toHaveAttribute('data-stage', 'saved');
  await said;
  expect(reply).toBe('success');
  expect(await ana.page.evaluate('durabilities')).toEqual(['strict']);
});

test('what was said to be saved is there after the desktop was killed', async ({ launchDesktop }) => {
  const ana = await launchDesktop({ offline: true });
  for (let n = 1; n <= 20; n++) {
    const line = `add {"product_id":${n},"product_name":"Thing ${n}","price":1}`;
    expect(await ana.say(line)).toBe('success');
  }
  await ana.kill();
  const again = await launchDesktop({ offline: true });
  expect((await again.show()).map((row) => row.product_name).sort()).toEqual(
    Array.from({ length: 20 }, (_, index) => `Thing ${index + 1}`).sort(),
  );
});

test('a full disk is shown, loses nothing, and is written to when there is room', async ({
  launchDesktop,
}, testInfo) => {
  const disk = new SmallDisk(testInfo.outputPath('profiles', 'Ana', 'IndexedDB'), 8);
  try {
    const ana = await launchDesktop({ offline: true });
    const problem = ana.page.getByRole('button', { name: 'Not being saved on this computer' });
    expect(await ana.say(`add ${milk}`)).toBe('success');

    disk.fill();
    // The database has a few kilobytes of its own to go on with.
    const isRefused = async () =>
      (await ana.say('add {"product_id":"tea","price":3}')).startsWith('error storage');
    await expect.poll(isRefused, { intervals: [0] }).toBe(true);
    await expect(problem).toBeVisible();
    await expect(stageOf(ana.page, 'tea')).toHaveAttribute('data-stage', 'local');
    const [, tea] = await ana.show();

    disk.clear();
    await expect(stageOf(ana.page, 'tea')).toHaveAttribute('data-stage', 'saved');
    await expect(problem).toBeHidden();
    await ana.kill();
    const again = await launchDesktop({ offline: true });
    expect(await again.show()).toMatchObject([{ product_id: 'milk', quantity: 2 }, tea]);
    await again.close();
  } finally {
    disk.unmount();
  }
});

test('a write that fails is tried again, with what came meanwhile', async ({ launchDesktop }) => {
  const ana = await launchDesktop({ offline: true });
  // Chromium gives no way to make its quota small for IndexedDB, so this is what it says when it is.
  const setFull = (isFull: boolean) =>
    ana.page.evaluate((full) => {
      const { prototype } = IDBObjectStore;
      const holder = window as unknown as { nativeAdd?: IDBObjectStore['add'] };
      holder.nativeAdd ??= Object.getOwnPropertyDescriptor(prototype, 'add')?.value as IDBObjectStore['add'];
      prototype.add = full
        ? () => {
            throw new DOMException('full', 'QuotaExceededError');
          }
        : holder.nativeAdd;
    }, isFull);
  await setFull(true);
  expect(await ana.say(`add ${milk}`)).toContain('The disk is full');
  expect(await ana.say('set {"product_id":"milk","quantity":7}')).toContain('error storage');
  await expect(stageOf(ana.page, 'Milk')).toHaveAttribute('data-stage', 'local');
  await setFull(false);
  await expect(stageOf(ana.page, 'Milk')).toHaveAttribute('data-stage', 'saved');
  await ana.kill();
  const again = await launchDesktop({ offline: true });
  expect(await again.show()).toMatchObject([{ product_id: 'milk', quantity: 7 }]);
});

test('a disk that was full when the desktop was killed costs nothing later', async ({
  launchDesktop,
}, testInfo) => {
  const disk = new SmallDisk(testInfo.outputPath('profiles', 'Ana', 'IndexedDB'), 16);
  try {
    const ana = await launchDesktop({ offline: true });
    expect(await ana.say(`add ${milk}`)).toBe('success');
    disk.fill();
    const isRefused = async () => (await ana.say('add {"product_id":"tea","price":3}')).startsWith('error');
    await expect.poll(isRefused, { intervals: [0] }).toBe(true);
    await ana.kill();
    disk.clear();

    // Half a record is now in Chromium's log. It shows only at the start after the next.
    const second = await launchDesktop({ offline: true });
    expect(await second.say('add {"product_id":"rye","product_name":"Rye","price":3}')).toBe('success');
    const held = await second.show();
    await second.kill();
    const third = await launchDesktop({ offline: true });
    expect(await third.show()).toEqual(held);
    expect(held).toMatchObject([{ product_id: 'milk' }, expect.anything(), { product_id: 'rye' }]);
    await third.close();
  } finally {
    disk.unmount();
  }
});

test('a cart whose database was thrown away is no empty cart', async ({ launchDesktop }, testInfo) => {
  const ana = await launchDesktop({ offline: true });
  expect(await ana.say(`add ${milk}`)).toBe('success');
  await ana.close();
  // What Chromium does to a database it finds corrupt.
  rmSync(testInfo.outputPath('profiles', 'Ana', 'IndexedDB'), { recursive: true });
  const again = await launchDesktop({ offline: true, expect: 'load-failed' });
  await expect(again.page.getByRole('alert')).toContainText('what was saved is gone');
});

/** What is in the cart's database, or with `damage` after one more row of those bytes. */
async function storedUpdates(page: Page, damage?: readonly number[]): Promise<readonly string[]> {
  return page.evaluate(async (bytes) => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('failed'));
      });
    const db = await settled(indexedDB.open('trolley/kitchen'));
    const store = db.transaction('updates', 'readwrite').objectStore('updates');
    if (bytes) await settled(store.add(new Uint8Array(bytes)));
    const rows = await settled(store.getAll() as IDBRequest<Uint8Array[]>);
    db.close();
    return rows.map((row) => Array.from(row).join(','));
  }, damage);
}

test('a cart that cannot be read comes back from the others, once its owner gives up this copy', async ({
  launchDesktop,
}) => {
  const ana = await launchDesktop();
  expect(await ana.say(`add ${milk}`)).toBe('success');
  await expect(stageOf(ana.page, 'Milk')).toHaveAttribute('data-stage', 'durable');
  await storedUpdates(ana.page, [1, 2, 3, 255]);
  await ana.close();

  const { page } = await launchDesktop({ expect: 'load-failed' });
  await page.getByRole('button', { name: 'Start again…' }).click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByRole('button', { name: 'Start again…' }).click();
  await page.getByRole('button', { name: 'Throw it away and start again' }).click();
  await expect(stageOf(page, 'Milk')).toHaveAttribute('data-stage', 'durable');
});

const damages: Readonly<Record<string, readonly number[]>> = {
  'an update that cannot be read': [1, 2, 3, 255],
  // One JSON value `true` of client 7 at clock 5, with nothing of that client before it.
  'an update with earlier ones missing': [
    1, 1, 7, 5, 40, 1, 3, 111, 112, 115, 15, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 97, 98, 99, 46, 49, 1,
    120, 0,
  ],
};
for (const [what, damage] of Object.entries(damages)) {
  test(`${what} is no empty cart: nothing is written, nothing is sent`, async ({ relay, launchDesktop }) => {
    const ana = await launchDesktop();
    expect(await ana.say(`add ${milk}`)).toBe('success');
    await expect(stageOf(ana.page, 'Milk')).toHaveAttribute('data-stage', 'durable');
    const before = await storedUpdates(ana.page, damage);
    const onRelay = await relay.get('/carts/kitchen/raw');
    await ana.close();

    const again = await launchDesktop({ expect: 'load-failed' });
    await expect(again.page.getByRole('alert')).toContainText('could not be opened');
    expect(await again.say(`add ${milk}`)).toContain('error storage');
    expect(await relay.get('/carts')).toMatchObject([{ cartId: 'kitchen', peers: 0 }]);
    // A page may read itself again, which is all that "try again" does.
    await again.page.getByRole('button', { name: 'Try again' }).click();
    await expect(again.page.getByRole('alert')).toContainText('could not be opened');
    expect(await storedUpdates(again.page)).toEqual(before);
    expect(await relay.get('/carts/kitchen/raw')).toEqual(onRelay);
  });
}
