import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CartId } from '../../../cart/ids.ts';
import { spawnRelay } from '../../../relay/testing/spawn-relay.ts';
import { places } from '../places.ts';
import type { Scale } from '../workloads/workload.ts';
import { bareArgs } from './bare-app.ts';
import type { DesktopReport } from './desktop-report.ts';
import { desktopRuntime } from './desktop-runtime.ts';
import { measureDrain } from './drain.ts';
import { fillCart } from './fill-cart.ts';
import { measureBareKeys, measureKeys, type KeyTimes } from './key-to-paint.ts';
import { launchUnpaced, openDesktop } from './open-desktop.ts';
import { measureStarts } from './start-time.ts';
import { windowMemory, type WindowMemory } from './window-memory.ts';

const sizes = [10, 500, 5_000] as const;
const amounts = {
  full: { starts: 15, presses: 60, edits: 2_000 },
  quick: { starts: 1, presses: 5, edits: 100 },
} as const;
/** Rows of the cart in which the edits are made, and of that which a start opens. */
const DRAIN_ROWS = 500;
const START_ROWS = 10;

/** Measures the built desktop in a real Electron. */
export async function runDesktop(scale: Scale, log: (line: string) => void): Promise<DesktopReport> {
  const { starts, presses, edits } = amounts[scale];
  const dir = mkdtempSync(join(tmpdir(), 'trolley-bench-'));
  const runtime = await desktopRuntime(log);
  const dataDir = join(dir, 'relay');
  for (const rows of sizes) await fillCart(dataDir, cartOf(rows), rows);
  await fillCart(dataDir, 'drain' as CartId, DRAIN_ROWS);
  await fillCart(dataDir, 'start' as CartId, START_ROWS);
  const relay = await spawnRelay({ command: places.command, dataDir });
  const desktop = (profile: string, cart: string) => ({
    ...{ profile, cart, profileDir: join(dir, profile), relay: relay.ws },
  });
  try {
    const begin = { load: loadavg()[0] ?? 0 };
    const bareKeys = await measureBare(join(dir, 'bare'), presses);
    const keys: (KeyTimes & { rows: number })[] = [];
    const memory: (WindowMemory & { rows: number })[] = [];
    for (const rows of sizes) {
      const open = await openDesktop(desktop('Ana', cartOf(rows)));
      await open.page.getByText('Everyone has everything').waitFor();
      memory.push({ rows, ...(await windowMemory(open.app)) });
      keys.push({ rows, ...(await measureKeys(open.page, rows, presses)) });
      await open.close();
      log(`keys at ${rows} rows`);
    }
    const ana = await openDesktop(desktop('Ana', 'drain'));
    const ben = await openDesktop(desktop('Ben', 'drain'));
    for (const { page } of [ana, ben]) await page.getByText('Everyone has everything').waitFor();
    const drain = await measureDrain(ana, ben, DRAIN_ROWS, edits);
    for (const one of [ana, ben]) await one.close();
    log(`${edits} offline edits`);
    const startTimes = await measureStarts(runtime.executable, desktop('Cara', 'start'), dir, starts);
    log('starts');
    return {
      electron: runtime.version,
      load: [begin.load, loadavg()[0] ?? 0],
      ...{ starts: startTimes, bareKeys, keys, memory, drain },
    };
  } finally {
    await relay.end('SIGTERM');
    await runtime.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function measureBare(dir: string, presses: number): Promise<KeyTimes> {
  const app = await launchUnpaced(bareArgs(dir));
  const keys = await measureBareKeys(await app.firstWindow(), presses);
  await app.close();
  return keys;
}

const cartOf = (rows: number): CartId => `rows-${rows}` as CartId;
