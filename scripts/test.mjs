/**
 * `npm test`: set-up, checks, unit, integration and end-to-end tests, and one line that sums them up.
 *
 * A failing step does not keep the later ones from running: whoever waited for the run wants all of it.
 * The last line is always `N passed, N failed`, and only `0 failed` is success.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { needsVirtualDisplay, openDisplay } from './display.mjs';
import { messageOf } from './message-of.mjs';
import { elapsed, logger } from './progress.mjs';
import { run } from './run.mjs';
import { setUp } from './setup.mjs';
import { CHECK_BATCHES, RESULTS, SUITES, USAGE, chooseSteps } from './test-steps.mjs';
import { addTallies, settleTally, tallyPlaywright, tallyVitest } from './test-tally.mjs';
import { utf8Locale } from './utf8-locale.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const log = logger('test');

/**
 * @param {ReadonlySet<string>} names
 * @param {boolean} isPackaged whether the desktops are to be those of a package
 * @returns {Promise<import('./test-tally.mjs').Tally>}
 */
async function runAll(names, isPackaged) {
  const suites = SUITES.filter(({ name }) => names.has(name));
  const needsDesktop = suites.some(({ runner }) => runner === 'playwright');
  const { electron } = await setUp({
    log: logger('setup'),
    electron: needsDesktop,
    build: suites.some(isOnBuild),
    testCommands: names.has('integration'),
  });
  mkdirSync(join(ROOT, RESULTS), { recursive: true });
  const env = electron ? await desktopEnv(electron, isPackaged) : {};

  const tallies = [];
  for (const batch of CHECK_BATCHES) {
    tallies.push(...(await Promise.all(batch.filter(({ name }) => names.has(name)).map(runCheck))));
  }
  for (const suite of suites) {
    tallies.push(await runSuite(suite, suite.runner === 'playwright' ? env : undefined));
  }
  return addTallies(tallies);
}

/**
 * @param {import('./electron.mjs').Runtime} electron
 * @param {boolean} isPackaged
 * @returns {Promise<Record<string, string>>} what tells a suite which desktops to start
 */
async function desktopEnv(electron, isPackaged) {
  const env = { ELECTRON_OVERRIDE_DIST_PATH: electron.dist, TROLLEY_ELECTRON: electron.executable };
  if (!isPackaged) return env;
  // Imported late: it uses packages that the set-up may just have installed.
  const { makeTestCopy, packageDesktop } = await import('./package-desktop.mjs');
  const directory = await packageDesktop({ electron, targets: ['dir'], updateFeed: undefined, log });
  return { ...env, TROLLEY_PACKAGE: await makeTestCopy(directory) };
}

/**
 * @param {import('./test-steps.mjs').Suite} suite
 * @returns {boolean} whether it runs what `npm run build` makes; unit tests run the sources
 */
function isOnBuild({ name }) {
  return name !== 'unit';
}

/**
 * Holds a check's output back until it is over, since another check runs beside it, and shows it only
 * if it failed.
 *
 * @param {import('./test-steps.mjs').Check} check
 * @returns {Promise<import('./test-tally.mjs').Tally>}
 */
async function runCheck({ name, command, args }) {
  const started = performance.now();
  const { code, output } = await run(command, args, { cwd: ROOT });
  log(`${name}: ${code === 0 ? 'passed' : 'failed'}, ${elapsed(performance.now() - started)}`);
  if (code !== 0) console.log(output.trimEnd());
  return code === 0
    ? { passed: 1, failed: 0, notes: [] }
    : { passed: 0, failed: 1, notes: [`${name} failed`] };
}

/**
 * @param {import('./test-steps.mjs').Suite} suite
 * @param {Readonly<Record<string, string>> | undefined} desktops for a suite that starts some
 * @returns {Promise<import('./test-tally.mjs').Tally>}
 */
async function runSuite({ name, command, args, runner }, desktops) {
  const started = performance.now();
  const report = join(ROOT, RESULTS, `${name}.json`);
  rmSync(report, { force: true });
  log(`${name} …`);
  const isVitest = runner === 'vitest';
  const displays = desktops ? await openDisplays() : [];
  const { code } = await run(
    command,
    isVitest ? [...args, `--outputFile.json=${report}`] : [...args, '--output', join(RESULTS, name)],
    {
      cwd: ROOT,
      echo: true,
      env: {
        ...process.env,
        ...utf8Locale(process.env),
        ...displays[0]?.env(),
        ...desktops,
        ...(isVitest ? {} : { PLAYWRIGHT_JSON_OUTPUT_FILE: report, TROLLEY_DISPLAYS: namesOf(displays) }),
      },
    },
  );
  await Promise.all(displays.map((display) => display.stop()));
  const tally = settleTally(readTally(report, isVitest ? tallyVitest : tallyPlaywright), code);
  log(`${name}: ${tally.passed} passed, ${tally.failed} failed, ${elapsed(performance.now() - started)}`);
  return { ...tally, notes: tally.notes.map((note) => `${name}: ${note}`) };
}

/**
 * One for each desktop test that runs at a time, since the windows of one display take the focus from each other:
 * two where there is room for two, else the one that is there.
 */
function openDisplays() {
  const count = needsVirtualDisplay() ? Math.min(2, availableParallelism()) : 1;
  return Promise.all(Array.from({ length: count }, () => openDisplay({ log })));
}

/** @param {readonly import('./display.mjs').Display[]} displays */
const namesOf = (displays) => displays.map((display) => display.env()['DISPLAY'] ?? '').join(' ');

/**
 * @param {string} file
 * @param {(report: any) => import('./test-tally.mjs').Tally} tally
 * @returns {import('./test-tally.mjs').Tally | undefined} nothing when the report is absent or cut short
 */
function readTally(file, tally) {
  try {
    return tally(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    log(`no usable report at ${file}: ${messageOf(error)}`);
    return undefined;
  }
}

/** @returns {ReturnType<typeof chooseSteps> & { isPackaged?: boolean } | { kind: 'help' }} */
function readCommandLine() {
  try {
    const { values } = parseArgs({
      options: {
        only: { type: 'string' },
        packaged: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return values.help ? { kind: 'help' } : { ...chooseSteps(values.only), isPackaged: values.packaged };
  } catch (error) {
    return { kind: 'error', message: messageOf(error) };
  }
}

const read = readCommandLine();
if (read.kind === 'help') {
  console.log(USAGE);
} else if (read.kind === 'error') {
  console.error(`${read.message}\n\n${USAGE}`);
  process.exitCode = 2;
} else {
  // Leaving through `exit` lets everything that was started here be stopped.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => process.exit(130));
  const started = performance.now();
  const tally = await runAll(read.names, read.isPackaged ?? false).catch((/** @type {unknown} */ error) => ({
    passed: 0,
    failed: 1,
    notes: [`set-up: ${messageOf(error)}`],
  }));
  for (const note of tally.notes) log(note);
  log(`took ${elapsed(performance.now() - started)}`);
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  process.exitCode = tally.failed === 0 ? 0 : 1;
}
