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
import { collectLicences, packageOf } from './licences.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const stamp = join(dist, '.inputs');
const worlds = ['bench', 'cart', 'cli', 'electron', 'examples', 'ledger', 'protocol', 'relay', 'renderer'];
const files = [
  ...['package.json', 'package-lock.json', 'vite.config.ts'],
  ...['scripts/build.mjs', 'scripts/licences.mjs', 'scripts/static-icons.mjs'],
];

/** Node programs, by their place in `dist/`. */
const programs = ['cli/main', 'electron/start', 'electron/main', 'electron/ledger-process'];

/** In `renderer/`. */
const pages = ['index.html', 'admin.html'];

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
  const built = [];
  for (const page of pages) {
    built.push(
      await vite.build({
        root: join(root, 'renderer'),
        configFile: join(root, 'vite.config.ts'),
        logLevel: 'warn',
        build: { rolldownOptions: { input: join(root, 'renderer', page) } },
      }),
    );
  }
  const main = await vite.build(programBuild(programs, 'shared'));
  // On their own, so that what is packaged holds nothing of them.
  await vite.build(programBuild(benchmarks(), 'bench-shared'));
  const bundled = bundledPackages([...built, main]);
  for (const [name, source] of Object.entries(preloads)) {
    const preload = await vite.build({
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
    bundledPackages([preload]).forEach((directory) => bundled.add(directory));
  }
  // Electron is in every package, though not among the dependencies.
  const licences = collectLicences(root, bundled.add('node_modules/electron'));
  writeFileSync(join(dist, 'licences.json'), JSON.stringify(licences));
}

/**
 * @param {readonly string[]} names
 * @param {string} shared where in `dist/` goes what several of them use
 */
function programBuild(names, shared) {
  const { build: settings, ...rest } = nodeBuild(dist);
  // Packages of many small files, of which a few are used: in one file they are there much sooner.
  const ssr = { noExternal: ['dinero.js', 'lib0', 'valibot'] };
  const output = /** @type {const} */ ({
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: `${shared}/[name]-[hash].js`,
  });
  const input = Object.fromEntries(names.map((name) => [name, join(root, `${name}.ts`)]));
  return { ...rest, ssr, build: { ...settings, rolldownOptions: { input, external: ['electron'], output } } };
}

/**
 * @param {readonly Awaited<ReturnType<typeof import('vite').build>>[]} builds
 * @returns {Set<string>} the directories of packages that went into them
 */
function bundledPackages(builds) {
  const chunks = builds
    .flatMap((build) => build)
    .flatMap((build) => ('output' in build ? build.output : []))
    .flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
  return new Set(chunks.map(packageOf).filter((directory) => directory !== undefined));
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
