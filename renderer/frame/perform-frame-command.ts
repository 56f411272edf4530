import type { MenuCommand } from '../../protocol/ipc.ts';
import type { HomeDesk } from '../home/home-desk.svelte.ts';
import type { OpenCarts } from './open-carts.svelte.ts';

type Deed = (carts: OpenCarts, home: HomeDesk) => void;

/** Without a cart in front, undo can only be meant for the text that is being typed. */
const editText =
  (command: 'undo' | 'redo'): Deed =>
  ({ bridge, shown }) => {
    if (shown === 'carts') void bridge.editText(command);
  };

const frameCommands = [
  'show-carts',
  'new-cart',
  'join-cart',
  'close-tab',
  'reopen-tab',
  'next-tab',
  'previous-tab',
  'duplicate-cart',
  'share-cart',
  'show-preferences',
  'show-keys',
  'show-about',
] as const satisfies readonly MenuCommand[];
/** What is asked of the window itself, whatever it shows; the rest is for the cart in front. */
export type FrameCommand = (typeof frameCommands)[number];

export const isFrameCommand = (command: MenuCommand): command is FrameCommand =>
  (frameCommands as readonly MenuCommand[]).includes(command);

const deeds: Readonly<Record<FrameCommand | 'undo' | 'redo', Deed>> = {
  undo: editText('undo'),
  redo: editText('redo'),
  'show-carts': (carts) => carts.show('carts'),
  'next-tab': (carts) => carts.showBeside(1),
  'previous-tab': (carts) => carts.showBeside(-1),
  'reopen-tab': (carts) => carts.reopenClosed(),
  'close-tab': closeTab,
  'new-cart': (_carts, home) => home.startNew(),
  'join-cart': (_carts, home) => home.startJoin(),
  'share-cart': ({ shown }, home) => {
    if (shown !== 'carts') home.share(shown);
  },
  'duplicate-cart': ({ shown }, home) => {
    if (shown !== 'carts') void home.duplicateOpen(shown);
  },
  'show-preferences': (_carts, home) => (home.dialog = { kind: 'preferences' }),
  'show-keys': (_carts, home) => home.toggleKeys(),
  'show-about': (_carts, home) => (home.dialog = { kind: 'about' }),
};

/** Carries out what the menu or a key asks of the window; what it asks of the cart in front is the cart's. */
export function performFrameCommand(command: MenuCommand, carts: OpenCarts, home: HomeDesk): void {
  if (command === 'undo' || command === 'redo' || isFrameCommand(command)) deeds[command](carts, home);
}

/** With the last tab goes the window, which asks for itself whether it may. */
function closeTab(carts: OpenCarts): void {
  const { shown, tabs, bridge } = carts;
  if (shown === 'carts' || tabs.length === 1) void bridge.closeWindow();
  else void carts.close(shown);
}
