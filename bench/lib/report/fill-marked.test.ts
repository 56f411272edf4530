import { expect, it } from 'vitest';
import { fillMarked } from './fill-marked.ts';

const document =
  '# A\n\n<!-- bench:w1 -->\n\nold\n\n<!-- /bench:w1 -->\n\nB\n\n<!-- bench:w2 --><!-- /bench:w2 -->\n';

it('replaces what is between the marks of a name, and nothing else', () => {
  expect(fillMarked(document, { w1: 'new\n' })).toBe(document.replace('old', 'new'));
});

it('fills an empty place', () => {
  expect(fillMarked(document, { w2: 'C' })).toContain('<!-- bench:w2 -->\n\nC\n\n<!-- /bench:w2 -->');
});

it('gives the same when it is done again', () => {
  const once = fillMarked(document, { w1: 'new', w2: 'C' });
  expect(fillMarked(once, { w1: 'new', w2: 'C' })).toBe(once);
});

it('throws when there is no place for a text', () => {
  expect(() => fillMarked(document, { w3: 'x' })).toThrow('no place for "w3"');
});
