import { expect, test } from 'vitest';
import { fileNameOf } from './file-name.ts';

test.each([
  ['Kitchen', 'Kitchen.csv'],
  ['Kitchen 3/4: "hot"', 'Kitchen 3-4- -hot-.csv'],
  ['  Küche \n\t der 2. Etage. ', 'Küche der 2. Etage.csv'],
  ['', 'xk4m.csv'],
  ['...', 'xk4m.csv'],
  ['../../etc/passwd', 'etc-passwd.csv'],
  ['con', 'con_.csv'],
  ['COM1.old', 'COM_1.old.csv'],
  ['Console', 'Console.csv'],
  ['\u202Egnp.exe', 'gnp.exe.csv'],
])('%j is %j', (title, name) => {
  expect(fileNameOf(title, 'xk4m', 'csv')).toBe(name);
});

test('a long title is cut between letters, and every system takes the name', () => {
  const name = fileNameOf('é'.normalize('NFD').repeat(200), 'cart', 'json');
  expect(name).toBe(`${'é'.repeat(80)}.json`);
});
