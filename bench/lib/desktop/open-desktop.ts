import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { places } from '../places.ts';
import { chromiumSwitches } from './desktop-runtime.ts';

export interface OpenDesktop {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Says lines to the command port, and waits until each has been answered: until what it changes is on the disk. */
  say(lines: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export interface DesktopOptions {
  readonly profileDir: string;
  readonly profile: string;
  readonly cart: string;
  /** `null` for none. */
  readonly relay: string | null;
}

/** The desktop's own switches. */
export const desktopArgs = ({ profileDir, profile, cart, relay }: DesktopOptions): readonly string[] => [
  `--user-data-dir=${profileDir}`,
  ...chromiumSwitches,
  places.root,
  ...['--profile', profile, '--cart', cart, '--command-port', '0'],
  ...(relay === null ? [] : ['--relay', relay]),
];

/**
 * Starts an Electron whose frames are drawn as soon as they are asked for, not with the next refresh of a screen: the
 * wait for that, up to 17 ms at 60 Hz, is the same for every program and would hide everything else.
 */
export const launchUnpaced = (args: readonly string[]): Promise<ElectronApplication> =>
  _electron.launch({
    args: ['--disable-gpu-vsync', '--disable-frame-rate-limit', ...args],
    chromiumSandbox: process.getuid?.() !== 0,
  });

/** Starts the built desktop and waits until its cart is there. */
export async function openDesktop(options: DesktopOptions): Promise<OpenDesktop> {
  const app = await launchUnpaced(desktopArgs(options));
  const port = await commandPortOf(app);
  const page = await app.firstWindow();
  await page.locator('.status').waitFor();
  return {
    ...{ app, page },
    say: (lines) => sayLines(port, lines),
    close: () => app.close(),
  };
}

function commandPortOf(app: ElectronApplication): Promise<number> {
  const { stdout } = app.process();
  if (!stdout) throw new Error('a desktop without standard output');
  return new Promise((resolve, reject) => {
    createInterface(stdout).on('line', (line) => {
      if (!line.startsWith('{"event":')) return;
      const { event, commandPort } = JSON.parse(line) as { event: string; commandPort: number };
      if (event === 'ready') resolve(commandPort);
      else reject(new Error(`the desktop says ${event}`));
    });
    app.once('close', () => reject(new Error('the desktop ended at its start')));
  });
}

function sayLines(port: number, lines: readonly string[]): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  let left = lines.length;
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    createInterface(socket).on('line', (reply) => {
      if (reply.includes('"error"')) reject(new Error(reply));
      left -= 1;
      if (left > 0) return;
      socket.destroy();
      resolve();
    });
    socket.write(`${lines.join('\n')}\n`);
  });
}
