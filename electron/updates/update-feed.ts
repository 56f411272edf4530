import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where this package looks for newer ones: an https address, or `null` for a package that never looks.
 *
 * It stands in `app-update.yml` among the package's own files, where only whoever installs it can write. It is put
 * there when the package is made (`npm run package -- --update-feed …`); without one there is no such file. Any other
 * address than one of https counts for none, since a package is trusted for where it came from.
 *
 * @param resources the folder of the package with its own files
 */
export function readUpdateFeed(resources: string): string | null {
  let settings: string;
  try {
    settings = readFileSync(join(resources, 'app-update.yml'), 'utf8');
  } catch {
    return null;
  }
  const valueOf = (name: string) =>
    new RegExp(`^${name}:[ \\t]*["']?([^"'\\s]*)["']?[ \\t]*$`, 'm').exec(settings)?.[1];
  const url = URL.parse(valueOf('url') ?? '');
  return valueOf('provider') === 'generic' && url?.protocol === 'https:' ? url.href : null;
}
