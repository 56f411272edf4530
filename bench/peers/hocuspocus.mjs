// @ts-check
/** `@hocuspocus/server` without extensions, so in memory only; prints where it listens. */

/**
 * What is used of the package. It is installed only when a benchmark runs, so types cannot be read from it.
 *
 * @typedef {{ listen(): Promise<unknown>, readonly address: { readonly port: number } }} Server
 * @typedef {{ Server: new (configuration: object) => Server }} Hocuspocus
 */
const peer = '@hocuspocus/server';
/** @type {unknown} */
const installed = await import(peer);
const hocuspocus = /** @type {Hocuspocus} */ (installed);

const server = new hocuspocus.Server({ port: 0, address: '127.0.0.1', quiet: true });
await server.listen();
const ws = `ws://127.0.0.1:${server.address.port}`;
console.log(JSON.stringify({ event: 'listening', ws, pid: process.pid }));
