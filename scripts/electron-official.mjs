/**
 * The Electron of our devDependencies: what ships.
 *
 * Its package carries no binary; a downloader in it fetches one on demand. Where the download host is
 * out of reach that attempt must not cost every start its time, so a failure is remembered for a day.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseJson } from './parse-json.mjs';
import { step } from './progress.mjs';
import { lastLines, run } from './run.mjs';

const PACKAGE = fileURLToPath(new URL('../node_modules/electron/', import.meta.url));
const FIRST_BYTE_MS = 10_000;
const WHOLE_DOWNLOAD_MS = 15 * 60_000;
const REMEMBERED_MS = 24 * 60 * 60_000;

/**
 * @param {{ log: import('./progress.mjs').Log, cacheDir: string }} options
 * @returns {Promise<import('./electron.mjs').Attempt>}
 */
export async function officialElectron({ log, cacheDir }) {
  if (!existsSync(join(PACKAGE, 'package.json')))
    return { reason: 'node_modules/electron is missing: run npm ci' };
  const manifest = readFileSync(join(PACKAGE, 'package.json'), 'utf8');
  const { version } = /** @type {{ version: string }} */ (parseJson(manifest));
  const installed = installedRuntime(version);
  if (installed) return { runtime: installed };

  const reason = await download({ version, log, cacheDir });
  const downloaded = installedRuntime(version);
  if (downloaded) return { runtime: downloaded };
  log(`the official Electron ${version} is not available: ${reason}`);
  return { reason };
}

/** @returns {string} the executable's path inside an Electron directory on this platform */
export function platformExecutable() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/**
 * @param {string} version
 * @returns {import('./electron.mjs').Runtime | undefined}
 */
function installedRuntime(version) {
  const dist = join(PACKAGE, 'dist');
  const executable = join(dist, platformExecutable());
  // The downloader writes path.txt last: without it an unpacking was cut short.
  const isComplete = [executable, join(dist, 'version'), join(PACKAGE, 'path.txt')].every((file) =>
    existsSync(file),
  );
  if (!isComplete) return undefined;
  const unpacked = readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
  return unpacked === version ? { executable, dist, version, kind: 'official' } : undefined;
}

/**
 * @param {{ version: string, log: import('./progress.mjs').Log, cacheDir: string }} options
 * @returns {Promise<string>} why there may still be no binary
 */
async function download({ version, log, cacheDir }) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 22 || (major === 22 && minor < 12)) {
    return `its downloader needs Node 22.12 or newer, and this is ${process.versions.node}`;
  }
  const memo = join(cacheDir, `official-${version}.unreachable`);
  if (existsSync(memo) && Date.now() - statSync(memo).mtimeMs < REMEMBERED_MS) {
    return `a download failed less than a day ago (delete ${memo} to try again)`;
  }
  const scratch = join(cacheDir, `.downloading-${process.pid}`);
  mkdirSync(scratch, { recursive: true });
  const failure = await step(log, `downloading the official Electron ${version}`, () =>
    runDownloader(scratch),
  );
  rmSync(scratch, { recursive: true, force: true });
  if (failure === undefined) return 'the downloader said it had worked, but left no binary';
  writeFileSync(memo, `${failure}\n`);
  return `download failed (${failure})`;
}

/**
 * Gives the downloader ten seconds to receive anything, and all the time it needs once it does.
 *
 * @param {string} scratch a fresh directory; the downloader keeps its partial file there
 * @returns {Promise<string | undefined>} what went wrong
 */
async function runDownloader(scratch) {
  const silence = new AbortController();
  const timer = setTimeout(() => {
    if (!hasContent(scratch)) silence.abort();
  }, FIRST_BYTE_MS);
  const outcome = await run(process.execPath, [join(PACKAGE, 'install.js')], {
    env: { ...process.env, TMPDIR: scratch, TEMP: scratch, ELECTRON_GET_NO_PROGRESS: '1' },
    timeoutMs: WHOLE_DOWNLOAD_MS,
    signal: silence.signal,
  });
  clearTimeout(timer);
  if (outcome.code === 0) return undefined;
  if (silence.signal.aborted) return `nothing arrived within ${FIRST_BYTE_MS / 1000} s`;
  return (
    lastLines(outcome.output, 30)
      .split('\n')
      .find((line) => line.trim() !== '') ?? `exit code ${outcome.code}`
  );
}

/**
 * @param {string} directory
 * @returns {boolean} whether any file below it has a byte
 */
function hasContent(directory) {
  return readdirSync(directory, { recursive: true, withFileTypes: true }).some(
    (entry) => entry.isFile() && statSync(join(entry.parentPath, entry.name)).size > 0,
  );
}
