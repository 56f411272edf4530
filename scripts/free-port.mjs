/** Which port the relay takes. */
import { createServer } from 'node:net';

const DEFAULT_PORT = 4444;

/**
 * @param {{ wanted: number | undefined, log: import('./progress.mjs').Log }} options
 * @returns {Promise<number>} 0 lets the relay pick one
 * @throws {Error} when the wanted one is taken: whoever names a port relies on it
 */
export async function choosePort({ wanted, log }) {
  if (await isPortFree(wanted ?? DEFAULT_PORT)) return wanted ?? DEFAULT_PORT;
  if (wanted !== undefined) throw new Error(`Port ${wanted} is taken: choose another with --port.`);
  log(`port ${DEFAULT_PORT} is taken: the relay picks a free one`);
  return 0;
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function isPortFree(port) {
  return new Promise((settle) => {
    const probe = createServer();
    probe.once('error', () => settle(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => settle(true)));
  });
}
