import { dialog, type BrowserWindow } from 'electron';
import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { reasonOf } from '../../cart/result.ts';
import type { ExportOutcome } from '../../protocol/ipc.ts';

/** Something that is to become a file. */
export interface FileToSave {
  /** Of the dialog. */
  readonly title: string;
  /** Until the user says otherwise. */
  readonly name: string;
  /** Made when the place is known. */
  readonly content: () => Promise<string | Uint8Array>;
}

/** Asks where to, and writes the file there; the page never learns the place, nor chooses it. */
export async function saveFile(
  window: BrowserWindow,
  { title, name, content }: FileToSave,
): Promise<ExportOutcome> {
  const extension = extname(name).slice(1);
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    ...{ title, defaultPath: name },
    ...(extension !== '' && { filters: [{ name: extension.toUpperCase(), extensions: [extension] }] }),
  });
  if (canceled || filePath === '') return { status: 'cancelled' };
  try {
    await writeFile(filePath, await content(), { mode: 0o600, flush: true });
    return { status: 'saved' };
  } catch (error) {
    return { status: 'failed', reason: reasonOf(error) };
  }
}
