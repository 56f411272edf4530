import Papa from 'papaparse';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { letterOf, pictureOf } from './product-kind.ts';

const kindOf = (name: string, category?: string): string | null => pictureOf(name, category).kind;

describe('the picture for a name alone', () => {
  test.each([
    ['Oat milk 1 l', 'milk'],
    ['Sourdough bread', 'bread'],
    ['Free-range eggs, 10', 'egg'],
    ['Carrots 1 kg', 'carrot'],
    ['Olive oil 750 ml', 'oil'],
    ['Basmati rice 1 kg', 'grain'],
    ['Coffee beans 500 g', 'coffee'],
    ['Dish soap', 'cleaner'],
    ['Tomatoes', 'vegetable'],
    ['Strawberries', 'berry'],
    ['Napkins', 'paper'],
    ['Chocolate', 'candy'],
  ])('%s is %s', (name, kind) => expect(kindOf(name)).toBe(kind));

  test.each([
    ['Hafermilch 1 l', 'milk'],
    ['Vollkornbrot', 'bread'],
    ['10 Eier', 'egg'],
    ['Äpfel', 'apple'],
    ['Apfelsaft', 'soda'],
    ['Kartoffelsuppe', 'soup'],
    ['Zahnpasta', 'tooth'],
    ['Klopapier', 'paper'],
    ['Olivenöl', 'oil'],
    ['Rotwein', 'wine'],
    ['Möhren', 'carrot'],
    ['Brötchen', 'pastry'],
  ])('in German, %s is %s', (name, kind) => expect(kindOf(name)).toBe(kind));

  test('short words are not found at the end of others', () => {
    expect(kindOf('Reis')).toBe('grain');
    expect(kindOf('Brei')).toBeNull();
  });

  test('what a thing is comes last, and before what it comes in', () => {
    expect(kindOf('Milk chocolate')).toBe('candy');
    expect(kindOf('Chocolate milk')).toBe('milk');
    expect(kindOf('Tuna in oil')).toBe('fish');
    expect(kindOf('Milch mit Erdbeeren')).toBe('milk');
    expect(kindOf('Black tea 25 bags')).toBe('coffee');
  });

  test('two words mean what they mean together', () => {
    expect(kindOf('Peanut butter')).toBe('jar');
    expect(kindOf('Vanilla ice cream 1 l')).toBe('ice-cream');
  });

  test('has no picture where no word is known', () => {
    expect(pictureOf('Zwiesel 3000')).toEqual({ kind: null, family: 'other' });
    expect(pictureOf('')).toEqual({ kind: null, family: 'other' });
  });
});

describe('with the category of a catalogue', () => {
  test('the category says the family, the name what it is in there', () => {
    expect(pictureOf('Baby food carrot 190 g', 'Baby & pets')).toEqual({ kind: 'baby', family: 'family' });
    expect(pictureOf('Pretzel sticks', 'Snacks & sweets').family).toBe('sweet');
    expect(pictureOf('Gouda', 'Dairy & eggs')).toEqual({ kind: null, family: 'dairy' });
    expect(pictureOf('Bananen', 'Obst & Gemüse')).toEqual({ kind: 'banana', family: 'fresh' });
  });

  test('what is frozen keeps its own picture', () => {
    expect(pictureOf('Fish fingers', 'Frozen')).toEqual({ kind: 'fish', family: 'frozen' });
    expect(pictureOf('Pizza salami', 'Frozen')).toEqual({ kind: 'pizza', family: 'frozen' });
    expect(pictureOf('Something', 'Frozen')).toEqual({ kind: 'cold', family: 'frozen' });
  });

  test('one that nobody knows leaves it to the name', () => {
    expect(pictureOf('Milk', 'Aisle 7')).toEqual({ kind: 'milk', family: 'dairy' });
  });

  test('all of the sample catalogue has a family, and nearly all of it a picture', () => {
    const text = readFileSync(new URL('../../examples/catalogue/groceries.csv', import.meta.url), 'utf8');
    const { data } = Papa.parse<{ name: string; category: string }>(text, {
      header: true,
      skipEmptyLines: true,
    });
    const pictures = data.map(({ name, category }) => pictureOf(name, category));
    expect(pictures.filter(({ family }) => family === 'other')).toEqual([]);
    expect(pictures.filter(({ kind }) => kind === null).length).toBeLessThan(pictures.length * 0.07);
  });
});

test('a letter stands for what has no picture', () => {
  expect(letterOf('zwiebeltopf')).toBe('Z');
  expect(letterOf('“Äther” 2')).toBe('Ä');
  expect(letterOf('…')).toBe('·');
});
