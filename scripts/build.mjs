// @ts-check
/**
 * Builds `dist/`: the renderer's pages, Electron's main process and preload, the command line, the benchmarks.
 *
 * `dist/.inputs` keeps a hash of everything that went in, so that starting the product twice builds once.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const stamp = join(dist, '.inputs');
const worlds = ['bench', 'cart', 'cli', 'electron', 'ledger', 'protocol', 'relay', 'renderer'];
const files = ['package.json', 'package-lock.json', 'vite.config.ts', 'scripts/build.mjs'];

/** Node programs, by their place in `dist/`: each of `bench/` is one. */
const programs = ['cli/main', 'electron/main', 'electron/ledger-process', ...benchmarks()];

/** Preloads, by their name in `dist/electron/`: one for each kind of window. */
const preloads = { preload: 'electron/preload.ts', 'admin-preload': 'electron/admin/preload.ts' };

/**
 * Builds unless `dist/` was made from exactly these sources.
 *
 * @param {{ log?: (line: string) => void }} [options]
 * @returns {Promise<boolean>} whether it built
 */
export async function buildIfStale({ log = () => undefined } = {}) {
  const inputs = hashInputs();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs) return false;
  log('building dist/');
  await build();
  writeFileSync(stamp, inputs);
  return true;
}

async function build() {
  rmSync(dist, { recursive: true, force: true });
  const vite = await import('vite');
  await vite.build({
    root: join(root, 'renderer'),
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'warn',
  });
  await vite.build({
    ...nodeBuild(dist),
    build: {
      ...nodeBuild(dist).build,
      rolldownOptions: {
        input: Object.fromEntries(programs.map((name) => [name, join(root, `${name}.ts`)])),
        external: ['electron'],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'shared/[name]-[hash].js' },
      },
    },
  });
  for (const [name, source] of Object.entries(preloads)) {
    await vite.build({
      ...nodeBuild(join(dist, 'electron')),
      // A sandboxed preload cannot import files, so everything it needs goes into the one.
      ssr: { noExternal: true },
      build: {
        ...nodeBuild(join(dist, 'electron')).build,
        rolldownOptions: {
          input: join(root, source),
          external: ['electron'],
          output: { format: 'cjs', entryFileNames: `${name}.cjs` },
        },
      },
    });
  }
}

/** @returns {string[]} */
function benchmarks() {
  return readdirSync(join(root, 'bench'))
    .filter((name) => /^[^.]+\.ts$/.test(name))
    .map((name) => `bench/${name.slice(0, -'.ts'.length)}`);
}

/** @param {string} outDir */
function nodeBuild(outDir) {
  return {
    root,
    configFile: /** @type {const} */ (false),
    logLevel: /** @type {const} */ ('warn'),
    build: { ssr: true, target: 'node20', outDir, emptyOutDir: false, sourcemap: true, minify: false },
  };
}

/** Tests and type settings do not change what is built. */
function hashInputs() {
  const hash = createHash('sha256').update(process.version);
  const sources = worlds.flatMap((world) =>
    existsSync(join(root, world))
      ? readdirSync(join(root, world), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && !/\.test\.ts$|tsconfig\.json$/.test(entry.name))
          .filter((entry) => !entry.parentPath.includes('node_modules'))
          .map((entry) => join(entry.parentPath, entry.name))
      : [],
  );
  for (const path of [...files.map((file) => join(root, file)), ...sources].sort()) {
    hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const built = await buildIfStale({ log: console.log });
  console.log(built ? 'dist/ is built' : 'dist/ is up to date');
}
