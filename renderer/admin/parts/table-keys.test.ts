import { expect, test } from 'vitest';
import { rowAfterKey, wishOf } from './table-keys.ts';

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

const plain = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };
const table = { index: 4, count: 10, page: 3, canChoose: true };

test('keys open and choose the marked row, and only where there is one', () => {
  expect(wishOf({ ...plain, key: 'Enter' }, table)).toEqual({ kind: 'open' });
  expect(wishOf({ ...plain, key: ' ' }, table)).toEqual({ kind: 'toggle' });
  expect(wishOf({ ...plain, key: 'a', metaKey: true }, table)).toEqual({ kind: 'all' });
  expect(wishOf({ ...plain, key: 'Enter' }, { ...table, index: -1 })).toBeNull();
});

test('with Shift everything on the way is chosen, where there is choosing', () => {
  const down = { ...plain, key: 'ArrowDown', shiftKey: true };
  expect(wishOf(down, table)).toEqual({ kind: 'go', index: 5, isChoosing: true });
  expect(wishOf(down, { ...table, canChoose: false })).toEqual({ kind: 'go', index: 5, isChoosing: false });
});

test('what is not for the table is left alone', () => {
  const without = { ...table, canChoose: false };
  expect(wishOf({ ...plain, key: 'a', ctrlKey: true }, without)).toBeNull();
  expect(wishOf({ ...plain, key: ' ' }, without)).toBeNull();
  expect(wishOf({ ...plain, key: 'End', ctrlKey: true }, table)).toBeNull();
  expect(wishOf({ ...plain, key: 'ArrowDown', altKey: true }, table)).toBeNull();
});
