import type { MenuCommand } from '../../protocol/ipc.ts';
import type { CartFiles } from '../files/cart-files.svelte.ts';
import { isFrameCommand, type FrameCommand } from '../frame/perform-frame-command.ts';
import type { PriceDesk } from '../prices/price-desk.svelte.ts';
import type { CartDesk } from './cart-desk.svelte.ts';

/** What a command may turn to in a cart's window. */
interface CartPlace {
  readonly desk: CartDesk;
  readonly files: CartFiles;
  readonly prices: PriceDesk;
  readonly focusAdd: () => void;
  readonly editTitle: () => void;
}

const deeds: Readonly<Record<Exclude<MenuCommand, FrameCommand>, (place: CartPlace) => void>> = {
  undo: ({ desk }) => desk.undo(),
  redo: ({ desk }) => desk.redo(),
  'focus-add': ({ desk, focusAdd }) => {
    desk.panel = null;
    focusAdd();
  },
  'rename-cart': ({ editTitle }) => editTitle(),
  'clear-cart': ({ desk }) => desk.clear(),
  'show-history': ({ desk }) => desk.togglePanel('history'),
  'show-access': ({ desk }) => {
    if (desk.session.relayUrl !== null) desk.panel = 'access';
  },
  'import-file': ({ files }) => files.list.open('file'),
  'paste-list': ({ files }) => files.list.open('text'),
  'export-csv': ({ files }) => void files.exportCsv(),
  'export-json': ({ files }) => void files.exportJson(),
  print: ({ files }) => void files.print(),
  'save-pdf': ({ files }) => void files.savePdf(),
  'check-prices': ({ prices }) => prices.check(),
  'show-catalogue': ({ prices }) => (prices.dialog = { kind: 'catalogue' }),
};

/** Carries out what the menu or a key asks of the cart in front; what it asks of the window is the frame's. */
export function performCartCommand(command: MenuCommand, place: CartPlace): void {
  if (!isFrameCommand(command)) deeds[command](place);
}
