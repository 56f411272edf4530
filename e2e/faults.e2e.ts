import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page, TestInfo } from '@playwright/test';
import { WebSocket, WebSocketServer } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { readClaims } from '../protocol/read-claims.ts';
import { inFile, onRelay, saveTo } from './cart-account.ts';
import { CartPage } from './cart-page.ts';
import type { Desktop } from './desktop.ts';
import { expect, test } from './fixtures.ts';
import { photograph } from './photograph.ts';
import type { RelayProcess } from './relay-process.ts';
import { SmallDisk } from './small-disk.ts';

/**
 * What can go wrong with a cart, forced for real: each says what it is in words, and has a way out after which
 * nothing is lost and nothing is there twice. `docs/states.md` tells of each and shows its picture.
 */

/** Chooses a button that saves a file, and gives what is in it. */
async function save(desktop: Desktop, button: string | RegExp, testInfo: TestInfo) {
  const path = testInfo.outputPath(`${Math.random().toString(36).slice(2)}.json`);
  await saveTo(desktop.app, path);
  await desktop.page.getByRole('button', { name: button }).first().click();
  await expect.poll(() => statSync(path, { throwIfNoEntry: false })?.size ?? 0).toBeGreaterThan(0);
  return inFile(path);
}

const databaseOf = (testInfo: TestInfo, profile = 'Ana') =>
  testInfo.outputPath('profiles', profile, 'IndexedDB');

test('the disk is full', async ({ relay, launchDesktop }, testInfo) => {
  test.slow();
  const disk = new SmallDisk(databaseOf(testInfo), 8);
  try {
    const desktop = await launchDesktop({ offline: true });
    const ana = new CartPage(desktop.page);
    await ana.add('2 Milk 1.29');
    await expect(ana.stage('Milk')).toHaveAttribute('data-stage', 'saved');
    disk.fill();
    // The database has a few kilobytes of its own to go on with.
    const account = ['Ana add Milk 2'];
    while (await ana.alert.isHidden()) {
      await ana.add('Tea 3.00');
      account.push('Ana add Tea 1');
    }
    await expect(ana.alert).toContainText('its disk may be full');
    await expect(ana.summary).toHaveText('Not being saved on this computer');
    await photograph(desktop, 'full');
    expect(await save(desktop, 'Save a copy', testInfo)).toEqual(account.sort());

    disk.clear();
    await expect(ana.alert).toBeHidden();
    await ana.workOffline(false);
    await ana.settle();
    expect(await onRelay(relay)).toEqual(account);
    await desktop.close();
    const again = new CartPage((await launchDesktop()).page);
    await again.settle();
    expect(await onRelay(relay)).toEqual(account);
  } finally {
    disk.unmount();
  }
});

test('what was saved was cleared by something else', async ({ relay, launchDesktop }, testInfo) => {
  const first = await launchDesktop();
  const ana = new CartPage(first.page);
  await ana.add('2 Milk 1.29');
  await ana.settle();
  await first.close();
  rmSync(databaseOf(testInfo), { recursive: true });

  const again = await launchDesktop({ expect: 'load-failed' });
  await expect(again.page.getByRole('alert')).toContainText('What was saved on this computer is gone');
  await photograph(again, 'gone');
  await startAgain(again.page);
  await expect(new CartPage(again.page).quantity('Milk')).toHaveValue('2');
  expect(await onRelay(relay)).toEqual(['Ana add Milk 2']);
});

test('the files of the database are damaged on the disk', async ({ relay, launchDesktop }, testInfo) => {
  const first = await launchDesktop();
  const ana = new CartPage(first.page);
  await ana.add('2 Milk 1.29');
  await ana.settle();
  await first.close();
  const folder = join(databaseOf(testInfo), 'app_trolley_0.indexeddb.leveldb');
  for (const name of readdirSync(folder).filter((file) => /\.(log|ldb)$/.test(file))) {
    const path = join(folder, name);
    writeFileSync(path, readFileSync(path).fill(0xff, 16));
  }

  const again = await launchDesktop({ expect: 'load-failed' });
  await expect(again.page.getByRole('alert')).toContainText('could not be opened');
  await expect(again.page.getByRole('alert')).toContainText('What you had sent is still with the others.');
  await startAgain(again.page);
  await expect(new CartPage(again.page).quantity('Milk')).toHaveValue('2');
  expect(await onRelay(relay)).toEqual(['Ana add Milk 2']);
});

test('a part of what was saved cannot be read', async ({ relay, launchDesktop }, testInfo) => {
  const first = await launchDesktop();
  const ana = new CartPage(first.page);
  await ana.add('2 Milk 1.29');
  await ana.settle();
  await ana.workOffline(true);
  await ana.add('Tea 3.00');
  await expect(ana.stage('Tea')).toHaveAttribute('data-stage', 'saved');
  await addRow(first.page, [1, 2, 3, 255]);
  await first.close();

  const again = await launchDesktop({ expect: 'load-failed', offline: false });
  await expect(again.page.getByRole('alert')).toContainText('What was saved on this computer is damaged.');
  await photograph(again, 'damaged');
  const readable = await save(again, 'Save a copy of what can be read', testInfo);
  expect(readable).toEqual(['Ana add Milk 2', 'Ana add Tea 1']);
  await startAgain(again.page);
  await new CartPage(again.page).workOffline(false);
  await expect(new CartPage(again.page).quantity('Milk')).toHaveValue('2');
  expect(await onRelay(relay)).toEqual(['Ana add Milk 2']);
});

test('the clock of the computer is ten years ahead', async ({ relay, launchDesktop }) => {
  test.slow();
  const benPage = (await launchDesktop({ profile: 'Ben' })).page;
  const ben = new CartPage(benPage);
  await ben.add('Milk 1.29');
  await ben.note('Milk', 'by Ben');
  const desktop = await launchDesktop({ profile: 'Ana', clock: '+3652d' });
  const ana = new CartPage(desktop.page);
  const notice = desktop.page.getByRole('status').filter({ hasText: 'clock' });
  await expect(notice).toContainText('The clock of this computer is wrong. It is 10 years ahead');
  await ana.add('Tea 3.00');
  await ana.note('Milk', 'by Ana');
  await ana.settle();
  await photograph(desktop, 'clock');
  await ana.summary.click();
  await desktop.page.getByRole('button', { name: 'Details' }).click();
  await expect(desktop.page.getByText('10 years ahead of the server’s', { exact: true })).toBeVisible();
  await desktop.page.keyboard.press('Escape');

  // Ana's word does not win for ever: Ben, who wrote later, has the last one.
  await expect(ben.row('Milk')).toContainText('by Ana');
  await ben.note('Milk', 'by Ben again');
  await expect(ana.row('Milk')).toContainText('by Ben again');
  await notice.getByRole('button', { name: 'Put this away' }).click();
  await expect(notice).toBeHidden();
  const { ops } = (await relay.get('/carts/kitchen/raw')) as { ops: readonly { at: string }[] };
  for (const { at } of ops) expect(Number(at.slice(0, 15)) - Date.now()).toBeLessThan(60_000);
});

test('what was done offline while the clock was ten years ahead', async ({
  relay,
  launchDesktop,
}, testInfo) => {
  test.slow();
  let desktop = await launchDesktop({ offline: true, clock: '+3652d' });
  let ana = new CartPage(desktop.page);
  await ana.add('2 Milk 1.29');
  await ana.more('Milk');
  await expect(ana.stage('Milk')).toHaveAttribute('data-stage', 'saved');
  await desktop.close();

  // The clock has been set right since. What was stamped in ten years is kept, told of, and holds up nothing else.
  desktop = await launchDesktop();
  ana = new CartPage(desktop.page);
  await expect(ana.alert).toContainText('the clock of this computer was wrong');
  await expect(ana.alert).toContainText('It is safe on this computer, but nobody else has it.');
  await photograph(desktop, 'clock-refused');
  await ana.add('Tea 3.00');
  await expect(ana.stage('Tea')).toHaveAttribute('data-stage', 'durable');
  expect(await save(desktop, /unsent changes to a file/, testInfo)).toEqual(['Ana add Milk 2', 'Ana inc 1']);
  expect(await onRelay(relay)).toEqual(['Ana add Tea 1']);

  // Put in again it takes its place as of now, in both windows, and once.
  const second = new CartPage(await desktop.openWindow());
  await expect(second.quantity('Milk')).toHaveValue('3');
  await ana.alert.getByRole('button', { name: 'Put it in again now' }).click();
  for (const window of [ana, second]) {
    await window.settle();
    await expect(window.quantity('Milk')).toHaveValue('3');
    await expect(window.alert).toBeHidden();
  }
  expect(await onRelay(relay)).toEqual(['Ana add Milk 2', 'Ana add Tea 1', 'Ana inc 1']);
  const { ops } = (await relay.get('/carts/kitchen/raw')) as { ops: readonly { at: string }[] };
  for (const { at } of ops) expect(Number(at.slice(0, 15)) - Date.now()).toBeLessThan(60_000);
});

test('the server is away, and comes back', async ({ relay, launchDesktop }, testInfo) => {
  const desktop = await launchDesktop();
  const ana = new CartPage(desktop.page);
  await ana.add('2 Milk 1.29');
  await ana.settle();
  await relay.kill();
  await ana.more('Milk');
  await ana.add('Tea 3.00');
  await expect(ana.summary).toHaveText('2 changes waiting to be sent');
  await ana.summary.click();
  await expect(desktop.page.getByText('will go by themselves when the others can be reached')).toBeVisible();
  await desktop.page.getByRole('button', { name: 'Details' }).click();
  const details = desktop.page.getByRole('dialog', { name: 'Where your changes are' });
  await expect(details).toContainText('1 product added, 1 quantity changed.');
  await expect(details).toContainText(relay.ws.split('/')[2] ?? '');
  await expect(details).toContainText('This cart takes 1 kB.');
  await photograph(desktop, 'away');
  expect(await save(desktop, /unsent changes to a file/, testInfo)).toEqual(['Ana add Tea 1', 'Ana inc 1']);
  await desktop.page.keyboard.press('Escape');

  await relay.start();
  await ana.settle();
  expect(await onRelay(relay)).toEqual(['Ana add Milk 2', 'Ana add Tea 1', 'Ana inc 1']);
});

test('nothing that answers is a server of Trolley’s', async ({ launchDesktop }) => {
  const desktop = await launchDesktop({ relay: 'ws://127.0.0.1:9/sync' });
  const ana = new CartPage(desktop.page);
  await ana.add('Milk 1.29');
  await expect(ana.summary).toHaveText('1 change waiting to be sent');
  await ana.summary.click();
  await expect(desktop.page.getByText('No Trolley server answers at this address.')).toBeVisible();
});

test('somebody uses a newer version', async ({ relay, launchDesktop }) => {
  const desktop = await launchDesktop();
  const ana = new CartPage(desktop.page);
  await ana.add('Milk 1.29');
  await ana.settle();
  const doc = new Y.Doc();
  const ops = doc.getMap<object>('ops');
  const provider = new WebsocketProvider(relay.ws, 'kitchen', doc, {
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
  });
  try {
    await expect.poll(() => ops.size).toBe(1);
    const stamp = { at: `${String(Date.now()).padStart(15, '0')}-00000`, by: 'Ben' };
    ops.set('00112233445566aa.1', { kind: 'gift', to: 'Cleo', ...stamp });
    const notice = desktop.page.getByRole('status').filter({ hasText: 'newer version' });
    await expect(notice).toContainText('1 change of theirs is kept and passed on, but not shown here.');
    await photograph(desktop, 'newer');
    await ana.more('Milk');
    await ana.settle();
    await notice.getByRole('button', { name: 'Put this away' }).click();
    await expect(notice).toBeHidden();
    ops.set('00112233445566aa.2', { kind: 'gift', to: 'Dora', ...stamp });
    await expect(notice).toContainText('2 changes of theirs are kept');
    expect(await onRelay(relay)).toEqual(['Ana add Milk 1', 'Ana inc 1', 'Ben gift', 'Ben gift']);
  } finally {
    provider.destroy();
    doc.destroy();
  }
});

test.describe('a server that asks for codes', () => {
  test.use({ isGuarded: true });

  test('access is taken back', async ({ relay, launchDesktop }, testInfo) => {
    const token = await relay.token({ user: 'Ana' });
    const desktop = await launchDesktop({ token });
    const ana = new CartPage(desktop.page);
    await ana.add('2 Milk 1.29');
    await ana.settle();
    await revoke(relay, readClaims(token)?.jti ?? '', testInfo);
    await expect(ana.alert).toContainText('Your access to this cart has ended.');
    await ana.more('Milk');
    await ana.add('Tea 3.00');
    await expect(ana.summary).toHaveText('Your access has ended · 2 changes kept on this computer');
    await photograph(desktop, 'access-ended');
    const unsent = await save(desktop, /unsent changes to a file/, testInfo);
    expect(unsent).toEqual(['Ana add Tea 1', 'Ana inc 1']);
    expect(await onRelay(relay)).toEqual(['Ana add Milk 2']);

    await ana.enterCode(await relay.token({ user: 'Ana' }));
    await ana.settle();
    expect(await onRelay(relay)).toEqual(['Ana add Milk 2', ...unsent]);
  });

  test('the server is not one of Trolley’s', async ({ relay, launchDesktop }, testInfo) => {
    // It takes whatever it is offered last, passes on what it gets, and says nothing of what it has stored.
    const server = new WebSocketServer({
      ...{ host: '127.0.0.1', port: 0 },
      handleProtocols: (offered) => [...offered].at(-1) ?? false,
    });
    await once(server, 'listening');
    try {
      const { port } = server.address() as AddressInfo;
      const token = await relay.token({ user: 'Ana' });
      const desktop = await launchDesktop({ relay: `ws://127.0.0.1:${port}/sync`, token });
      const ana = new CartPage(desktop.page);
      await ana.add('Milk 1.29');
      const notice = desktop.page.getByRole('status').filter({ hasText: 'not one of Trolley’s' });
      await expect(notice).toContainText('nothing is shown as safe with everyone');
      await expect(ana.summary).toHaveText('1 change on its way');
      await photograph(desktop, 'other-server');
      expect(await save(desktop, /unsent changes to a file/, testInfo)).toEqual(['Ana add Milk 1']);
      await desktop.close();
    } finally {
      for (const socket of server.clients) socket.terminate();
      server.close();
    }
  });

  test('somebody may only look', async ({ relay, launchDesktop }, testInfo) => {
    const ben = new CartPage(
      (await launchDesktop({ profile: 'Ben', token: await relay.token({ user: 'Ben' }) })).page,
    );
    await ben.add('2 Milk 1.29');
    const token = await relay.token({ user: 'Ana', role: 'reader' });
    const desktop = await launchDesktop({ token });
    const ana = new CartPage(desktop.page);
    await expect(ana.row('Milk')).toBeVisible();
    await photograph(desktop, 'look-only');
    // A script at the command port may change it: here, and nowhere else.
    await desktop.say('add {"product_id":"tea","product_name":"Tea","price":3}');
    await expect(ana.alert).toContainText('You can look at this cart, not change it.');
    await photograph(desktop, 'refused');
    expect(await save(desktop, /unsent changes to a file/, testInfo)).toEqual(['Ana add Tea 1']);
    await ana.alert.getByRole('button', { name: 'Leave it out…' }).click();
    await ana.alert.getByRole('button', { name: 'Leave it out for good' }).click();
    await expect(ana.summary).toHaveText('Up to date');
    expect(await onRelay(relay)).toEqual(['Ben add Milk 2']);
  });
});

test.describe('a server with little room', () => {
  test.use({ relayArgs: ['--limit-max-ops-per-cart', '3'] });

  test('the cart is as large as it may be', async ({ relay, launchDesktop }, testInfo) => {
    const desktop = await launchDesktop();
    const ana = new CartPage(desktop.page);
    for (const product of ['Milk', 'Tea', 'Rye']) await ana.add(`${product} 1.00`);
    await ana.settle();
    await ana.add('Jam 2.00');
    await expect(ana.alert).toContainText('This cart is as large as the server allows.');
    await expect(ana.summary).toHaveText('1 change not accepted');
    await photograph(desktop, 'too-large');
    expect(await save(desktop, /unsent changes to a file/, testInfo)).toEqual(['Ana add Jam 1']);
    expect(await onRelay(relay)).toEqual(['Ana add Milk 1', 'Ana add Rye 1', 'Ana add Tea 1']);
    // What is too much here stays, and is not in the way of anything.
    await expect(ana.quantity('Jam')).toHaveValue('1');
  });
});

/** Gives this computer's copy up, and opens the cart with what the others have. */
async function startAgain(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start again…' }).click();
  await page.getByRole('button', { name: 'Throw it away and start again' }).click();
}

/** Writes bytes that are nothing into the cart's database. */
function addRow(page: Page, bytes: readonly number[]): Promise<void> {
  return page.evaluate(
    (row) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('trolley/kitchen');
        opening.onsuccess = () => {
          const writing = opening.result.transaction('updates', 'readwrite');
          writing.objectStore('updates').add(new Uint8Array(row));
          writing.oncomplete = () => {
            opening.result.close();
            resolve();
          };
          writing.onabort = () => reject(writing.error ?? new Error('not written'));
        };
      }),
    bytes,
  );
}

/** As whoever runs the server does it. */
async function revoke(relay: RelayProcess, tokenId: string, testInfo: TestInfo): Promise<void> {
  const file = testInfo.outputPath('admin.token');
  writeFileSync(file, await relay.token({ user: 'root', role: 'admin' }));
  const program = join(import.meta.dirname, '..', 'dist', 'cli', 'main.js');
  execFileSync(process.execPath, [
    program,
    ...['revoke', '--relay', relay.http, '--token-file', file, '--token-id', tokenId],
  ]);
}
