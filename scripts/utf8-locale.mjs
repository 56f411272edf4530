/**
 * What to add to an environment so that programs take file names for UTF-8.
 *
 * Without a locale, as in most containers, Chromium takes them for ASCII, and opens no database below a folder
 * with any other letter in its name.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Record<string, string>}
 */
export function utf8Locale({ LC_ALL, LC_CTYPE, LANG }) {
  // One that is empty counts for as little as one that is missing.
  const encoding = [LC_ALL, LC_CTYPE, LANG].find(Boolean) ?? '';
  if (process.platform !== 'linux' || /utf-?8/i.test(encoding)) return {};
  // The encoding only: language and formats stay as they are, unless one variable says everything.
  return LC_ALL ? { LC_ALL: 'C.UTF-8' } : { LC_CTYPE: 'C.UTF-8' };
}
