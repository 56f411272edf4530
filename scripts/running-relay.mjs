/**
 * One relay per data directory.
 *
 * Two relays on one log would each believe they own it. So the address of the running one is kept beside
 * the data, and a second start asks there first; that also finds a relay whose start script was killed.
 * Both its process and its address must be alive, because either alone may since be someone else's.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJson } from './parse-json.mjs';

/** @typedef {{ http: string, pids: readonly number[] }} RunningRelay the relay's process id comes first */

const ANSWER_MS = 1_500;

/**
 * @param {string} dataDir
 * @returns {Promise<{ record: (running: RunningRelay) => void }>}
 * @throws {Error} when a relay answers already
 */
export async function claimData(dataDir) {
  const file = join(dataDir, 'running.json');
  const earlier = readRecord(file);
  if (earlier && isAlive(earlier.pids[0]) && (await answers(earlier.http))) {
    throw new Error(
      `Trolley is already running on ${dataDir}: ${earlier.http} answers.\n` +
        `Stop it first (Ctrl-C where it runs, or kill ${earlier.pids.join(' ')}), or use another directory with --data.`,
    );
  }
  return { record: (running) => writeFileSync(file, `${JSON.stringify(running)}\n`) };
}

/**
 * @param {string} file
 * @returns {RunningRelay | undefined}
 */
function readRecord(file) {
  try {
    const { http, pids } = /** @type {Partial<RunningRelay>} */ (parseJson(readFileSync(file, 'utf8')));
    return http !== undefined && pids !== undefined ? { http, pids } : undefined;
  } catch {
    // No record, or half of one: nothing there claims to run.
    return undefined;
  }
}

/**
 * @param {number | undefined} pid
 * @returns {boolean}
 */
function isAlive(pid) {
  if (pid === undefined) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Someone else's process may not be signalled, but it lives.
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * @param {string} http
 * @returns {Promise<boolean>}
 */
async function answers(http) {
  return fetch(`${http}/healthz`, { signal: AbortSignal.timeout(ANSWER_MS) }).then(
    (response) => response.ok,
    () => false,
  );
}
