import { defineConfig } from '@playwright/test';

/** End to end: the built desktop and a real relay. One after the other, since each test opens several windows. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results/e2e',
  preserveOutput: 'failures-only',
  reporter: 'list',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
});
