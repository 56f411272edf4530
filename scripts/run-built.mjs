// @ts-check
/**
 * Runs a Node program of `dist/`, building first if a source has changed.
 *
 *     node scripts/run-built.mjs cli/main relay --port 0
 */
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './build.mjs';

const [program = '', ...args] = process.argv.slice(2);
const url = new URL(`../dist/${program}.js`, import.meta.url);
// Standard output belongs to the program.
await buildIfStale({ log: (line) => console.error(line) });
process.argv = [process.argv[0] ?? 'node', fileURLToPath(url), ...args];
await import(url.href);
