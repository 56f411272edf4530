import type { CartId } from '../cart/ids.ts';
import { joinLinkOf } from '../protocol/join-link.ts';
import type { Desktop } from './desktop.ts';
import { expect, test } from './fixtures.ts';
import { startAgain } from './start-again.ts';

const linkTo = (relayUrl: string, cartId: string) => joinLinkOf({ relayUrl, cartId: cartId as CartId });

/** The profile's carts, as the page is told of them. */
const cartsOf = (desktop: Desktop): Promise<readonly string[]> =>
  desktop.page.evaluate(`trolley.listCarts().then((carts) => carts.map(({ cartId }) => cartId))`);

test('a link asks in the window in front, and nothing is opened or reached before somebody agrees', async ({
  relay,
  launchDesktop,
}, testInfo) => {
  const ana = await launchDesktop({ relay: null });
  await ana.page.evaluate(`trolley.onJoinAsked((link) => (window.asked = link))`);
  const link = linkTo(relay.ws, 'ward');
  expect(await startAgain(testInfo.outputPath('profiles', 'Ana'), link)).toBe(0);
  await expect.poll(() => ana.page.evaluate('window.asked')).toEqual({ relayUrl: relay.ws, cartId: 'ward' });
  expect(await cartsOf(ana)).toEqual(['kitchen']);
  expect(await relay.get('/carts')).toEqual([]);
  expect(ana.app.windows()).toHaveLength(1);
});

test('a desktop may be started with a link', async ({ relay, launchDesktop }) => {
  const ana = await launchDesktop({ relay: null, cart: null, link: linkTo(relay.ws, 'ward') });
  await expect(ana.page.getByRole('dialog')).toContainText('ward');
  expect(await cartsOf(ana)).toEqual([]);
  expect(await relay.get('/carts')).toEqual([]);
});

test('a start with another server follows its cart there', async ({ relay, launchDesktop }, testInfo) => {
  const ana = await launchDesktop({ relay: null });
  const opened = ana.app.waitForEvent('window');
  expect(
    await startAgain(testInfo.outputPath('profiles', 'Ana'), '--cart', 'kitchen', '--relay', relay.ws),
  ).toBe(0);
  await opened;
  await expect.poll(() => relay.get('/carts')).toMatchObject([{ cartId: 'kitchen' }]);
});
