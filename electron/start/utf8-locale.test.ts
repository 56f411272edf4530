import { expect, test } from 'vitest';
import { utf8Locale } from './utf8-locale.ts';

test.each([
  [{}, { LC_CTYPE: 'C.UTF-8' }],
  [{ LC_ALL: '', LANG: 'C' }, { LC_CTYPE: 'C.UTF-8' }],
  [{ LANG: 'de_DE.ISO-8859-1' }, { LC_CTYPE: 'C.UTF-8' }],
  [{ LANG: 'de_DE.UTF-8', LC_ALL: 'C' }, { LC_ALL: 'C.UTF-8' }],
  [{ LANG: 'C', LC_CTYPE: 'en_GB.utf8' }, null],
  [{ LANG: 'de_DE.UTF-8' }, null],
])('file names are UTF-8 on Linux, whatever is set: %j', (env, added) => {
  expect(utf8Locale('linux', env)).toEqual(added);
});

test('elsewhere they are anyway', () => {
  expect(utf8Locale('darwin', {})).toBeNull();
  expect(utf8Locale('win32', { LC_ALL: 'C' })).toBeNull();
});
