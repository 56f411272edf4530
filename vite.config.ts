import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { staticIcons } from './scripts/static-icons.mjs';

/**
 * The renderer's pages, served by the desktop as `app://trolley/…`.
 *
 * Everything is a file of its own: the content security policy forbids anything inline, data URLs included.
 */
export default defineConfig({
  root: 'renderer',
  base: '/',
  plugins: [staticIcons(), svelte()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: true,
    rolldownOptions: {
      // Paths are from `root`.
      input: ['renderer/index.html', 'renderer/admin.html'],
      checks: { bundlerTimings: false },
    },
  },
});
