/**
 * `npm start`: from a bare clone to a relay and live desktops on one cart.
 *
 * This file decides the order of things and who is told what; each thing itself is in a file of its own.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { needsVirtualDisplay, openDisplay } from './display.mjs';
import { electronSwitches } from './electron-switches.mjs';
import { choosePort } from './free-port.mjs';
import { messageOf } from './message-of.mjs';
import { describeExit, startProcess } from './process-group.mjs';
import { logger, step } from './progress.mjs';
import { claimData } from './running-relay.mjs';
import { keepPictures } from './screenshot.mjs';
import { setUp } from './setup.mjs';
import { PROFILES, USAGE, readStartOptions } from './start-options.mjs';
import { describeStart } from './start-report.mjs';
import { utf8Locale } from './utf8-locale.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const RELAY_READY_MS = 20_000;
const DESKTOP_READY_MS = 60_000;
/** The relay promises to have drained within ten seconds of being asked to stop. */
const RELAY_GRACE_MS = 12_000;

const log = logger('start');
/**
 * What has to be undone, filled as things start.
 *
 * @type {(() => Promise<void> | void)[]}
 */
const undo = [];
/** @type {Set<import('./process-group.mjs').Child>} */
const children = new Set();
/** @type {Promise<void> | undefined} */
let stopping;

/**
 * Stops what was started last first: desktops before the display they show on and the relay they talk to.
 *
 * @param {number} code
 * @returns {Promise<void>}
 */
function stop(code) {
  stopping ??= (async () => {
    if (undo.length > 0) log('stopping …');
    for (const undoStep of undo.reverse()) await undoStep();
    if (undo.length > 0) log('everything is stopped');
    process.exit(code);
  })();
  return stopping;
}

/**
 * @param {Parameters<typeof startProcess>[0]} options
 * @returns {import('./process-group.mjs').Child}
 */
function launch(options) {
  const child = startProcess(options);
  children.add(child);
  void child.exited.then(() => children.delete(child));
  return child;
}

/** @param {import('./start-options.mjs').StartOptions} options */
async function start({ windows, cart, port, offline, data }) {
  const { electron } = await setUp({ log: logger('setup'), electron: true, build: true });
  if (!electron) throw new Error('no Electron was resolved');
  const dataDir = resolve(ROOT, data);
  mkdirSync(join(dataDir, 'logs'), { recursive: true });
  const claim = await claimData(dataDir);

  const { relay, ws, http } = await startRelay(dataDir, await choosePort({ wanted: port, log }));
  claim.record({ http, pids: [relay.pid] });

  const profiles = PROFILES.slice(0, windows);
  const display = await openDisplay({ log, screens: windows });
  if (isRoot()) log("running as root: the desktops start without Chromium's sandbox, which root cannot have");
  undo.push(display.stop);
  const purpose = ['--relay', ws, '--cart', cart, ...(offline ? ['--offline'] : [])];
  const desktops = profiles.map((profile, screen) =>
    launchDesktop({ executable: electron.executable, profile, purpose, dataDir, env: display.env(screen) }),
  );
  undo.push(async () => {
    await Promise.all(desktops.map((desktop) => desktop.stop()));
  });
  claim.record({ http, pids: [relay, ...desktops].map(({ pid }) => pid) });
  await step(log, `opening ${profiles.join(', ')}`, () =>
    Promise.all(desktops.map((desktop) => desktop.announces('ready', DESKTOP_READY_MS))),
  );
  void endWithTheLast(desktops);

  if (display.framebuffers) {
    const pictures = profiles.map((profile, screen) => ({ screen, file: logFile(dataDir, profile, 'png') }));
    undo.push(keepPictures({ framebuffers: display.framebuffers, pictures, log }));
  }
  const running = desktops.map(({ pid }, index) => ({ profile: profiles[index] ?? '', pid }));
  const hasPictures = display.framebuffers !== undefined;
  console.log(
    describeStart({ ws, http, relayPid: relay.pid, cart, desktops: running, dataDir, hasPictures }),
  );
}

/**
 * @param {string} dataDir
 * @param {string} name
 * @param {'log' | 'png'} kind
 * @returns {string}
 */
function logFile(dataDir, name, kind) {
  return join(dataDir, 'logs', `${name}.${kind}`);
}

/**
 * @param {string} dataDir
 * @param {number} port
 */
async function startRelay(dataDir, port) {
  const relay = launch({
    name: 'the relay',
    command: process.execPath,
    args: [
      join(ROOT, 'dist/cli/main.js'),
      ...['relay', '--port', String(port), '--data', join(dataDir, 'relay')],
    ],
    logFile: logFile(dataDir, 'relay', 'log'),
  });
  undo.push(() => relay.stop(RELAY_GRACE_MS));
  const { ws, http } = await relay.announces('listening', RELAY_READY_MS);
  void relay.exited.then((exit) => {
    if (stopping) return;
    log(`the relay ended on its own (${describeExit(exit)}): see ${logFile(dataDir, 'relay', 'log')}`);
    void stop(1);
  });
  return { relay, ws: String(ws), http: String(http) };
}

/** @returns {boolean} */
function isRoot() {
  return process.getuid?.() === 0;
}

/**
 * @param {object} options
 * @param {string} options.executable
 * @param {string} options.profile
 * @param {readonly string[]} options.purpose switches for relay and cart
 * @param {string} options.dataDir
 * @param {Record<string, string>} options.env the display
 * @returns {import('./process-group.mjs').Child}
 */
function launchDesktop({ executable, profile, purpose, dataDir, env }) {
  const switches = electronSwitches({
    isRoot: isRoot(),
    isVirtual: needsVirtualDisplay(),
    isWaylandOnly: Boolean(process.env['WAYLAND_DISPLAY']) && !process.env['DISPLAY'],
  });
  const userData = `--user-data-dir=${join(dataDir, 'profiles', profile)}`;
  return launch({
    name: `${profile}'s desktop`,
    command: executable,
    args: [...switches, userData, ROOT, '--profile', profile, ...purpose],
    logFile: logFile(dataDir, profile, 'log'),
    env: { ...process.env, ...utf8Locale(process.env), ...env },
  });
}

/**
 * Closing the last window ends everything, as it does for any program.
 *
 * @param {readonly import('./process-group.mjs').Child[]} desktops
 */
async function endWithTheLast(desktops) {
  const exits = desktops.map(async ({ name, exited }) => {
    const exit = await exited;
    if (!stopping) log(`${name} is closed (${describeExit(exit)})`);
    return exit;
  });
  const areFine = (await Promise.all(exits)).every(({ code }) => code === 0);
  await stop(areFine ? 0 : 1);
}

const read = readStartOptions(process.argv.slice(2));
if (read.kind === 'help') {
  console.log(USAGE);
} else if (read.kind === 'error') {
  console.error(`${read.message}\n\n${USAGE}`);
  process.exitCode = 2;
} else {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => void stop(0));
  process.on('exit', () => children.forEach((child) => child.kill()));
  start(read.options).catch(async (/** @type {unknown} */ error) => {
    if (stopping) return;
    console.error(`\n${messageOf(error)}\n`);
    await stop(1);
  });
}
