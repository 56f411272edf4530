/**
 * Whether node_modules holds what package-lock.json asks for.
 *
 * npm leaves a lock of its own in node_modules as the last act of an install. Comparing the two notices
 * a changed lock file and an install that was cut short, and needs no stamp of ours.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJson } from './parse-json.mjs';

/** @typedef {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>} LockedPackages */

/**
 * @param {string} root the directory of package.json
 * @returns {boolean}
 */
export function isInstalled(root) {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  return satisfies(readPackages(installed), readPackages(join(root, 'package-lock.json')));
}

/**
 * @param {LockedPackages} installed
 * @param {LockedPackages} wanted
 * @returns {boolean} optional packages may be absent (they are for other platforms), but not outdated
 */
export function satisfies(installed, wanted) {
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true;
    const present = installed[path];
    return present ? present.version === version : optional === true || devOptional === true;
  });
}

/**
 * @param {string} file
 * @returns {LockedPackages}
 */
function readPackages(file) {
  const lock = /** @type {{ packages: LockedPackages }} */ (parseJson(readFileSync(file, 'utf8')));
  return lock.packages;
}
