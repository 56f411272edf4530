import type { MenuItemConstructorOptions } from 'electron';
import { beforeAll, expect, test, vi } from 'vitest';
import { menuCommands } from '../../protocol/ipc.ts';
import { setMenu, type MenuActions } from './menu.ts';

const built: MenuItemConstructorOptions[] = [];
vi.mock('electron', () => ({
  app: { getLocale: () => 'en-US', isPackaged: true },
  Menu: {
    buildFromTemplate: (template: MenuItemConstructorOptions[]) => built.push(...template),
    setApplicationMenu: () => undefined,
  },
}));

const asked: string[] = [];
const actions: MenuActions = {
  newWindow: () => undefined,
  // The window may be of another kind, so this goes another way.
  closeTab: () => asked.push('close-tab'),
  openAdmin: () => undefined,
  showLogs: () => undefined,
  send: (command) => asked.push(command),
  setOffline: () => undefined,
  isOffline: () => false,
  setTheme: () => undefined,
  theme: () => 'system',
};

const itemsBelow = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? itemsBelow(item.submenu) : [])]);

beforeAll(() => void setMenu(actions));

test('whatever a page can be asked for is in the menu, once', () => {
  for (const { click } of itemsBelow(built)) {
    (click as ((item: { checked: boolean }) => void) | undefined)?.({ checked: false });
  }
  expect(asked.toSorted()).toEqual(menuCommands.toSorted());
});

test('no two items have the same keys', () => {
  const keys = itemsBelow(built).flatMap(({ accelerator }) => (accelerator ? [accelerator] : []));
  expect(new Set(keys).size).toBe(keys.length);
});

test('every item has a text, or one from the system', () => {
  for (const { label, role, type } of itemsBelow(built)) expect(label ?? role ?? type).toBeTruthy();
});
