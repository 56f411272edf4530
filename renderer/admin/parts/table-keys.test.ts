import { expect, test } from 'vitest';
import { rowAfterKey } from './table-keys.ts';

test('arrows go one row, page keys a page, Home and End to the ends', () => {
  expect(rowAfterKey('ArrowDown', 4, 10, 3)).toBe(5);
  expect(rowAfterKey('ArrowUp', 4, 10, 3)).toBe(3);
  expect(rowAfterKey('PageDown', 4, 10, 3)).toBe(7);
  expect(rowAfterKey('PageUp', 4, 10, 3)).toBe(1);
  expect(rowAfterKey('Home', 4, 10, 3)).toBe(0);
  expect(rowAfterKey('End', 4, 10, 3)).toBe(9);
});

test('no key leaves the rows', () => {
  expect(rowAfterKey('ArrowDown', 9, 10, 3)).toBe(9);
  expect(rowAfterKey('ArrowUp', 0, 10, 3)).toBe(0);
  expect(rowAfterKey('PageDown', 8, 10, 3)).toBe(9);
  expect(rowAfterKey('PageUp', 1, 10, 3)).toBe(0);
});

test('the first press marks the first row', () => {
  expect(rowAfterKey('ArrowDown', -1, 10, 3)).toBe(0);
  expect(rowAfterKey('ArrowUp', -1, 10, 3)).toBe(0);
});

test('other keys, and keys where there are no rows, go nowhere', () => {
  expect(rowAfterKey('x', 4, 10, 3)).toBeNull();
  expect(rowAfterKey('End', -1, 0, 3)).toBeNull();
});
