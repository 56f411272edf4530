import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { platformExecutable } from './electron-official.mjs';
import { resolveElectron } from './electron.mjs';

/** @type {string} */
let dist;

beforeEach(() => {
  dist = mkdtempSync(join(tmpdir(), 'trolley-electron-'));
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', dist);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dist, { recursive: true });
});

it('prefers the directory the developer names, and says so', async () => {
  const executable = join(dist, platformExecutable());
  mkdirSync(dirname(executable), { recursive: true });
  writeFileSync(executable, '');
  writeFileSync(join(dist, 'version'), '99.1.2\n');
  const log = vi.fn();
  await expect(resolveElectron({ log })).resolves.toEqual({
    executable,
    dist,
    version: '99.1.2',
    kind: 'override',
  });
  expect(log).toHaveBeenCalledWith(expect.stringContaining('ELECTRON_OVERRIDE_DIST_PATH'));
});

it('does not silently fall back when that directory holds no Electron', async () => {
  await expect(resolveElectron()).rejects.toThrow(/ELECTRON_OVERRIDE_DIST_PATH is .* correct or unset/);
});
