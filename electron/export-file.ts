import { dialog, type BrowserWindow } from 'electron';
import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { reasonOf } from '../cart/result.ts';
import type { ExportOutcome } from '../protocol/ipc.ts';

/** A text that is to become a file. */
export interface FileToSave {
  /** Of the dialog. */
  readonly title: string;
  /** Until the user says otherwise. */
  readonly name: string;
  readonly text: string;
}

/** Asks where to, and writes the file there; the page never learns the place, nor chooses it. */
export async function exportFile(
  window: BrowserWindow,
  { title, name, text }: FileToSave,
): Promise<ExportOutcome> {
  const extension = extname(name).slice(1);
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    ...{ title, defaultPath: name },
    ...(extension !== '' && { filters: [{ name: extension.toUpperCase(), extensions: [extension] }] }),
  });
  if (canceled || filePath === '') return { status: 'cancelled' };
  try {
    await writeFile(filePath, text, { mode: 0o600, flush: true });
    return { status: 'saved' };
  } catch (error) {
    return { status: 'failed', reason: reasonOf(error) };
  }
}
