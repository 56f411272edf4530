import { expect, test } from 'vitest';
import { csvText } from './csv-text.ts';

test('commas, quotes and line ends are kept apart from the cells', () => {
  expect(csvText([['a,b', 'say "x"', 'two\nlines', null, 1.5]])).toBe(
    '"a,b","say ""x""","two\nlines",,1.5\r\n',
  );
});

test('a name that looks like a formula stays a name, and a number a number', () => {
  expect(csvText([['=1+1', '@x', '-milk', -3]])).toBe("'=1+1,'@x,'-milk,-3\r\n");
});
