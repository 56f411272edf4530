import { dialog } from 'electron';
import type { CartWindow } from './cart-window.ts';
import { words } from '../messages/words.ts';

/** After a page has died: asks whether to read it anew, with the carts that it had open. */
export async function offerReload({ browserWindow }: CartWindow): Promise<void> {
  const { crashed } = words();
  const { response } = await dialog.showMessageBox(browserWindow, {
    type: 'error',
    message: crashed.message,
    detail: crashed.detail,
    buttons: [crashed.reload, crashed.close],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  if (browserWindow.isDestroyed()) return;
  if (response === 0) browserWindow.webContents.reload();
  else browserWindow.destroy();
}
