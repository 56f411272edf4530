import { describe, expect, it } from 'vitest';
import { parseQuickEntry } from './quick-entry.ts';

const cases: readonly (readonly [string, string, number | null, string | null])[] = [
  ['milk', 'milk', null, null],
  ['  Oat   milk ', 'Oat milk', null, null],
  ['milk 1.29', 'milk', null, '1.29'],
  ['milk 1,29', 'milk', null, '1,29'],
  ['3 milk', 'milk', 3, null],
  ['3 milk 1.29', 'milk', 3, '1.29'],
  ['3 x milk 1.29', 'milk', 3, '1.29'],
  ['3x milk 1.29', 'milk', 3, '1.29'],
  ['3 X milk', 'milk', 3, null],
  ['3×milk €1.29', 'milk', 3, '1.29'],
  ['3 * milk 1.29 €', 'milk', 3, '1.29'],
  ['milk x 3', 'milk', 3, null],
  ['milk ×3 1.29', 'milk', 3, '1.29'],
  ['milk @ 2', 'milk', null, '2'],
  ['milk@2', 'milk', null, '2'],
  ['milk €2', 'milk', null, '2'],
  ['milk 1.299', 'milk', null, '1.299'],
  ['0 milk', 'milk', 0, null],
  ['4006381333931', '4006381333931', null, null],
  ['3 4006381333931', '4006381333931', 3, null],
  ['3 x 4006381333931', '4006381333931', 3, null],
  ['4006381333931 x 3', '4006381333931', 3, null],
];

const names = [
  'Omega 3',
  '500 g flour',
  '2 l cola',
  '2 kg potatoes',
  '1.5 l cola',
  '3xylophone',
  'milk x',
  '7',
  '1.29',
  '3.5% milk',
  'A4 paper',
  'screws 4 x 40',
  'screws 4,5 x 40',
];

describe('parseQuickEntry', () => {
  it.each(cases)('reads "%s"', (text, name, quantity, price) => {
    expect(parseQuickEntry(text)).toEqual({ name, quantity, price });
  });

  it.each(names)('leaves "%s" a name', (text) => {
    expect(parseQuickEntry(text)).toEqual({ name: text, quantity: null, price: null });
  });

  it('keeps a measure and still reads the price', () => {
    expect(parseQuickEntry('500 g flour 0.89')).toEqual({
      name: '500 g flour',
      quantity: null,
      price: '0.89',
    });
    expect(parseQuickEntry('2 x 500 g flour 0.89')).toEqual({
      name: '500 g flour',
      quantity: 2,
      price: '0.89',
    });
  });

  it('gives an empty name for an empty line', () => {
    expect(parseQuickEntry('   ')).toEqual({ name: '', quantity: null, price: null });
  });
});
