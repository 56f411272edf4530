import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumSwitches } from './desktop-runtime.ts';

/**
 * The least that an Electron app with one window is: the window options of ours, one field and one number, and a
 * preload that passes on that the page is there. It says so as ours does: in the first task after the page has put
 * itself up. `+` adds one to the number; Enter adds a line and shows it.
 */
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
  'index.html': `<!doctype html><meta charset="utf-8"><input autofocus><output id="number">0</output><div id="lines"></div>
    <script>
      addEventListener('keydown', ({ key }) => {
        if (key === '+') number.textContent = Number(number.textContent) + 1;
        if (key !== 'Enter') return;
        lines.append(Object.assign(document.createElement('p'), { textContent: 'One more line' }));
        lines.lastChild.scrollIntoView({ block: 'nearest' });
      });
      setTimeout(() => bare.ready());
    </script>`,
};

/** Writes the app into a directory; gives what Electron is to be started with. */
export function bareArgs(dir: string): readonly string[] {
  mkdirSync(dir, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return [`--user-data-dir=${join(dir, 'profile')}`, ...chromiumSwitches, dir];
}
