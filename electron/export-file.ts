import { dialog, type BrowserWindow } from 'electron';
import { writeFile } from 'node:fs/promises';
import type { CartId } from '../cart/ids.ts';
import type { ExportOutcome } from '../protocol/ipc.ts';

/** Asks where to, and writes the file there; the page never learns the place, nor chooses it. */
export async function exportFile(
  window: BrowserWindow,
  cartId: CartId,
  text: string,
): Promise<ExportOutcome> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: 'Save unsent changes',
    defaultPath: `${cartId}-unsent-changes.json`,
    filters: [{ name: 'JSON', extensions: ['json'] }],
  });
  if (canceled || filePath === '') return { status: 'cancelled' };
  try {
    await writeFile(filePath, text, { mode: 0o600, flush: true });
    return { status: 'saved' };
  } catch (error) {
    return { status: 'failed', reason: (error as Error).message };
  }
}
