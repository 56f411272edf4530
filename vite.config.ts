import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';
import { staticIcons } from './scripts/static-icons.mjs';

/** A page that is no module: see below. */
const classicScript: Plugin = {
  name: 'classic-script',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => html.replace(' type="module" crossorigin', ' defer'),
  },
};

/**
 * One of the renderer's pages, served by the desktop as `app://trolley/…`; `scripts/build.mjs` says which.
 *
 * Everything is a file of its own: the content security policy forbids anything inline, data URLs included. All of a
 * page's script is one file and no module, which Chromium reads, compiles and keeps compiled with the least delay
 * (docs/decisions/0020).
 */
export default defineConfig({
  root: 'renderer',
  base: '/',
  plugins: [staticIcons(), svelte(), classicScript],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: false,
    target: 'chrome130',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2_000,
    cssCodeSplit: false,
    sourcemap: true,
    rolldownOptions: {
      output: { format: 'iife' },
      checks: { bundlerTimings: false },
    },
  },
});
