import { BrowserWindow, shell } from 'electron';
import type { AdminWindows } from '../admin/admin-windows.ts';
import { shownCart } from '../windows/cart-window.ts';
import type { CartWindows } from '../windows/cart-windows.ts';
import type { LogFile } from '../log/log-file.ts';
import { setMenu } from './menu.ts';
import type { OfflineChoice } from '../profile/offline-choice.ts';
import type { SettingsStore } from '../profile/settings-store.ts';

export interface OpenMenuOptions {
  readonly windows: CartWindows;
  readonly settings: SettingsStore;
  readonly choice: OfflineChoice;
  readonly admin: AdminWindows;
  readonly log: LogFile;
}

/** Sets the menu, with what its items do; gives the function that brings its check marks up to date. */
export function openMenu({ windows, settings, choice, admin, log }: OpenMenuOptions): () => void {
  return setMenu({
    newWindow: () => {
      const shown = windows.current?.tabs.shown ?? 'carts';
      windows.open({ open: shown === 'carts' ? [] : [shown], shown });
    },
    closeTab: () => {
      const { inFront } = windows;
      if (inFront && shownCart(inFront)) windows.tell(inFront, 'menu-command', 'close-tab');
      else BrowserWindow.getFocusedWindow()?.close();
    },
    openAdmin: () => admin.open(),
    showLogs: () => shell.showItemInFolder(log.file),
    send: (command) => {
      if (windows.inFront) windows.tell(windows.inFront, 'menu-command', command);
    },
    setOffline: (isOffline) => choice.set(isOffline),
    isOffline: () => choice.isOffline,
    setTheme: (theme) => settings.change({ theme }),
    theme: () => settings.current.theme,
  });
}
