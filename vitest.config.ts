import { defineConfig } from 'vitest/config';

/** `unit` needs nothing but memory; `integration` starts real servers and processes from `dist/`. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{cart,protocol,relay,ledger,renderer,electron,cli,scripts,bench}/**/*.test.{ts,mjs}'],
          exclude: ['**/*.integration.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['{relay,cli,ledger,electron}/**/*.integration.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
