/**
 * Everything between a bare clone and something that runs: the part `npm start` and `npm test` share.
 *
 * Each step looks first and does nothing when its result is there already.
 */
import { fileURLToPath } from 'node:url';
import { resolveElectron } from './electron.mjs';
import { isInstalled } from './installed-packages.mjs';
import { step } from './progress.mjs';
import { npmComplaint, runNpm } from './run.mjs';
import { ensureSystemLibraries, ensureTestCommands } from './system-libraries.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * @param {object} options
 * @param {import('./progress.mjs').Log} options.log
 * @param {boolean} options.electron whether a desktop will be started
 * @param {boolean} options.build whether the built product is needed
 * @param {boolean} [options.testCommands] whether tests will start servers that are not ours
 * @returns {Promise<{ electron: import('./electron.mjs').Runtime | undefined }>}
 * @throws {Error} with a message for the person at the terminal
 */
export async function setUp({ log, electron: needsElectron, build, testCommands = false }) {
  checkNode(process.versions.node);
  await installPackages(log);
  const electron = needsElectron ? await resolveElectron({ log }) : undefined;
  if (electron) await ensureSystemLibraries({ executable: electron.executable, log });
  if (testCommands) await ensureTestCommands({ log });
  if (build) await buildProduct(log);
  return { electron };
}

/**
 * @param {string} version
 * @throws {Error} below Node 20.19
 */
export function checkNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Error(`Trolley needs Node 20.19 or newer, and this is Node ${version}.`);
}

/** @param {import('./progress.mjs').Log} log */
async function installPackages(log) {
  if (isInstalled(ROOT)) return;
  await step(log, 'installing dependencies (npm ci)', async (note) => {
    const outcome = await runNpm(['ci', '--no-audit', '--no-fund'], { cwd: ROOT, onLine: note });
    if (outcome.code !== 0) throw new Error(`npm ci failed:\n${npmComplaint(outcome.output)}`);
  });
}

/** @param {import('./progress.mjs').Log} log */
async function buildProduct(log) {
  // Imported late: the builder uses packages that the step above may just have installed.
  const { buildIfStale } = await import('./build.mjs');
  await buildIfStale({ log });
}
