// @ts-check
/**
 * `@hocuspocus/server`; prints where it listens. Without extensions, so in memory only, or with a folder as its
 * argument: then with its database extension as documented, each document a file there, stored when its default
 * debounce says so.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What is used of the package. It is installed only when a benchmark runs, so types cannot be read from it.
 *
 * @typedef {{ listen(): Promise<unknown>, readonly address: { readonly port: number } }} Server
 * @typedef {{ Server: new (configuration: object) => Server }} Hocuspocus
 * @typedef {{ fetch(data: { documentName: string }): Promise<Uint8Array | null>,
 *   store(data: { documentName: string, state: Uint8Array }): Promise<void> }} Storage
 * @typedef {{ Database: new (storage: Storage) => object }} DatabaseExtension
 */
const peer = '@hocuspocus/server';
/** @type {unknown} */
const installed = await import(peer);
const hocuspocus = /** @type {Hocuspocus} */ (installed);

const [dataDir] = process.argv.slice(2);
const extensions = dataDir === undefined ? [] : [await database(dataDir)];
const server = new hocuspocus.Server({ port: 0, address: '127.0.0.1', quiet: true, extensions });
await server.listen();
const ws = `ws://127.0.0.1:${server.address.port}`;
console.log(JSON.stringify({ event: 'listening', ws, pid: process.pid }));

/** @param {string} directory */
async function database(directory) {
  const extension = '@hocuspocus/extension-database';
  /** @type {unknown} */
  const module = await import(extension);
  const { Database } = /** @type {DatabaseExtension} */ (module);
  return new Database({
    fetch: ({ documentName }) => readFile(join(directory, documentName)).catch(() => null),
    store: ({ documentName, state }) => writeFile(join(directory, documentName), state),
  });
}
