import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { isClean, killRelay } from './kill-harness.ts';
import { temporaryDirectory } from './testing/temporary-directory.ts';

test('a relay killed again and again under load has everything it ever reported durable', async () => {
  const report = await killRelay({
    command: fileURLToPath(new URL('../dist/cli/main.js', import.meta.url)),
    dataDir: await temporaryDirectory(),
    kills: 10,
    random: Math.random,
    randomBytes,
  });
  expect(report).toMatchObject({ kills: 10, lost: 0, changed: 0, doubled: 0, invented: 0 });
  expect(isClean(report)).toBe(true);
  expect(report.acked).toBeGreaterThan(100);
}, 120_000);
