/**
 * The steps of `npm test`, in their order.
 *
 * A check passes or fails as a whole; a suite reports each of its tests. Checks of one batch run side
 * by side. `svelte` reads the declarations that `types` writes, hence the second batch.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {{ name: string, command: string, args: readonly string[] }} Check */
/** @typedef {{ name: string, command: string, args: readonly string[], runner: 'vitest' | 'playwright' }} Suite */

/** Of each suite, `<name>.json` is its report and `<name>/` holds what its tests leave. */
export const RESULTS = 'test-results';

const BIN = fileURLToPath(new URL('../node_modules/.bin/', import.meta.url));

/**
 * Tools are started directly, not through npx: an interrupt then reaches the tool itself.
 *
 * @param {string} name
 * @param {readonly [string, ...string[]]} commandLine
 * @returns {Check}
 */
const tool = (name, [command, ...args]) => ({ name, command: join(BIN, command), args });

/**
 * @param {string} name
 * @param {string} script one of package.json
 * @returns {Check}
 */
const script = (name, script) => ({ name, command: 'npm', args: ['run', '-s', script] });

/**
 * @param {string} name
 * @returns {Suite}
 */
const vitest = (name) => ({
  ...tool(name, ['vitest', 'run', '--project', name, '--reporter=default', '--reporter=json']),
  runner: 'vitest',
});

/** @type {readonly (readonly Check[])[]} */
export const CHECK_BATCHES = [
  [tool('format', ['prettier', '--check', '.']), script('types', 'types')],
  [tool('lint', ['eslint', '.', '--max-warnings=0']), script('svelte', 'svelte-check')],
  [tool('knip', ['knip'])],
];

/** @type {readonly Suite[]} */
export const SUITES = [
  vitest('unit'),
  vitest('integration'),
  { ...tool('e2e', ['playwright', 'test', '--reporter=list,json']), runner: 'playwright' },
];

const NAMES = [...CHECK_BATCHES.flat(), ...SUITES].map(({ name }) => name);

export const USAGE = `Sets up, then checks and tests everything.

  npm test -- [--only <step>[,<step>…]] [--packaged]

  --packaged  makes a package first, and runs the end-to-end tests against it
  steps: ${NAMES.join(', ')}`;

/**
 * @param {string | undefined} only the value of --only
 * @returns {{ kind: 'steps', names: ReadonlySet<string> } | { kind: 'error', message: string }}
 */
export function chooseSteps(only) {
  const names = only === undefined ? NAMES : only.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !NAMES.includes(name));
  if (unknown.length === 0) return { kind: 'steps', names: new Set(names) };
  return { kind: 'error', message: `there is no step ${unknown.map((name) => `"${name}"`).join(', ')}` };
}
