/**
 * The licences of what Trolley is made of: of every package that a built desktop contains, its own text.
 *
 * Whoever hands the app on has to hand these on too, so a package without a text fails the build.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseJson } from './parse-json.mjs';

/** @typedef {{ name: string, version: string, licence: string, text: string }} Licence as in `protocol/ipc.ts` */

/** @typedef {{ name: string, version: string, license?: string, author?: string | { name?: string } }} Manifest */

const LICENCE_FILE = /^(licen[cs]e|copying)([.-]|$)/i;
const README = /^readme\.md$/i;

/**
 * Packages that name a licence but carry no text of it: whose it is, as the package says, and from when.
 *
 * @type {Readonly<Record<string, string>>}
 */
const HOLDERS = {
  '@lmdb/lmdb-': '2013-2022 Kris Zyp',
  '@msgpackr-extract/msgpackr-extract-': '2020 Kris Zyp',
  'dinero.js': '2017 Sarah Dayan',
  'lazy-val': '2017 Vladimir Krivosheev',
  'weak-lru-cache': '2020 Kris Zyp',
};

/**
 * Texts that lie deeper in a package than its own: of what it is built around.
 *
 * @type {Readonly<Record<string, string>>}
 */
const INNER = { lmdb: 'dependencies/lmdb/libraries/liblmdb/LICENSE' };

/**
 * @param {string} root the directory of package.json
 * @param {ReadonlySet<string>} bundled directories of packages that went into `dist/`, from `root`
 * @returns {Licence[]} by name
 * @throws {Error} naming the packages whose text is nowhere
 */
export function collectLicences(root, bundled) {
  const directories = new Set([...productionPackages(root), ...bundled]);
  const found = [...directories].map((directory) => readLicence(root, directory));
  const missing = found
    .filter(({ text, licence }) => text === '' || licence === '')
    .map(({ name, licence }) => `${name} (${licence})`);
  if (missing.length > 0)
    throw new Error(`no licence text for ${missing.join(', ')}: see scripts/licences.mjs`);
  const unique = new Map(found.map((licence) => [`${licence.name}@${licence.version}`, licence]));
  return [...unique.values()].sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/**
 * @param {string} moduleId a file as the bundler names it
 * @returns {string | undefined} the directory of the package it is from, from `root`
 */
export function packageOf(moduleId) {
  const path = moduleId.replace(/^\0/, '').replace(/\?.*$/, '');
  const within = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
  if (within === undefined) return undefined;
  // The first: what one package has brought along for itself stays below it.
  return within.slice(within.indexOf('/node_modules/') + 1);
}

/**
 * @param {string} root
 * @returns {string[]} directories of what `dependencies` bring along on this machine
 */
function productionPackages(root) {
  const lock =
    /** @type {{ packages: Record<string, { dev?: boolean, devOptional?: boolean, peer?: boolean }> }} */ (
      parseJson(readFileSync(join(root, 'package-lock.json'), 'utf8'))
    );
  return Object.entries(lock.packages)
    .filter(([path, { dev, devOptional, peer }]) => path !== '' && !dev && !devOptional && !peer)
    .map(([path]) => path)
    .filter((path) => existsSync(join(root, path)));
}

/**
 * @param {string} root
 * @param {string} directory
 * @returns {Licence} its text is empty when there is none
 */
function readLicence(root, directory) {
  const place = join(root, directory);
  const manifest = /** @type {Manifest} */ (parseJson(readFileSync(join(place, 'package.json'), 'utf8')));
  const files = readdirSync(place);
  const inner = INNER[manifest.name];
  const texts = [...files.filter((name) => LICENCE_FILE.test(name)).sort(), ...(inner ? [inner] : [])];
  const text = texts.map((name) => readFileSync(join(place, name), 'utf8').trim()).join('\n\n');
  // One that does not say which licence its text is: of those here, all are of this kind.
  const licence = manifest.license ?? (text.startsWith('MIT License') ? 'MIT' : '');
  return {
    name: manifest.name,
    version: manifest.version,
    licence,
    text: text || fromReadme(place, files) || fromHolder(manifest.name, licence),
  };
}

/**
 * @param {string} place
 * @param {readonly string[]} files
 * @returns {string} the text that some have in their read-me
 */
function fromReadme(place, files) {
  const name = files.find((file) => README.test(file));
  if (name === undefined) return '';
  const section = /^#+\s*licen[cs]e\s*$([^]*)/im.exec(readFileSync(join(place, name), 'utf8'))?.[1] ?? '';
  return section.includes('Permission is hereby granted') ? section.trim() : '';
}

/**
 * @param {string} name
 * @param {string} licence
 * @returns {string} the standard text, for those that say no more than its name
 */
function fromHolder(name, licence) {
  const holder = Object.entries(HOLDERS).find(([start]) => name.startsWith(start))?.[1];
  return holder === undefined || licence !== 'MIT' ? '' : MIT.replace('HOLDER', holder);
}

const MIT = `MIT License

Copyright (c) HOLDER

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
