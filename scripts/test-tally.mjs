/**
 * Counts what a test run proved.
 *
 * A test that was skipped proved nothing, so it counts as failed; so does a file that could not be
 * loaded, and a run that ended badly although no test says why.
 */

/** @typedef {{ passed: number, failed: number, notes: string[] }} Tally notes say what else counted as failed, and why */

/**
 * @typedef {object} VitestReport the part of Vitest's JSON report that is read here
 * @property {readonly { name: string, status: string, message?: string, assertionResults: readonly { fullName: string, status: string }[] }[]} testResults
 */

/**
 * @param {VitestReport} report
 * @returns {Tally}
 */
export function tallyVitest({ testResults }) {
  /** @type {Tally} */
  const tally = { passed: 0, failed: 0, notes: [] };
  for (const file of testResults) {
    for (const { status, fullName } of file.assertionResults) {
      if (status === 'passed') tally.passed++;
      else tally.failed++;
      if (status !== 'passed' && status !== 'failed') tally.notes.push(`${status}, so failed: ${fullName}`);
    }
    const isBroken =
      file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed');
    if (isBroken) fail(tally, `the file itself failed: ${file.name} ${file.message ?? ''}`.trim());
  }
  return tally;
}

/**
 * @typedef {object} PlaywrightReport the part of Playwright's JSON report that is read here
 * @property {{ expected: number, unexpected: number, flaky: number, skipped: number }} stats
 * @property {readonly { message?: string }[]} errors outside any test
 */

/**
 * @param {PlaywrightReport} report
 * @returns {Tally}
 */
export function tallyPlaywright({ stats, errors }) {
  const { expected, unexpected, flaky, skipped } = stats;
  /** @type {Tally} */
  const tally = { passed: expected, failed: unexpected + flaky + skipped, notes: [] };
  if (skipped > 0) tally.notes.push(`${skipped} skipped, so failed`);
  if (flaky > 0) tally.notes.push(`${flaky} passed only when repeated, so failed`);
  for (const { message } of errors) fail(tally, `outside any test: ${message ?? 'unknown error'}`);
  return tally;
}

/**
 * Weighs a run's tally against how its process ended.
 *
 * @param {Tally | undefined} tally none when the run left no report
 * @param {number} exitCode
 * @returns {Tally}
 */
export function settleTally(tally, exitCode) {
  if (!tally) return { passed: 0, failed: 1, notes: [`ended with exit code ${exitCode} and no report`] };
  const settled = { ...tally, notes: [...tally.notes] };
  if (exitCode !== 0 && tally.failed === 0)
    fail(settled, `ended with exit code ${exitCode} although no test failed`);
  else if (tally.passed + tally.failed === 0) fail(settled, 'ran no test at all');
  return settled;
}

/**
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export function addTallies(tallies) {
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
    notes: tallies.flatMap(({ notes }) => notes),
  };
}

/**
 * @param {Tally} tally
 * @param {string} note
 */
function fail(tally, note) {
  tally.failed++;
  tally.notes.push(note);
}
