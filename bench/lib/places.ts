import { fileURLToPath } from 'node:url';

/** A place in the repository. Right from `bench/lib` as from `dist/bench` and `dist/shared`, which are as deep. */
const place = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const places = {
  /** The servers that Trolley is compared with, and their packages. */
  peers: place('bench/peers/'),
  yWebsocket: place('bench/peers/y-websocket.mjs'),
  hocuspocus: place('bench/peers/hocuspocus.mjs'),
  forward: place('bench/peers/forward.mjs'),
  docs: place('docs/'),
  /** What Electron is started with to get the desktop. */
  root: place(''),
  scripts: place('scripts/'),
  /** The built `trolley` command, as it is shipped. */
  command: place('dist/cli/main.js'),
  /** The program that puts a server under load. */
  load: place('dist/bench/load.js'),
} as const;
