import { expect } from '@playwright/test';
import type { CartId } from '../../cart/ids.ts';
import { joinLinkOf } from '../../protocol/join-link.ts';
import type { Scene, Stage } from './screen.ts';

const link = joinLinkOf({ relayUrl: 'ws://relay.example/sync', cartId: 'ward' as CartId });

/** Three carts, one of which is in the trash. */
async function fill({ cart, desktop, home }: Stage): Promise<void> {
  await cart.add('3 Oat milk 1.89');
  await desktop.clickMenu('Carts');
  await home.create('Camping weekend with the neighbours and their three dogs');
  await desktop.clickMenu('Carts');
  await home.create('Ward');
  await desktop.clickMenu('Carts');
  await home.choose('Ward', 'Move to trash');
  await expect(home.notice).toContainText('Ward is in the trash');
}

/** Before there is any cart. */
export const firstScene: Scene = {
  name: 'the first start',
  launch: { profile: 'Nobody', cart: null },
  screens: [
    { name: 'home-first', shows: ['home/FirstRun'], open: ({ page }) => page.locator('h2').waitFor() },
  ],
};

/** The list of carts, and everything that opens over it. */
export const homeScene: Scene = {
  name: 'the list of carts, and what opens over it',
  launch: {},
  screens: [
    {
      name: 'home',
      shows: ['home/HomePage', 'home/CartList', 'home/HomeSearch', 'frame/TabStrip'],
      open: fill,
    },
    {
      name: 'home-menu',
      shows: ['home/CartItemMenu'],
      walk: 'arrows',
      open: ({ button }) => button('More for kitchen').click(),
      back: ({ home }) => home.row('kitchen'),
    },
    {
      name: 'home-rename',
      shows: ['home/CartItem'],
      walk: 'none',
      open: async ({ home, page, press }) => {
        await home.row('kitchen').focus();
        await press('F2');
        await expect(page.getByLabel('New name for kitchen')).toBeFocused();
      },
      back: ({ home }) => home.row('kitchen'),
    },
    { name: 'home-trash', shows: ['home/TrashNote'], open: ({ home }) => home.show('Trash') },
    {
      name: 'home-delete',
      shows: ['home/DeleteDialog'],
      open: ({ home }) => home.choose('Ward', 'Delete for good'),
      back: ({ button }) => button('More for Ward'),
    },
    {
      name: 'home-empty-trash',
      shows: ['home/EmptyTrashDialog'],
      open: ({ button }) => button('Empty the trash…').click(),
      back: ({ button }) => button('Empty the trash…'),
    },
    { name: 'home-templates', shows: ['home/EmptyHome'], open: ({ home }) => home.show('Templates') },
    {
      name: 'home-not-found',
      open: async ({ home }) => {
        await home.show('Carts');
        await home.search.fill('nothing by that name');
      },
    },
    {
      name: 'home-new',
      shows: ['home/NewCartDialog', 'home/HomeDialogs', 'home/HomeSheet'],
      open: async ({ button, home }) => {
        await home.search.fill('');
        await button('New cart').click();
      },
      back: ({ button }) => button('New cart'),
    },
    {
      name: 'home-join',
      shows: ['home/JoinDialog'],
      open: ({ home }) => home.startJoin(link),
      back: ({ button }) => button('Join…'),
    },
    {
      name: 'home-join-code',
      shows: ['home/ServerField'],
      open: ({ home }) => home.startJoin('xk4m-93fd-q7np'),
      back: ({ button }) => button('Join…'),
    },
    {
      name: 'home-share',
      shows: ['home/ShareDialog', 'home/CopyField'],
      open: ({ home }) => home.choose('kitchen', 'Share'),
      back: ({ button }) => button('More for kitchen'),
    },
    {
      name: 'home-preferences',
      shows: ['home/PreferencesDialog'],
      open: ({ button }) => button('Preferences').click(),
      back: ({ button }) => button('Preferences'),
    },
    {
      name: 'home-about',
      shows: ['home/AboutDialog'],
      open: async ({ button, desktop, home }) => {
        await button('Preferences').focus();
        await desktop.clickMenu('About Trolley');
        await expect(home.dialog).toContainText('Electron');
      },
      back: ({ button }) => button('Preferences'),
    },
  ],
};
