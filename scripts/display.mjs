/**
 * A display for the windows: the one of this session, or a virtual one.
 *
 * The virtual server picks its own display number, so several can run side by side. It can have several
 * screens, so that each desktop has one to itself, as it would on its own machine; what a screen shows
 * can be read from `framebuffers`.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * @typedef {object} Display
 * @property {(screen?: number) => Record<string, string>} env what a process needs to show its windows there
 * @property {string | undefined} framebuffers directory with `Xvfb_screen<n>` files; only a virtual display has it
 * @property {() => Promise<void>} stop
 */

const SERVER = 'Xvfb';
const SCREEN = '1280x800x24';
const READY_MS = 10_000;

/** @returns {boolean} whether there is no display to show windows on */
export function needsVirtualDisplay() {
  return process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'];
}

/**
 * @param {{ log: import('./progress.mjs').Log, screens?: number }} options
 * @returns {Promise<Display>}
 */
export async function openDisplay({ log, screens = 1 }) {
  if (!needsVirtualDisplay())
    return { env: () => ({}), framebuffers: undefined, stop: () => Promise.resolve() };

  const framebuffers = mkdtempSync(join(tmpdir(), 'trolley-display-'));
  const sizes = Array.from({ length: screens }, (_, screen) => ['-screen', String(screen), SCREEN]).flat();
  const server = spawn(
    SERVER,
    ['-displayfd', '3', ...sizes, '-fbdir', framebuffers, '-nolisten', 'tcp', '-noreset'],
    // A process group of its own: Ctrl-C must reach the desktops before their display goes.
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], detached: true },
  );
  const gone = new Promise((settle) => {
    server.once('exit', settle);
    server.once('error', settle);
  });
  const remove = () => {
    server.kill();
    rmSync(framebuffers, { recursive: true, force: true });
  };
  const stop = async () => {
    server.kill();
    await gone;
    process.off('exit', remove);
    remove();
  };
  process.once('exit', remove);
  try {
    const name = `:${await displayNumber(server)}`;
    log(`no display here: using a virtual one, ${name} (Xvfb)`);
    return { env: (screen = 0) => ({ DISPLAY: `${name}.${screen}` }), framebuffers, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * @param {import('node:child_process').ChildProcess} server
 * @returns {Promise<number>} the number it writes once it accepts connections
 */
function displayNumber(server) {
  return new Promise((resolve, reject) => {
    let complaint = '';
    let written = '';
    const timer = setTimeout(() => fail(`not ready after ${READY_MS / 1000} s`), READY_MS);
    /** @param {string} why */
    const fail = (why) => {
      clearTimeout(timer);
      reject(new Error(`The virtual display (Xvfb) did not start: ${why}\n${complaint.trim()}`));
    };
    server.on('error', (error) => fail(error.message));
    server.on('exit', (code) => fail(`it ended with ${code}`));
    server.stderr?.on('data', (/** @type {Buffer} */ chunk) => (complaint += chunk.toString()));
    server.stdio[3]?.on('data', (/** @type {Buffer} */ chunk) => {
      written += chunk.toString();
      if (!written.includes('\n')) return;
      clearTimeout(timer);
      resolve(Number(written));
    });
  });
}
