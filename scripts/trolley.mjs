// @ts-check
/** The `trolley` command in a clone: builds if stale, then runs what an installed package runs. */
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './build.mjs';

await buildIfStale({ log: (line) => console.error(line) });
process.argv[1] = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
await import(/* @vite-ignore */ new URL('../dist/cli/main.js', import.meta.url).href);
