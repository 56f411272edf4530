/**
 * Lines a person can follow while a slow thing happens.
 *
 * Everything the scripts say carries its topic in brackets. A step that lasts repeats itself every ten
 * seconds with the latest detail, because silence of a minute looks like a hang.
 */
import { performance } from 'node:perf_hooks';

/** @typedef {(line: string) => void} Log */

const HEARTBEAT_MS = 10_000;

/**
 * @param {string} topic
 * @returns {Log}
 */
export function logger(topic) {
  return (line) => console.log(`[${topic}] ${line}`);
}

/**
 * @param {number} milliseconds
 * @returns {string} `0.4 s`, `23 s` or `2 min 5 s`
 */
export function elapsed(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/**
 * Runs `work` and says how long it took; `work` may note details that the next heartbeat shows.
 *
 * @template T
 * @param {Log} log
 * @param {string} label
 * @param {(note: (detail: string) => void) => Promise<T>} work
 * @param {number} [heartbeatMs]
 * @returns {Promise<T>}
 */
export async function step(log, label, work, heartbeatMs = HEARTBEAT_MS) {
  const started = performance.now();
  const soFar = () => elapsed(performance.now() - started);
  let detail = '';
  log(`${label} …`);
  const heartbeat = setInterval(() => log(`${label} … still working, ${soFar()}${detail}`), heartbeatMs);
  try {
    const result = await work((text) => (detail = `: ${text.trim().slice(0, 80)}`));
    log(`${label} … ${soFar()}`);
    return result;
  } catch (error) {
    log(`${label} … failed after ${soFar()}`);
    throw error;
  } finally {
    clearInterval(heartbeat);
  }
}
