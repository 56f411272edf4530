import { nativeTheme, type BrowserWindowConstructorOptions } from 'electron';

/** As in `renderer/styles/tokens.css`: what shows until the page has drawn itself. */
const background = { light: '#f5f4f0', dark: '#131514' } as const;

/** What every window of ours is like: it shows itself when it is drawn, and its page is in a sandbox. */
export const windowOptions = (preload: string): BrowserWindowConstructorOptions => ({
  show: false,
  backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
  webPreferences: {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    // A page in the background goes on saving, syncing and answering.
    backgroundThrottling: false,
  },
});
