import { expect, type Locator } from '@playwright/test';
import type { Scene, Stage } from './screen.ts';

const list = (milk: string, tea: string) => ({
  name: 'ward.csv',
  text: `sku,name,price\nM1,Milk,${milk}\nT1,Tea,${tea}\nR1,Rice,2.20\n`,
});

const strip = ({ page }: Stage): Locator => page.getByRole('region', { name: 'Changed prices' });
const choose = (stage: Stage, item: string) => stage.cart.choose('Milk', item);

/** Prices that moved, were reduced, or are in a currency. */
export const pricesScene: Scene = {
  name: 'prices, and what opens over them',
  launch: { offline: true },
  screens: [
    {
      name: 'moved-prices',
      shows: ['prices/PriceStrip', 'prices/RowPrice'],
      open: async (stage) => {
        await stage.catalogue.load(list('1.29', '3.00'));
        for (const line of ['3 milk', 'tea', 'rice']) await stage.cart.add(line);
        await stage.catalogue.load(list('1.49', '2.80'));
        await expect(strip(stage)).toBeVisible();
      },
    },
    {
      name: 'moved-prices-review',
      shows: ['prices/PriceDialogs', 'prices/ReviewDialog', 'shared/Sheet'],
      open: (stage) => strip(stage).getByRole('button', { name: 'Review' }).click(),
      back: ({ cart }) => cart.name,
    },
    {
      name: 'sale-price',
      shows: ['prices/SaleDialog'],
      open: (stage) => choose(stage, 'Sale price'),
      back: ({ button }) => button('More for Milk'),
    },
    {
      name: 'sale-row',
      open: async (stage) => {
        await choose(stage, 'Sale price');
        await stage.home.dialog.getByLabel('Usual price').fill('1.99');
        await stage.home.dialog.getByLabel('Last day').fill(`${new Date().getFullYear() + 1}-12-24`);
        await stage.press('Enter');
        await strip(stage).getByRole('button', { name: 'Accept all' }).click();
      },
    },
    {
      name: 'price-history',
      shows: ['prices/HistoryDialog'],
      open: (stage) => choose(stage, 'Price history'),
    },
    {
      name: 'price-history-table',
      shows: ['prices/PriceTable'],
      open: ({ home }) => home.dialog.getByRole('button', { name: 'Table' }).click(),
      back: ({ button }) => button('More for Milk'),
    },
    {
      name: 'currency',
      shows: ['prices/CurrencyDialog'],
      open: (stage) => stage.chooseForCart('Currency'),
      back: ({ cart }) => cart.name,
    },
  ],
};
