import { isAbsolute, join, relative } from 'node:path';

/** The one host of the app's scheme. */
export const APP_HOST = 'trolley';

/** The file below `root` that an address names, or `null`. */
export function fileOf(root: string, address: string): string | null {
  const url = URL.parse(address);
  if (url?.host !== APP_HOST) return null;
  const file = join(root, decoded(url.pathname) ?? '..');
  const inside = relative(root, file);
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? null : file;
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
