/**
 * Makes the desktop into something that can be handed out: a directory that runs, or installers.
 *
 * A directory needs nothing but what is installed here: the Electron that was resolved is what goes in. Installers
 * need tools that electron-builder fetches from its own place, and an Electron that may be shipped.
 */
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { Arch, Platform, build } from 'electron-builder';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageConfig } from './package-config.mjs';
import { step } from './progress.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const RELEASE = join(ROOT, 'release');

/** What electron-builder calls the directory that it makes for this machine. */
const UNPACKED = join(
  RELEASE,
  { darwin: 'mac', win32: 'win-unpacked' }[/** @type {string} */ (process.platform)] ?? 'linux-unpacked',
);

/** The desktop's program in such a directory. */
const PROGRAM =
  { darwin: 'Trolley.app', win32: 'Trolley.exe' }[/** @type {string} */ (process.platform)] ??
  'trolley-desktop';

/**
 * @param {object} options
 * @param {import('./electron.mjs').Runtime} options.electron
 * @param {readonly string[]} options.targets as electron-builder calls them: `dir`, or `AppImage`, `deb`, …
 * @param {string | undefined} options.updateFeed https address where this package will look for newer ones; see
 *   `electron/updates/update-feed.ts`
 * @param {import('./progress.mjs').Log} options.log
 * @returns {Promise<string>} the directory that runs
 * @throws {Error} where an installer was asked for with an Electron that must not be shipped
 */
export async function packageDesktop({ electron, targets, updateFeed, log }) {
  if (updateFeed !== undefined && URL.parse(updateFeed)?.protocol !== 'https:')
    throw new Error('--update-feed takes an https address.');
  const areInstallers = targets.some((target) => target !== 'dir');
  if (areInstallers && electron.kind === 'test')
    throw new Error(
      'Installers need the official Electron: what was found here is for development and tests.',
    );
  await step(log, `packaging ${targets.join(', ')}`, () =>
    build({
      projectDir: ROOT,
      targets: Platform.current().createTarget(
        [...targets],
        Arch[process.arch === 'arm64' ? 'arm64' : 'x64'],
      ),
      config: {
        ...packageConfig,
        electronDist: electron.dist,
        electronVersion: electron.version,
        publish: updateFeed === undefined ? null : { provider: 'generic', url: updateFeed },
      },
      publish: 'never',
    }),
  );
  return UNPACKED;
}

/**
 * Copies a package for tests: the same files, except that a debugger may attach from its start.
 *
 * @param {string} directory
 * @returns {Promise<string>} the program in the copy
 */
export async function makeTestCopy(directory) {
  const copy = join(RELEASE, 'test-copy');
  await rm(copy, { recursive: true, force: true });
  await cp(directory, copy, { recursive: true, verbatimSymlinks: true });
  const program = join(copy, PROGRAM);
  await flipFuses(program, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  return program;
}
