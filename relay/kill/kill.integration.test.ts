import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { crashPoints } from '../log/crash-points.ts';
import { isClean, killRelay } from './kill-harness.ts';
import { temporaryDirectory } from '../testing/temporary-directory.ts';

const built = (path: string) => fileURLToPath(new URL(`../../dist/${path}`, import.meta.url));

test('a relay killed a hundred times under load has everything it ever reported durable', async () => {
  // Two at once, as one alone mostly waits for processes to start.
  const reports = await Promise.all(
    [0, 1].map(async () =>
      killRelay({
        command: built('cli/main.js'),
        crashingCommand: built('bench/crashing-relay.js'),
        dataDir: await temporaryDirectory(),
        kills: 50,
        random: Math.random,
        randomBytes,
      }),
    ),
  );
  for (const report of reports) {
    expect(report).toMatchObject({ kills: 50, lost: 0, changed: 0, doubled: 0, invented: 0 });
    expect(isClean(report)).toBe(true);
    expect(report.acked).toBeGreaterThan(500);
  }
  const points = new Set(reports.flatMap((report) => Object.keys(report.points)));
  expect([...points].sort()).toEqual([...crashPoints].sort());
}, 300_000);
