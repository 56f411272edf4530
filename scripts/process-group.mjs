/**
 * A long-running child with its own log file, in a process group of its own.
 *
 * The group is what makes stopping reliable: Ctrl-C reaches the start script alone, which then stops the
 * children in an order of its choosing, and helpers that a desktop leaves behind go with it.
 */
import { spawn } from 'node:child_process';
import { createWriteStream, openSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseJson } from './parse-json.mjs';

const GRACE_MS = 5_000;
const TAIL_LINES = 20;
/** What Chromium says wherever no message bus runs; it would crowd out the line that matters. */
const HARMLESS = /:ERROR:(dbus\/)?(bus|object_proxy)\.cc/;
/** How long output may still trickle in after the end of the child that wrote it. */
const LAST_WORDS_MS = 500;

/** @typedef {{ code: number | null, signal: NodeJS.Signals | null }} Exit */

/**
 * @typedef {object} Child
 * @property {string} name
 * @property {number} pid
 * @property {Promise<Exit>} exited
 * @property {(event: string, timeoutMs: number) => Promise<Record<string, unknown>>} announces
 *   waits for the JSON line with this `event` on standard output
 * @property {(graceMs?: number) => Promise<void>} stop asks, and after a grace period insists
 * @property {() => void} kill ends the whole group at once
 */

/**
 * @param {{ name: string, command: string, args: readonly string[], logFile: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Child}
 */
export function startProcess({ name, command, args, logFile, env = process.env }) {
  const child = spawn(command, args, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const log = createWriteStream(logFile, { fd: openSync(logFile, 'w') });
  /** @type {string[]} */
  const tail = [];
  // A full disk costs the log, not the desktops.
  log.on('error', (error) => tail.push(`this log could not be written: ${error.message}`));
  /** @type {Record<string, unknown>[]} */
  const announced = [];
  /** @type {Set<() => void>} */
  const watchers = new Set();
  /** @type {Exit | undefined} */
  let exit;

  /** @param {string} line */
  const record = (line) => {
    log.write(`${line}\n`);
    if (!HARMLESS.test(line)) tail.push(line);
    if (tail.length > TAIL_LINES) tail.shift();
  };
  createInterface({ input: child.stderr }).on('line', record);
  createInterface({ input: child.stdout }).on('line', (line) => {
    record(line);
    const event = readEvent(line);
    if (event) announced.push(event);
    watchers.forEach((look) => look());
  });
  /** @type {Promise<Exit>} */
  const exited = new Promise((settle) => {
    /** @param {Exit} outcome */
    const end = (outcome) => {
      if (exit) return;
      exit = outcome;
      watchers.forEach((look) => look());
      settle(outcome);
    };
    child.once('error', (error) => {
      record(error.message);
      if (child.pid === undefined) end({ code: 127, signal: null });
    });
    child.once('exit', (code, signal) => {
      killGroup(child.pid, 'SIGKILL');
      setTimeout(() => end({ code, signal }), LAST_WORDS_MS).unref();
    });
    child.once('close', (code, signal) => end({ code, signal }));
  });

  return {
    name,
    pid: child.pid ?? 0,
    exited,
    announces: (event, timeoutMs) =>
      new Promise((resolve, reject) => {
        /** @param {string} why */
        const fail = (why) => {
          finish();
          reject(new Error(`${name} ${why}. The end of its log (${logFile}):\n${tail.join('\n')}`));
        };
        const look = () => {
          const found = announced.find((candidate) => candidate['event'] === event);
          if (found) {
            finish();
            resolve(found);
          } else if (exit) fail(`ended before it was ready (${describeExit(exit)})`);
        };
        const timer = setTimeout(() => fail(`was not ready after ${timeoutMs / 1000} s`), timeoutMs);
        const finish = () => {
          clearTimeout(timer);
          watchers.delete(look);
        };
        watchers.add(look);
        look();
      }),
    stop: async (graceMs = GRACE_MS) => {
      if (exit) return;
      killGroup(child.pid, 'SIGTERM');
      const timer = setTimeout(() => killGroup(child.pid, 'SIGKILL'), graceMs);
      await exited;
      clearTimeout(timer);
    },
    kill: () => killGroup(child.pid, 'SIGKILL'),
  };
}

/**
 * @param {Exit} exit
 * @returns {string}
 */
export function describeExit({ code, signal }) {
  return signal ? `killed by ${signal}` : `exit code ${code}`;
}

/**
 * @param {string} line
 * @returns {Record<string, unknown> | undefined} the line as an event; other programs' noise is none
 */
function readEvent(line) {
  if (!line.startsWith('{')) return undefined;
  try {
    return /** @type {Record<string, unknown>} */ (parseJson(line));
  } catch {
    return undefined;
  }
}

/**
 * @param {number | undefined} pid leader of the group
 * @param {NodeJS.Signals} signal
 */
function killGroup(pid, signal) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // No such group: everyone has left already.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}
