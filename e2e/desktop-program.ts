import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { holdBack } from './hold-back.ts';

/** What the desktops of a run are: the built sources in an Electron, or the copy of a package made for tests. */
export interface DesktopProgram {
  readonly executable: string;
  /** What comes before the desktop's own switches. */
  readonly args: readonly string[];
}

const ROOT = join(import.meta.dirname, '..');

/** The program in `release/test-copy`, where the suite runs against a package: `npm test -- --packaged`. */
const packaged = process.env['TROLLEY_PACKAGE'] ?? '';

export function desktopProgram(): DesktopProgram {
  if (packaged !== '') return { executable: packaged, args: [] };
  const executable = process.env['TROLLEY_ELECTRON'];
  if (!executable) {
    throw new Error('TROLLEY_ELECTRON is not set: TROLLEY_ELECTRON=$(node scripts/electron.mjs)');
  }
  return { executable, args: [ROOT] };
}

/** How Playwright starts it. */
export interface Launch {
  readonly options: { readonly executablePath?: string };
  readonly args: readonly string[];
  /** To be waited for together with Playwright's own start, which needs it. */
  readonly held: Promise<void>;
}

/**
 * Without `executablePath` Playwright holds the app back until it is connected, so that neither the first window nor
 * the first line slips through; it takes the executable from where the `electron` package says, which this tells it.
 * A package is held back by us.
 */
export async function prepareLaunch(): Promise<Launch> {
  const { executable, args } = desktopProgram();
  if (packaged === '') {
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] = dirname(executable);
    return { options: {}, args, held: Promise.resolve() };
  }
  const port = await freePort();
  return {
    options: { executablePath: executable },
    args: [`--inspect-brk=${port}`],
    held: holdBack(port),
  };
}

/** One that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
