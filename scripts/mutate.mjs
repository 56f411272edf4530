/**
 * Breaks the rules of the cart one by one and expects its tests to notice.
 *
 * `npm run mutate [-- <words of a rule>]` works on a copy of `cart/`, prints for each rule which tests found
 * it broken, and exits 1 when none did, or not the one that should.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { mutations } from './mutations.mjs';
import { run } from './run.mjs';

/** Enough for each rule to be found broken; `npm test` runs many more. */
const HISTORIES = 200;
const root = resolve(import.meta.dirname, '..');
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const options = ['--maxWorkers', '1', '--no-isolate', '--reporter', 'json'];
/** What has no place in the copy: settings of the compiler, and the test of what operations cost. */
const leftOut = /\.json$|cost\.test\.ts$/;

/**
 * @typedef {object} Verdict
 * @property {import('./mutations.mjs').Mutation} mutation
 * @property {'killed' | 'survived' | 'not found' | 'does not load'} outcome
 * @property {readonly string[]} by names of the test files that failed
 */

/**
 * @typedef {object} TestedFile the part of Vitest's report that is read here
 * @property {string} name
 * @property {string} status
 * @property {readonly unknown[]} assertionResults
 */

/**
 * @param {import('./mutations.mjs').Mutation} mutation
 * @param {string} folder to work in, not used by another at the same time
 * @returns {Promise<Verdict>}
 */
async function verdictOn(mutation, folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'cart'), join(folder, 'cart'), {
    recursive: true,
    filter: (path) => !leftOut.test(path),
  });
  const file = join(folder, 'cart', mutation.file);
  const text = readFileSync(file, 'utf8');
  if (text.split(mutation.find).length !== 2) return { mutation, outcome: 'not found', by: [] };
  writeFileSync(
    file,
    text.replace(mutation.find, () => mutation.replace),
  );

  const report = join(folder, 'report.json');
  const { output } = await run(
    process.execPath,
    [vitest, 'run', ...options, '--root', folder, '--outputFile', report],
    { cwd: folder, env: { ...process.env, TROLLEY_HISTORIES: String(HISTORIES) } },
  );
  if (!existsSync(report)) throw new Error(`the tests did not run:\n${output}`);
  /** @type {unknown} */
  const results = JSON.parse(readFileSync(report, 'utf8'));
  const { testResults } = /** @type {{ testResults: readonly TestedFile[] }} */ (results);
  const failed = testResults.filter(({ status }) => status === 'failed');
  const by = failed.map(({ name }) => basename(name, '.test.ts')).sort();
  // A change that breaks the code itself proves nothing.
  const loads = failed.every(({ assertionResults }) => assertionResults.length > 0);
  if (!loads) return { mutation, outcome: 'does not load', by };
  const isKilled = mutation.fromHistoriesAlone ? by.includes('histories') : by.length > 0;
  return { mutation, outcome: isKilled ? 'killed' : 'survived', by };
}

const wanted = process.argv.slice(2).join(' ');
const waiting = mutations.filter(({ rule }) => rule.includes(wanted));
const chosen = waiting.length;
if (chosen === 0) {
  console.error(`no rule has the words "${wanted}"`);
  process.exit(2);
}
/** @type {Verdict[]} */
const verdicts = [];

/** @param {unknown} _ @param {number} lane */
async function work(_, lane) {
  const folder = join(root, 'test-results/mutants', String(lane));
  for (let mutation = waiting.shift(); mutation; mutation = waiting.shift()) {
    const verdict = await verdictOn(mutation, folder);
    verdicts.push(verdict);
    const number = `${verdicts.length}/${chosen}`.padStart(7);
    console.log(`${number}  ${verdict.outcome.padEnd(9)}  ${mutation.rule}  [${verdict.by.join(', ')}]`);
  }
}
await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));

const killed = verdicts.filter(({ outcome }) => outcome === 'killed').length;
const fromHistories = verdicts.filter(({ by }) => by.includes('histories')).length;
console.log(`${killed} of ${chosen} killed, ${fromHistories} by the random histories alone.`);
if (killed < chosen) process.exitCode = 1;
