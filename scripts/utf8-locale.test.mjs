import { describe, expect, it } from 'vitest';
import { utf8Locale } from './utf8-locale.mjs';

describe.runIf(process.platform === 'linux')('file names are UTF-8', () => {
  it.each([
    [{}, { LC_CTYPE: 'C.UTF-8' }],
    [{ LC_ALL: '', LANG: 'C' }, { LC_CTYPE: 'C.UTF-8' }],
    [{ LANG: 'de_DE.ISO-8859-1' }, { LC_CTYPE: 'C.UTF-8' }],
    [{ LANG: 'de_DE.UTF-8', LC_ALL: 'C' }, { LC_ALL: 'C.UTF-8' }],
    [{ LANG: 'C', LC_CTYPE: 'en_GB.utf8' }, {}],
    [{ LANG: 'de_DE.UTF-8' }, {}],
  ])('with %j', (env, added) => {
    expect(utf8Locale(env)).toEqual(added);
  });
});
