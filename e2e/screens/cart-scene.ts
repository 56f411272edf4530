import { expect, type Locator } from '@playwright/test';
import { CartPage } from '../cart-page.ts';
import type { Scene, Stage } from './screen.ts';

const history = ({ page }: Stage): Locator => page.getByRole('complementary', { name: 'History' });
const notice = ({ page }: Stage): Locator => page.locator('.bar');

/** All sorts of rows, and somebody else who is at one of them. */
async function fill({ cart, launch }: Stage): Promise<void> {
  await cart.add('3 x Oat milk 1.89');
  await cart.add('Coffee beans, dark roast, from the roastery by the station 12.90');
  await cart.add('2 Napkins');
  await cart.add('4 Chocolate 2.59');
  await cart.note('Oat milk', 'the blue one');
  await cart.choose('Chocolate', 'Save for later');
  const ben = new CartPage((await launch({ profile: 'Ben' })).page);
  await ben.more('Oat milk');
  await ben.quantity('Napkins').focus();
  await expect(cart.row('Napkins')).toContainText('Ben is here');
}

/** A cart of two people, and everything of its own that opens over it. */
export const cartScene: Scene = {
  name: 'a cart with others, and what opens over it',
  launch: { profile: 'Ana' },
  screens: [
    {
      name: 'empty',
      shows: ['frame/Frame', 'cart/CartWindow', 'cart/CartFooter', 'catalogue/SampleOffer'],
      open: ({ cart }) => cart.settle(),
    },
    { name: 'filled', shows: ['rows/RowList', 'rows/RowPeople'], open: fill },
    {
      name: 'row-menu',
      shows: ['rows/RowMenu'],
      walk: 'arrows',
      open: ({ button }) => button('More for Oat milk').click(),
      back: ({ button }) => button('More for Oat milk'),
    },
    {
      name: 'details',
      shows: ['details/RowDetails'],
      open: async ({ cart, page, press }) => {
        await cart.row('Oat milk').focus();
        await press('i');
        await expect(page.getByRole('dialog', { name: 'Details of Oat milk' })).toBeVisible();
      },
      back: ({ cart }) => cart.row('Oat milk'),
    },
    {
      name: 'note',
      shows: ['shared/InlineField', 'rows/RowNote'],
      walk: 'none',
      open: async ({ cart, page, press }) => {
        await cart.row('Oat milk').focus();
        await press('n');
        await expect(page.getByLabel('Note on Oat milk')).toBeFocused();
      },
      back: ({ cart }) => cart.row('Oat milk'),
    },
    {
      name: 'people',
      shows: ['people/PeopleHere', 'people/PeopleList'],
      open: async ({ button, page }) => {
        await button('Here: Ben and you').click();
        await expect(page.getByRole('dialog', { name: 'Who is here' })).toBeVisible();
      },
      back: ({ button }) => button('Here: Ben and you'),
    },
    {
      name: 'status',
      shows: ['status/StatusSummary', 'status/StatusDetails'],
      open: async ({ button, cart }) => {
        await cart.settle();
        await cart.summary.click();
        await button('Details').click();
      },
      back: ({ cart }) => cart.summary,
    },
    {
      name: 'cart-menu',
      shows: ['cart/CartMenu'],
      walk: 'arrows',
      open: ({ button }) => button('More for the cart').click(),
      back: ({ button }) => button('More for the cart'),
    },
    {
      name: 'keys',
      shows: ['home/ShortcutSheet'],
      open: async ({ cart, page, press }) => {
        await cart.row('Oat milk').focus();
        await press('?');
        await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
      },
      back: ({ cart }) => cart.row('Oat milk'),
    },
    {
      name: 'rename',
      shows: ['cart/CartTitle'],
      walk: 'none',
      open: async ({ button, page }) => {
        await button('kitchen').click();
        await expect(page.getByLabel('Name of the cart')).toBeFocused();
      },
      back: ({ button }) => button('kitchen'),
    },
    {
      name: 'wrong-input',
      shows: ['adding/QuickAdd'],
      open: async ({ cart }) => {
        await cart.name.fill('Milk 1.299');
        await cart.name.press('Enter');
        await expect(cart.alert).toBeVisible();
      },
    },
    {
      name: 'taken-out',
      shows: ['shared/NoticeBar', 'cart/UndoBar'],
      open: async (stage) => {
        await stage.cart.name.fill('');
        await stage.cart.row('Coffee beans.*').focus();
        await stage.press('Delete');
        // It stays for as long as somebody is at it.
        await notice(stage).getByRole('button', { name: 'Take back' }).focus();
      },
      walk: 'none',
    },
    {
      name: 'history',
      shows: ['history/HistoryPanel', 'history/HistoryList', 'history/HistoryFilters', 'history/TimeSlider'],
      open: async (stage) => {
        await stage.button('History').click();
        await expect(history(stage)).toBeVisible();
      },
      back: ({ button }) => button('History'),
    },
    {
      name: 'history-taken-out',
      open: async (stage) => {
        await stage.button('History').click();
        await history(stage).getByRole('button', { name: 'Taken out', exact: true }).click();
      },
    },
    {
      name: 'history-past',
      open: async (stage) => {
        await history(stage).getByRole('button', { name: 'Taken out', exact: true }).click();
        await history(stage).getByRole('slider').focus();
        await stage.press('ArrowLeft', 'ArrowLeft');
        await expect(stage.page.locator('.past-banner')).toBeVisible();
      },
    },
    {
      name: 'past',
      shows: ['history/PastBanner'],
      open: ({ button }) => button('Close the history').click(),
    },
    {
      name: 'restore',
      shows: ['history/RestoreDialog'],
      open: ({ button }) => button('Restore this version…').click(),
      back: ({ button }) => button('Restore this version…'),
    },
  ],
};
