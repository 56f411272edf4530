import { expect } from '@playwright/test';
import type { Scene } from './screen.ts';

const good = 'milk 1.29\nbread 2.40\ntea\n';
const mixed = 'name;qty;price\nmilk;3;1,29\nbread;lots;2,40\n;1;1\ntea;1;3,10\n';

/** Lists on their way into a cart. */
export const filesScene: Scene = {
  name: 'lists that come in',
  launch: { offline: true },
  screens: [
    {
      name: 'import-source',
      shows: ['files/FileParts', 'files/ImportDialog', 'files/ImportSource', 'files/ListIntake'],
      open: async ({ desktop, lists }) => {
        await desktop.clickMenu('Paste a List…');
        await expect(lists.dialog.getByRole('textbox')).toBeFocused();
      },
      back: ({ cart }) => cart.name,
    },
    {
      name: 'import-preview',
      shows: ['files/ImportPreview', 'files/PreviewTable'],
      open: async ({ lists }) => {
        await lists.choose('list.txt', good);
        await expect(lists.summary).toContainText('3 rows to add');
      },
      back: ({ cart }) => cart.name,
    },
    {
      name: 'import-errors',
      shows: ['files/WrongRows'],
      open: async ({ lists }) => {
        await lists.choose('mixed.csv', mixed);
        await expect(lists.dialog.getByRole('region', { name: '2 lines cannot be added' })).toBeVisible();
      },
      back: ({ cart }) => cart.name,
    },
    {
      name: 'import-problem',
      open: async ({ lists }) => {
        await lists.choose('empty.csv', '');
        await expect(lists.dialog.getByRole('alert')).toContainText('nothing in it');
      },
      back: ({ cart }) => cart.name,
    },
    {
      name: 'import-again',
      open: async ({ lists }) => {
        await lists.choose('list.txt', good);
        await lists.button('Add 3 rows').click();
        await expect(lists.dialog).toBeHidden();
        await lists.choose('the same by another name.txt', good);
        await expect(lists.dialog).toContainText('all 3 rows are here');
      },
      back: ({ cart }) => cart.name,
    },
  ],
};
