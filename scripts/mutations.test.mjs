import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mutations } from './mutations.mjs';

test.each(mutations)('the text that breaks "$rule" is in $file, once', ({ file, find, replace }) => {
  const source = readFileSync(new URL(`../cart/${file}`, import.meta.url), 'utf8');
  expect(source.split(find).length - 1).toBe(1);
  expect(replace).not.toBe(find);
});
