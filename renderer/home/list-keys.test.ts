import { expect, it } from 'vitest';
import { isTyping, listCommandOf } from './list-keys.ts';

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {},
) => ({
  ...{ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
  ...held,
});

it.each([
  [press('Enter'), 'open'],
  [press('Enter', { ctrlKey: true }), 'open-window'],
  [press('Enter', { metaKey: true }), 'open-window'],
  [press('F2'), 'rename'],
  [press('Delete'), 'put-away'],
  [press('F10', { shiftKey: true }), 'menu'],
  [press('ContextMenu'), 'menu'],
  [press('End'), 'last'],
  [press('ArrowUp'), 'previous'],
  [press('ArrowUp', { altKey: true }), null],
  [press('Delete', { ctrlKey: true }), null],
  [press('Delete', { shiftKey: true }), null],
  [press('g'), null],
])('%o asks for %s', (key, command) => {
  expect(listCommandOf(key)).toBe(command);
});

it('takes letters for the beginning of a search, and nothing that has a meaning of its own', () => {
  expect(['g', 'Ä', '7'].every((key) => isTyping(press(key)))).toBe(true);
  expect([' ', '?', '/', 'Enter', 'Delete', 'F2'].some((key) => isTyping(press(key)))).toBe(false);
  expect(isTyping(press('z', { ctrlKey: true }))).toBe(false);
});
