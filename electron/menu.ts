import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../protocol/ipc.ts';

export interface MenuActions {
  readonly newWindow: () => void;
  readonly openAdmin: () => void;
  /** To the window in front. */
  readonly send: (command: MenuCommand) => void;
  readonly setOffline: (offline: boolean) => void;
  readonly isOffline: () => boolean;
  /** Without one there is no access to have. */
  readonly hasRelay: boolean;
}

const OFFLINE_ITEM = 'work-offline';

/** Sets the application's menu; gives the function that brings its check marks up to date. */
export function setMenu(actions: MenuActions): () => void {
  const menu = Menu.buildFromTemplate(templateOf(actions));
  Menu.setApplicationMenu(menu);
  return () => {
    const item = menu.getMenuItemById(OFFLINE_ITEM);
    if (item) item.checked = actions.isOffline();
  };
}

function templateOf(actions: MenuActions): MenuItemConstructorOptions[] {
  const { newWindow, openAdmin, send, setOffline, isOffline, hasRelay } = actions;
  const isMac = process.platform === 'darwin';
  /** An item that the page carries out. `isPageKey`: the key is the page's too, and shown here only. */
  const command = (
    label: string,
    name: MenuCommand,
    accelerator?: string,
    isPageKey = false,
  ): MenuItemConstructorOptions => ({
    label,
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: !isPageKey }),
    click: () => send(name),
  });
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        { label: 'New Window', accelerator: 'CmdOrCtrl+N', click: newWindow },
        { role: 'close' },
        ...(isMac ? [] : [{ type: 'separator' } as const, { role: 'quit' } as const]),
      ],
    },
    {
      label: '&Edit',
      submenu: [
        command('Undo', 'undo', 'CmdOrCtrl+Z', true),
        command('Redo', 'redo', 'CmdOrCtrl+Shift+Z', true),
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: '&Cart',
      submenu: [
        command('Add…', 'focus-add', 'CmdOrCtrl+L'),
        command('Rename…', 'rename-cart'),
        command('Empty the Cart…', 'clear-cart'),
        { type: 'separator' },
        {
          id: OFFLINE_ITEM,
          label: 'Work Offline',
          type: 'checkbox',
          checked: isOffline(),
          click: ({ checked }) => setOffline(checked),
        },
        ...(hasRelay ? [command('Access…', 'show-access')] : []),
      ],
    },
    {
      label: '&View',
      submenu: [
        command('History', 'show-history', 'CmdOrCtrl+H'),
        { label: 'Admin', accelerator: 'CmdOrCtrl+Shift+A', click: openAdmin },
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
      ],
    },
    { role: 'windowMenu' },
    { role: 'help', submenu: [{ label: 'About Trolley', click: () => app.showAboutPanel() }] },
  ];
}
