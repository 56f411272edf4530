import { defineConfig } from '@playwright/test';

/** What `npm test` opens: a display for each test that runs at a time, since the windows of one compete for the focus. */
const displays = process.env['TROLLEY_DISPLAYS']?.split(' ') ?? [];

/** End to end: the built desktop and a real relay. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results/e2e',
  preserveOutput: 'failures-only',
  reporter: 'list',
  workers: Math.max(1, displays.length),
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
});
