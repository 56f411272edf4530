import { fileURLToPath } from 'node:url';

/** A place in the repository. Right from `bench/lib` as from `dist/bench` and `dist/shared`, which are as deep. */
const place = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const places = {
  /** The servers that Trolley is compared with, and their packages. */
  peers: place('bench/peers/'),
  yWebsocket: fileURLToPath(new URL('../peers/y-websocket.mjs', import.meta.url)),
  hocuspocus: fileURLToPath(new URL('../peers/hocuspocus.mjs', import.meta.url)),
  forward: fileURLToPath(new URL('../peers/forward.mjs', import.meta.url)),
  docs: place('docs/'),
  /** The built `trolley` command, as it is shipped. */
  command: place('dist/cli/main.js'),
  /** The program that puts a server under load. */
  load: place('dist/bench/load.js'),
} as const;
