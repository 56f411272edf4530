/**
 * The shared libraries, virtual display and font a desktop needs from the Linux it runs on, and the commands
 * that tests start.
 *
 * A bare server or container has none of them. As root on a Debian or Ubuntu they are installed; anyone
 * else is told the exact command, because asking for a password is not a start script's business.
 */
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { needsVirtualDisplay } from './display.mjs';
import { step } from './progress.mjs';
import { lastLines, run } from './run.mjs';

/**
 * Commands that tests start: a proxy in front of a relay, what makes a certificate for it, a database, and what
 * lets a desktop find the computer's clock wrong.
 */
const TEST_COMMANDS = ['nginx', 'openssl', 'initdb', 'faketime'];
const TEST_PACKAGES = [['nginx-light', 'nginx'], ['openssl'], ['postgresql-15', 'postgresql'], ['faketime']];

/** Debian keeps PostgreSQL's server programs off the path, since several versions can be there. */
const POSTGRES = '/usr/lib/postgresql';

/** Newer releases renamed some libraries for 64-bit time; the first name that apt knows is taken. */
const PACKAGES = [
  ['xvfb'],
  ['xauth'],
  ['libnss3'],
  ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libgbm1'],
  ['libasound2t64', 'libasound2'],
  ['libxss1'],
  ['libxtst6'],
  ['dbus'],
];
const FONTS = [['fonts-inter', 'fonts-dejavu-core'], ['fonts-dejavu-core']];
const NO_FONT = 'a font';

const SERVICE_POLICY = '/usr/sbin/policy-rc.d';

/**
 * @param {{ executable: string, log: import('./progress.mjs').Log }} options
 * @throws {Error} with the command to run, where this process may not run it
 */
export async function ensureSystemLibraries({ executable, log }) {
  await ensure({
    findMissing: () => findMissing(executable),
    packagesFor: (missing) => (missing.includes(NO_FONT) ? [...PACKAGES, ...FONTS] : PACKAGES),
    log,
  });
}

/**
 * @param {{ log: import('./progress.mjs').Log }} options
 * @throws {Error} with the command to run, where this process may not run it
 */
export async function ensureTestCommands({ log }) {
  await ensure({
    findMissing: () =>
      Promise.resolve(TEST_COMMANDS.filter((command) => !isOnPath(command) && !isOfPostgres(command))),
    packagesFor: () => TEST_PACKAGES,
    log,
  });
}

/**
 * @param {object} options
 * @param {() => Promise<string[]>} options.findMissing
 * @param {(missing: readonly string[]) => readonly (readonly string[])[]} options.packagesFor alternatives of each
 * @param {import('./progress.mjs').Log} options.log
 */
async function ensure({ findMissing, packagesFor, log }) {
  if (process.platform !== 'linux') return;
  const missing = await findMissing();
  if (missing.length === 0) return;
  log(`this system lacks ${summarise(missing)}`);
  if (!isDebianLike()) {
    throw new Error(`Install what is missing (${missing.join(', ')}) with this system's package manager.`);
  }
  const wanted = packagesFor(missing);
  if (process.getuid?.() !== 0) {
    const names = await choosePackages(wanted);
    throw new Error(
      `Install the missing system packages, then start again:\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names.join(' ')}`,
    );
  }
  await step(log, 'apt-get update', (note) => apt(['update'], note));
  const names = await choosePackages(wanted);
  log(`the packages that bring it: ${names.join(' ')}`);
  await step(log, 'apt-get install', (note) =>
    withoutStartingServices(() => apt(['install', '-y', '--no-install-recommends', ...names], note)),
  );
  const still = await findMissing();
  if (still.length > 0)
    throw new Error(`After installing ${names.join(' ')} there is still missing: ${still.join(', ')}`);
}

/**
 * Debian starts what it installs, and nobody asked for a web server on this machine. Its way to say so is a
 * policy; one that is there already is somebody's decision, and stays.
 *
 * @param {() => Promise<void>} install
 */
async function withoutStartingServices(install) {
  if (existsSync(SERVICE_POLICY)) {
    await install();
    return;
  }
  const remove = () => rmSync(SERVICE_POLICY, { force: true });
  // Also when this is interrupted, which ends in `exit`.
  process.once('exit', remove);
  writeFileSync(SERVICE_POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    await install();
  } finally {
    remove();
    process.off('exit', remove);
  }
}

/**
 * @param {readonly string[]} names
 * @returns {string} a bare machine lacks dozens of libraries: nobody wants to read them all
 */
function summarise(names) {
  return names.length <= 4
    ? names.join(', ')
    : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
}

/**
 * @param {string} executable
 * @returns {Promise<string[]>} names of what is missing
 */
async function findMissing(executable) {
  const missing = await findMissingLibraries(executable);
  if (needsVirtualDisplay() && !isOnPath('Xvfb')) missing.push('Xvfb');
  if (!hasFont()) missing.push(NO_FONT);
  return missing;
}

/**
 * @param {string} executable
 * @returns {Promise<string[]>}
 */
async function findMissingLibraries(executable) {
  const { output } = await run('ldd', [executable]);
  return readMissingLibraries(output);
}

/**
 * @param {string} lddOutput
 * @returns {string[]}
 */
export function readMissingLibraries(lddOutput) {
  return [...new Set([...lddOutput.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? ''))];
}

/**
 * @param {string} command
 * @returns {boolean}
 */
function isOnPath(command) {
  // Debian keeps servers in the last one, which is not on everybody's path.
  return [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin'].some((directory) =>
    existsSync(join(directory, command)),
  );
}

/** @returns {boolean} without any font a window shows boxes for letters, or Chromium does not start */
function hasFont() {
  const places = [
    '/usr/share/fonts',
    '/usr/local/share/fonts',
    join(homedir(), '.fonts'),
    join(homedir(), '.local/share/fonts'),
  ];
  return places.some(
    (place) =>
      existsSync(place) &&
      readdirSync(place, { recursive: true }).some((name) => /\.(ttf|otf|ttc)$/i.test(String(name))),
  );
}

/** @returns {boolean} */
function isDebianLike() {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(release) && isOnPath('apt-get');
}

/**
 * @param {string} command
 * @returns {boolean}
 */
function isOfPostgres(command) {
  return (
    existsSync(POSTGRES) &&
    readdirSync(POSTGRES).some((version) => existsSync(join(POSTGRES, version, 'bin', command)))
  );
}

/**
 * @param {readonly (readonly string[])[]} alternatives
 * @returns {Promise<string[]>} of each, the first that apt can install; its plain name when apt knows none
 */
async function choosePackages(alternatives) {
  const { stdout } = await run('apt-cache', ['policy', ...alternatives.flat()]);
  const known = readInstallable(stdout);
  return [
    ...new Set(alternatives.map((names) => names.find((name) => known.has(name)) ?? names.at(-1) ?? '')),
  ];
}

/**
 * @param {string} policy what `apt-cache policy` printed
 * @returns {Set<string>} packages with a candidate
 */
export function readInstallable(policy) {
  const entries = policy.matchAll(/^(\S+):\n\s+Installed: .*\n\s+Candidate: (.*)$/gm);
  return new Set([...entries].filter((entry) => entry[2] !== '(none)').map((entry) => entry[1] ?? ''));
}

/**
 * @param {readonly string[]} args
 * @param {(detail: string) => void} note
 */
async function apt(args, note) {
  // Fresh machines often update themselves just then: wait for that instead of failing on its lock.
  const outcome = await run('apt-get', ['-o', 'DPkg::Lock::Timeout=120', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
    onLine: note,
  });
  if (outcome.code !== 0) throw new Error(`apt-get ${args[0]} failed:\n${lastLines(outcome.output)}`);
}
