/**
 * `npm run package`: the desktop as a directory that runs without anything else, in `release/`.
 *
 * On Linux with nothing but the package registry in reach this works too; installers (`-- AppImage deb`) need more.
 */
import { parseArgs } from 'node:util';
import { messageOf } from './message-of.mjs';
import { logger } from './progress.mjs';
import { setUp } from './setup.mjs';

const USAGE = `Makes the desktop into a package, in release/.

  npm run package -- [<target>…] [--update-feed <https url>] [--test-copy]

  <target>       what to make: dir (if nothing is said), AppImage, deb, dmg, zip, nsis
  --update-feed  where these packages will look for newer ones; without it they never look
  --test-copy    also a copy that a debugger may attach to, for the end-to-end tests: release/test-copy`;

/** @param {{ targets: readonly string[], updateFeed: string | undefined, testCopy: boolean }} options */
async function makePackage({ targets, updateFeed, testCopy }) {
  const { electron } = await setUp({ log: logger('setup'), electron: true, build: true });
  if (!electron) throw new Error('no Electron was resolved');
  const log = logger('package');
  // Imported late: it uses packages that the set-up may just have installed.
  const { packageDesktop, makeTestCopy } = await import('./package-desktop.mjs');
  const directory = await packageDesktop({ electron, targets, updateFeed, log });
  log(`${directory} is ready`);
  if (testCopy) log(`for tests: ${await makeTestCopy(directory)}`);
}

try {
  const { values, positionals } = parseArgs({
    options: {
      'update-feed': { type: 'string' },
      'test-copy': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
    allowPositionals: true,
  });
  if (values.help) console.log(USAGE);
  else
    await makePackage({
      targets: positionals.length === 0 ? ['dir'] : positionals,
      updateFeed: values['update-feed'],
      testCopy: values['test-copy'],
    });
} catch (error) {
  console.error(`\n${messageOf(error)}\n`);
  process.exitCode = 1;
}
