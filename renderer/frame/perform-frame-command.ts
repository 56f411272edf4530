import type { MenuCommand } from '../../protocol/ipc.ts';
import type { HomeDesk } from '../home/home-desk.svelte.ts';
import type { OpenCarts } from './open-carts.svelte.ts';

type Deed = (carts: OpenCarts, home: HomeDesk) => void;

const deeds = {
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
} satisfies Partial<Record<MenuCommand, Deed>>;

/** What is asked of the window itself, whatever it shows; the rest is for the cart in front. */
export type FrameCommand = keyof typeof deeds;

export const isFrameCommand = (command: MenuCommand): command is FrameCommand => command in deeds;

/** Carries out what the menu or a key asks of the window; what it asks of the cart in front is the cart's. */
export function performFrameCommand(command: MenuCommand, carts: OpenCarts, home: HomeDesk): void {
  if (isFrameCommand(command)) deeds[command](carts, home);
  // Without a cart in front, undo can only be meant for the text that is being typed.
  else if ((command === 'undo' || command === 'redo') && carts.shown === 'carts')
    void carts.bridge.editText(command);
}

/** With the last tab goes the window, which asks for itself whether it may. */
function closeTab(carts: OpenCarts): void {
  const { shown, tabs, bridge } = carts;
  if (shown === 'carts' || tabs.length === 1) void bridge.closeWindow();
  else void carts.close(shown);
}
