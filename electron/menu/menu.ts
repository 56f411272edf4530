import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../../protocol/ipc.ts';
import type { Settings } from '../../protocol/settings.ts';
import { words } from '../messages/words.ts';

export interface MenuActions {
  readonly newWindow: () => void;
  /** The tab in front, or a window of another kind. */
  readonly closeTab: () => void;
  readonly openAdmin: () => void;
  /** In the system's own view of folders. */
  readonly showLogs: () => void;
  /** To the window in front. */
  readonly send: (command: MenuCommand) => void;
  readonly setOffline: (offline: boolean) => void;
  readonly isOffline: () => boolean;
  readonly setTheme: (theme: Settings['theme']) => void;
  readonly theme: () => Settings['theme'];
}

const OFFLINE_ITEM = 'work-offline';
const themes = ['system', 'light', 'dark'] as const satisfies readonly Settings['theme'][];

/** Sets the application's menu; gives the function that brings its check marks up to date. */
export function setMenu(actions: MenuActions): () => void {
  const menu = Menu.buildFromTemplate(templateOf(actions));
  Menu.setApplicationMenu(menu);
  return () => {
    const item = menu.getMenuItemById(OFFLINE_ITEM);
    if (item) item.checked = actions.isOffline();
    const theme = menu.getMenuItemById(`theme-${actions.theme()}`);
    if (theme) theme.checked = true;
  };
}

function templateOf(actions: MenuActions): MenuItemConstructorOptions[] {
  const { menu } = words();
  const isMac = process.platform === 'darwin';
  const { command, pageKey } = itemsFor(actions.send);
  const separator = { type: 'separator' } as const;
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: menu.file,
      submenu: [
        { label: menu.newWindow, accelerator: 'CmdOrCtrl+N', click: actions.newWindow },
        command(menu.newCart, 'new-cart', 'CmdOrCtrl+Shift+N'),
        command(menu.joinCart, 'join-cart', 'CmdOrCtrl+J'),
        command(menu.carts, 'show-carts', 'CmdOrCtrl+T'),
        command(menu.reopenTab, 'reopen-tab', 'CmdOrCtrl+Shift+T'),
        separator,
        command(menu.addFromFile, 'import-file', 'CmdOrCtrl+O'),
        command(menu.pasteList, 'paste-list', 'CmdOrCtrl+Shift+L'),
        command(menu.exportCsv, 'export-csv'),
        command(menu.exportJson, 'export-json'),
        separator,
        command(menu.savePdf, 'save-pdf'),
        command(menu.print, 'print', 'CmdOrCtrl+P'),
        separator,
        { label: menu.closeTab, accelerator: 'CmdOrCtrl+W', click: actions.closeTab },
        { role: 'close', label: menu.closeWindow, accelerator: 'CmdOrCtrl+Shift+W' },
        ...(isMac ? [] : [separator, { role: 'quit' } as const]),
      ],
    },
    {
      label: menu.edit,
      submenu: [
        pageKey(menu.undo, 'undo', 'CmdOrCtrl+Z'),
        pageKey(menu.redo, 'redo', 'CmdOrCtrl+Shift+Z'),
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        separator,
        command(menu.preferences, 'show-preferences', 'CmdOrCtrl+,'),
      ],
    },
    {
      label: menu.cart,
      submenu: [
        command(menu.add, 'focus-add', 'CmdOrCtrl+L'),
        command(menu.rename, 'rename-cart'),
        command(menu.duplicate, 'duplicate-cart'),
        command(menu.share, 'share-cart'),
        command(menu.empty, 'clear-cart'),
        separator,
        command(menu.catalogue, 'show-catalogue'),
        command(menu.checkPrices, 'check-prices'),
        separator,
        {
          id: OFFLINE_ITEM,
          label: menu.workOffline,
          type: 'checkbox',
          checked: actions.isOffline(),
          click: ({ checked }) => actions.setOffline(checked),
        },
        command(menu.access, 'show-access'),
      ],
    },
    {
      label: menu.view,
      submenu: [
        command(menu.history, 'show-history', 'CmdOrCtrl+H'),
        { label: menu.admin, accelerator: 'CmdOrCtrl+Shift+A', click: actions.openAdmin },
        separator,
        { label: menu.theme, submenu: themeItems(actions) },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
      ],
    },
    {
      label: menu.window,
      role: 'window',
      submenu: [
        pageKey(menu.nextTab, 'next-tab', 'Ctrl+Tab'),
        pageKey(menu.previousTab, 'previous-tab', 'Ctrl+Shift+Tab'),
        separator,
        { role: 'minimize' },
        ...(isMac ? [{ role: 'zoom' } as const, separator, { role: 'front' } as const] : []),
      ],
    },
    {
      label: menu.help,
      role: 'help',
      submenu: [
        command(menu.keys, 'show-keys'),
        { label: menu.showLogs, click: actions.showLogs },
        command(menu.about, 'show-about'),
      ],
    },
  ];
}

/** Makers of items that the page carries out: `pageKey` shows a key that is the page's own. */
function itemsFor(send: MenuActions['send']) {
  const command = (label: string, name: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    ...{ label, click: () => send(name) },
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const pageKey = (label: string, name: MenuCommand, accelerator: string): MenuItemConstructorOptions => ({
    ...command(label, name, accelerator),
    registerAccelerator: false,
  });
  return { command, pageKey };
}

const themeItems = ({ theme, setTheme }: MenuActions): MenuItemConstructorOptions[] =>
  themes.map((name) => ({
    id: `theme-${name}`,
    label: words().menu.themes[name],
    type: 'radio',
    checked: theme() === name,
    click: () => setTheme(name),
  }));
