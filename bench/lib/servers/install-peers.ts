import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { places } from '../places.ts';

interface Manifest {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Installs the servers that Trolley is compared with, unless exactly these versions are there. */
export function installPeers(): void {
  const { dependencies = {} } = readManifest('package.json') ?? {};
  const isInstalled = Object.entries(dependencies).every(
    ([name, version]) => readManifest(`node_modules/${name}/package.json`)?.version === version,
  );
  if (isInstalled) return;
  console.error('installing the servers to compare with');
  const args = ['ci', '--no-audit', '--no-fund', '--ignore-scripts'];
  const { status } = spawnSync('npm', args, { cwd: places.peers, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error('npm could not install the servers to compare with');
}

function readManifest(path: string): Manifest | null {
  const file = join(places.peers, path);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : null;
}
