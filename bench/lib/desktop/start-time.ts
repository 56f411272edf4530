import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { median } from '../report/statistics.ts';
import { chromiumSwitches } from './desktop-runtime.ts';
import { desktopArgs, type DesktopOptions } from './open-desktop.ts';

/** Milliseconds from starting the process to a page that can be worked with, in each round. */
export interface StartTimes {
  readonly bare: readonly number[];
  readonly trolley: readonly number[];
}

/** The two in turn, after one of each that does not count: disk caches are warm for both. */
export async function measureStarts(
  executable: string,
  options: DesktopOptions,
  dir: string,
  rounds: number,
): Promise<StartTimes> {
  const bareApp = writeBareApp(join(dir, 'bare'));
  const times = { bare: [] as number[], trolley: [] as number[] };
  for (let round = -1; round < rounds; round += 1) {
    const bare = await timeToReady(executable, [
      `--user-data-dir=${join(dir, 'bare-profile')}`,
      ...chromiumSwitches,
      bareApp,
    ]);
    const trolley = await timeToReady(executable, desktopArgs(options));
    if (round < 0) continue;
    times.bare.push(bare);
    times.trolley.push(trolley);
  }
  return times;
}

export const startRatio = ({ bare, trolley }: StartTimes): number => median(trolley) / median(bare);

async function timeToReady(executable: string, args: readonly string[]): Promise<number> {
  const begin = performance.now();
  const child = spawn(executable, [...args], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(child, 'exit');
  const time = await new Promise<number>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('{"event":"ready"')) resolve(performance.now() - begin);
    });
    void ended.then(() => reject(new Error('a window that ended before it was ready')));
  });
  child.kill('SIGTERM');
  await ended;
  return time;
}

/**
 * The least that an Electron app with one window is: the window options of ours, one line of HTML, and a preload that
 * passes on that the page is there. It says so as ours does: in the first task after the page has put itself up.
 */
function writeBareApp(dir: string): string {
  const files = {
    'package.json': JSON.stringify({ name: 'bare', version: '1.0.0', main: 'main.cjs' }),
    'main.cjs': `
      const { app, BrowserWindow, ipcMain } = require('electron');
      ipcMain.handle('ready', () => void console.log('{"event":"ready"}'));
      void app.whenReady().then(() => {
        const window = new BrowserWindow({
          width: 960, height: 760, show: false,
          webPreferences: { preload: __dirname + '/preload.cjs', sandbox: true, contextIsolation: true },
        });
        window.once('ready-to-show', () => window.show());
        void window.loadFile('index.html');
      });`,
    'preload.cjs': `
      const { contextBridge, ipcRenderer } = require('electron');
      contextBridge.exposeInMainWorld('bare', { ready: () => ipcRenderer.invoke('ready') });`,
    'index.html':
      '<!doctype html><meta charset="utf-8"><input autofocus><script>setTimeout(() => bare.ready())</script>',
  };
  mkdirSync(dir, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return dir;
}
