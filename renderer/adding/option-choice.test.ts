import { expect, test } from 'vitest';
import { optionsToBegin, valueByLetter } from './option-choice.ts';

test('what was chosen last is chosen again, if it is still there', () => {
  const options = { Size: ['S', 'M', 'L'], Fat: ['1.5 %', '3.5 %'] };
  expect(optionsToBegin(options, {})).toEqual({ Size: 'S', Fat: '1.5 %' });
  expect(optionsToBegin(options, { Size: 'M', Fat: '10 %', Colour: 'red' })).toEqual({
    Size: 'M',
    Fat: '1.5 %',
  });
});

test('a letter goes to the next value that begins with it, and round', () => {
  const values = ['Small', 'Medium', 'Sweet', '3.5 %'];
  expect(valueByLetter(values, 'Small', 's')).toBe('Sweet');
  expect(valueByLetter(values, 'Sweet', 'S')).toBe('Small');
  expect(valueByLetter(values, 'Medium', '3')).toBe('3.5 %');
  expect(valueByLetter(values, 'Medium', 'm')).toBe('Medium');
  for (const key of ['x', 'Enter', ' ']) expect(valueByLetter(values, 'Small', key), key).toBeNull();
});
