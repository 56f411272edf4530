import { expect } from '@playwright/test';
import type { Scene } from './screen.ts';

const problems = `sku,name,price\nW1,Swabs,2.40\n${'W2,Gloves,9.999\n'.repeat(12)}`;

/** What helps with adding: the catalogue, and what it offers while something is typed. */
export const addingScene: Scene = {
  name: 'adding from a catalogue',
  launch: { offline: true },
  screens: [
    {
      name: 'catalogue-none',
      shows: ['catalogue/CatalogueDialog'],
      open: ({ catalogue }) => catalogue.open(),
      back: ({ cart }) => cart.name,
    },
    {
      name: 'catalogue',
      open: async ({ catalogue }) => {
        await catalogue.loadSample();
        await catalogue.open();
      },
    },
    {
      name: 'catalogue-problems',
      shows: ['catalogue/LoadQuestion'],
      open: ({ catalogue }) => catalogue.choose({ name: 'ward.csv', text: problems }),
      back: ({ cart }) => cart.name,
    },
    {
      name: 'suggestions',
      shows: ['adding/SuggestionList'],
      walk: 'none',
      open: async ({ cart, catalogue, press }) => {
        await cart.add('2 Milkshake from the corner 2.50');
        await cart.add('mozzarella 125 g');
        await cart.name.fill('2 milk');
        await press('ArrowDown', 'Control+d', 'ArrowDown');
        await expect(catalogue.suggestions.first()).toBeVisible();
      },
      back: ({ cart }) => cart.name,
    },
    {
      name: 'suggestions-sale',
      walk: 'none',
      open: async ({ cart, press }) => {
        await cart.name.fill('greek');
        await press('ArrowDown');
      },
      back: ({ cart }) => cart.name,
    },
    {
      name: 'options',
      shows: ['adding/OptionsPicker'],
      open: async ({ cart, catalogue, press }) => {
        await cart.name.fill('milk 1 l');
        await press('Enter');
        await expect(catalogue.options).toBeVisible();
      },
      back: ({ cart }) => cart.name,
    },
  ],
};
