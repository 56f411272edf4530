/**
 * Runs a command to its end and keeps what it printed.
 *
 * A command that cannot be started is reported like one that failed (code 127), so callers have a
 * single outcome to look at. Nothing started here outlives this process.
 */
import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * @typedef {object} Outcome
 * @property {number} code exit code; 127 not startable, 124 timed out, 128 killed by a signal
 * @property {string} stdout
 * @property {string} output standard output and standard error, interleaved as they came
 */

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] the whole environment; inherited when absent
 * @property {number} [timeoutMs]
 * @property {boolean} [echo] also print everything here as it comes
 * @property {(line: string) => void} [onLine]
 * @property {AbortSignal} [signal] aborting kills the command
 */

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGTERM')));

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Outcome>}
 */
export function run(command, args, options = {}) {
  const { cwd, env = process.env, timeoutMs, echo = false, onLine, signal } = options;
  return new Promise((settle) => {
    let stdout = '';
    let output = '';
    let timedOut = false;
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], signal });
    running.add(child);
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            child.kill('SIGKILL');
          }, timeoutMs);

    /** @param {number} code */
    const finish = (code) => {
      running.delete(child);
      clearTimeout(timer);
      settle({ code, stdout, output });
    };
    child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => (stdout += text));
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
        output += text;
        if (echo) process.stdout.write(text);
      });
      if (onLine) createInterface({ input: stream }).on('line', onLine);
    }
    child.on('error', (error) => {
      output += `${error.message}\n`;
      if (child.pid === undefined) finish(127);
    });
    child.on('close', (code) => finish(timedOut ? 124 : (code ?? 128)));
  });
}

/**
 * npm as this very Node would run it: the copy that started us if there is one, else the one on the path.
 *
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Outcome>}
 */
export function runNpm(args, options) {
  const npm = process.env['npm_execpath'];
  if (npm && basename(npm) === 'npm-cli.js') return run(process.execPath, [npm, ...args], options);
  return run('npm', args, options);
}

/**
 * @param {string} text
 * @param {number} count
 * @returns {string} its last lines, for error messages
 */
export function lastLines(text, count = 15) {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}

/**
 * @param {string} output of npm
 * @returns {string} the lines that say what went wrong: npm's first, before its advice
 */
export function npmComplaint(output) {
  const errors = output.split('\n').filter((line) => /^npm error +\S/.test(line));
  return errors.length > 0 ? errors.slice(0, 6).join('\n') : lastLines(output, 6);
}
