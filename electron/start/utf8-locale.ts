/** The variables that say how text is encoded, the first that is set before the others. */
type Locale = Readonly<Partial<Record<'LC_ALL' | 'LC_CTYPE' | 'LANG', string>>>;

/**
 * What to add to the environment so that Chromium takes file names for UTF-8; `null` when it does already.
 *
 * The encoding only: language and formats stay as they are, unless one variable says everything.
 */
export function utf8Locale(platform: NodeJS.Platform, { LC_ALL, LC_CTYPE, LANG }: Locale): Locale | null {
  // One that is empty counts for as little as one that is missing.
  const encoding = [LC_ALL, LC_CTYPE, LANG].find(Boolean) ?? '';
  if (platform !== 'linux' || /utf-?8/i.test(encoding)) return null;
  return LC_ALL ? { LC_ALL: 'C.UTF-8' } : { LC_CTYPE: 'C.UTF-8' };
}
