import type { BrowserWindow } from 'electron';
import { SignJWT } from 'jose';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { WebSocketServer, type WebSocket } from 'ws';
import { closeCodes } from '../protocol/close-codes.ts';
import { encodeRefused, SUBPROTOCOL } from '../protocol/frames.ts';
import { CartPage } from './cart-page.ts';
import type { Desktop } from './desktop.ts';
import { expect, test } from './fixtures.ts';
import { inspectPage, overflow, SCREENSHOTS, type Look } from './inspect-page.ts';

const wide = { width: 1100, height: 760 } as const;
const small = { width: 420, height: 480 } as const;
const looks: readonly Look[] = (['light', 'dark'] as const).flatMap((colorScheme) => [
  { name: `small-${colorScheme}`, ...small, colorScheme },
  { name: `wide-${colorScheme}`, ...wide, colorScheme },
]);

/** Looks at a state in light and dark, wide and small, and leaves the window wide. */
const inspect = (desktop: Desktop, state: string): Promise<void> => inspectPage(desktop, state, looks);

/** A relay that lets a desktop in and then does one thing to it. */
async function relayThat(does: (socket: WebSocket) => void): Promise<WebSocketServer> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols: () => SUBPROTOCOL });
  server.on('connection', does);
  await once(server, 'listening');
  return server;
}

const addressOf = (server: WebSocketServer): string =>
  `ws://127.0.0.1:${(server.address() as AddressInfo).port}/sync`;

test('an empty cart, a filled one, and everything that opens over it', async ({ launchDesktop }) => {
  test.slow();
  const ana = await launchDesktop({ profile: 'Ana' });
  const cart = new CartPage(ana.page);
  const { keyboard } = ana.page;
  await cart.settle();
  await inspect(ana, 'empty');

  await cart.add('3 x Oat milk 1.89');
  await cart.add('Coffee beans, dark roast, from the roastery by the station 12.90');
  await cart.add('2 Napkins');
  await cart.add('4 Chocolate 2.59');
  await cart.note('Oat milk', 'the blue one');
  await cart.choose('Chocolate', 'Save for later');
  const ben = new CartPage((await launchDesktop({ profile: 'Ben' })).page);
  await ben.more('Oat milk');
  await ben.quantity('Napkins').focus();
  await expect(cart.row('Napkins')).toContainText('Ben is here');
  await inspect(ana, 'filled');

  await ana.page.getByRole('button', { name: 'History' }).click();
  await inspect(ana, 'history');
  await keyboard.press('Escape');
  await ana.page.getByRole('button', { name: 'More for Oat milk' }).click();
  await inspect(ana, 'row-menu');
  await keyboard.press('Escape');
  await cart.summary.click();
  await inspect(ana, 'status');
  await keyboard.press('Escape');
  await cart.row('Oat milk').focus();
  await keyboard.press('?');
  await inspect(ana, 'keys');
  await keyboard.press('Escape');
  await cart.row('Oat milk').focus();
  await keyboard.press('n');
  await inspect(ana, 'note');
  await keyboard.press('Escape');
  await cart.name.fill('Milk 1.299');
  await keyboard.press('Enter');
  await inspect(ana, 'wrong-input');
  await cart.name.fill('');
  await cart.row('Oat milk').focus();
  await keyboard.press('Delete');
  await inspect(ana, 'taken-out');
});

test('a cart put together from two that were apart', async ({ launchDesktop }) => {
  const desktops = [
    await launchDesktop({ profile: 'Ana' }),
    await launchDesktop({ profile: 'Ben' }),
  ] as const;
  const [ana, ben] = [new CartPage(desktops[0].page), new CartPage(desktops[1].page)];
  await ana.add('2 Milk 1.29');
  await ana.add('2 Tea 3.00');
  await expect(ben.quantity('Tea')).toHaveValue('2');
  for (const person of [ana, ben]) await person.workOffline(true);
  await ana.choose('Milk', 'Take out');
  await ben.more('Milk');
  await ana.setQuantity('Tea', '4');
  await ben.setQuantity('Tea', '6');
  await inspect(desktops[0], 'offline');
  for (const person of [ana, ben]) await person.workOffline(false);
  await expect(ana.notes).toHaveCount(2);
  await ana.settle();
  await inspect(desktops[0], 'merged');
});

test('nobody to be reached', async ({ relay, launchDesktop }) => {
  const ana = await launchDesktop();
  const cart = new CartPage(ana.page);
  await cart.settle();
  await relay.kill();
  await cart.add('Milk 1.29');
  await expect(cart.summary).toHaveText('1 change waiting to be sent');
  await inspect(ana, 'unreachable');
});

test('a disk that takes nothing more', async ({ launchDesktop }) => {
  const ana = await launchDesktop({ offline: true });
  const cart = new CartPage(ana.page);
  await cart.add('Milk 1.29');
  await expect(cart.stage('Milk')).toHaveAttribute('data-stage', 'saved');
  // The storage tests fill a real disk; here only the look of it matters.
  await ana.page.evaluate(() => {
    IDBObjectStore.prototype.add = function (value: unknown, key?: IDBValidKey) {
      const request = this.put(value, key);
      this.transaction.abort();
      return request;
    };
  });
  await cart.add('Tea 3.00');
  await expect(ana.page.getByRole('alert')).toContainText('not being saved on this computer');
  await inspect(ana, 'storage-problem');
  // To quit would ask first, since something is not saved.
  await ana.kill();
});

test('a connection that the relay has ended', async ({ launchDesktop }) => {
  const relay = await relayThat((socket) => socket.close(closeCodes.badFrame));
  const ana = await launchDesktop({ relay: addressOf(relay) });
  await expect(ana.page.getByRole('alert')).toContainText('not connected any more');
  await new CartPage(ana.page).add('Milk 1.29');
  await inspect(ana, 'ended');
  relay.close();
});

/** A token for these pages to show; the relays of this file look at none. */
const tokenFor = (claims: { sub: string; role: string }): Promise<string> =>
  new SignJWT({ aud: 'kitchen', iat: 1, exp: 4_000_000_000, jti: 'x', ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new Uint8Array(32));

test('access that is missing or has ended, and where to enter a code', async ({ launchDesktop }) => {
  test.slow();
  const relay = await relayThat((socket) => socket.close(closeCodes.unauthorised));
  const ana = await launchDesktop({ relay: addressOf(relay) });
  const cart = new CartPage(ana.page);
  await expect(cart.alert).toContainText('This cart needs an access code.');
  await inspect(ana, 'access-missing');
  await cart.alert.getByRole('button', { name: 'Enter an access code' }).click();
  await expect(cart.accessDialog).toBeVisible();
  await inspect(ana, 'access-dialog-empty');
  await ana.page.keyboard.press('Escape');
  await cart.add('Milk 1.29');
  await cart.enterCode(await tokenFor({ sub: 'Ana', role: 'editor' }));
  await expect(cart.alert).toContainText('Your access to this cart has ended.');
  await cart.summary.click();
  await inspect(ana, 'access-ended-status');
  await ana.page.keyboard.press('Escape');
  await inspect(ana, 'access-ended');
  await cart.alert.getByRole('button', { name: 'Enter a new access code' }).click();
  await cart.accessDialog.getByLabel('New access code').fill(await tokenFor({ sub: 'Ben', role: 'reader' }));
  await expect(cart.accessDialog).toContainText('cannot go out in the name of Ben');
  await inspect(ana, 'access-dialog');
  await cart.accessDialog.getByLabel('New access code').fill('nonsense');
  await cart.accessDialog.getByRole('button', { name: 'Remove this code…' }).click();
  await inspect(ana, 'access-dialog-wrong');
  relay.close();
});

test('a cart that can only be looked at', async ({ launchDesktop }) => {
  const ben = new CartPage((await launchDesktop({ profile: 'Ben' })).page);
  await ben.add('3 x Oat milk 1.89');
  await ben.add('2 Napkins');
  await ben.note('Oat milk', 'the blue one');
  await ben.add('Chocolate 2.59');
  await ben.choose('Chocolate', 'Save for later');
  const ana = await launchDesktop({ token: await tokenFor({ sub: 'Ana', role: 'reader' }) });
  await expect(new CartPage(ana.page).row('Oat milk')).toContainText('the blue one');
  await inspect(ana, 'look-only');
});

test('a change that was not accepted', async ({ launchDesktop }) => {
  const refusal = encodeRefused({
    code: 'forbidden',
    reason: 'You may look at this cart but not change it.',
  });
  const relay = await relayThat((socket) => socket.send(refusal));
  const ana = await launchDesktop({ relay: addressOf(relay) });
  await expect(ana.page.getByRole('alert')).toContainText('was not accepted');
  await inspect(ana, 'refused');
  await new CartPage(ana.page).add('Milk 1.29');
  await ana.page.getByRole('button', { name: 'Leave it out…' }).click();
  await inspect(ana, 'refused-kept');
  await ana.page.getByRole('alert').getByRole('button', { name: 'Put this away' }).click();
  await expect(ana.page.getByRole('alert')).toBeHidden();
  for (const socket of relay.clients) socket.terminate();
  relay.close();
});

test('a cart that cannot be opened', async ({ launchDesktop }) => {
  const first = await launchDesktop({ offline: true });
  await new CartPage(first.page).add('Milk 1.29');
  await expect(new CartPage(first.page).stage('Milk')).toHaveAttribute('data-stage', 'saved');
  await first.page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('trolley/kitchen');
        opening.onsuccess = () => {
          const writing = opening.result.transaction('updates', 'readwrite');
          writing.objectStore('updates').add(new Uint8Array([1, 2, 3, 255]));
          writing.oncomplete = () => resolve();
          writing.onabort = () => reject(writing.error ?? new Error('not written'));
        };
      }),
  );
  await first.close();
  const again = await launchDesktop({ offline: true, expect: 'load-failed' });
  await expect(again.page.getByRole('heading', { level: 1 })).toHaveText('This cart could not be opened');
  await expect(again.page.getByLabel('What to add')).toHaveCount(0);
  await inspect(again, 'load-failed');
});

test('twice as large, everything can still be reached', async ({ launchDesktop }) => {
  const ana = await launchDesktop({ offline: true });
  const cart = new CartPage(ana.page);
  for (const line of ['Milk 1.29', 'Tea 3.00', 'Bread 4.20', 'Cheese 5.00']) await cart.add(line);
  const window = await ana.app.browserWindow(ana.page);
  await window.evaluate((open: BrowserWindow) => {
    open.setContentSize(1000, 700);
    open.webContents.setZoomFactor(2);
  });
  await expect.poll(() => ana.page.evaluate(() => innerWidth)).toBe(500);
  expect(await overflow(ana.page)).toBe(0);
  await ana.page.getByRole('button', { name: 'One Cheese more' }).click();
  await expect(cart.quantity('Cheese')).toHaveValue('2');
  await expect(cart.total).toBeInViewport();
  // Playwright's own screenshot does not know of the enlargement.
  const png = await window.evaluate(async (open: BrowserWindow) => {
    const image = await open.webContents.capturePage();
    return image.toPNG().toString('base64');
  });
  writeFileSync(join(SCREENSHOTS, 'enlarged.png'), Buffer.from(png, 'base64'));
});
