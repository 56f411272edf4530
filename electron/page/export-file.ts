import type { BrowserWindow } from 'electron';
import type { ExportOutcome, FileToExport } from '../../protocol/ipc.ts';
import { saveFile } from './save-file.ts';

/** Saves a text as a file, where the user says. */
export const exportFile = (
  window: BrowserWindow,
  { title, name, text }: FileToExport,
): Promise<ExportOutcome> => saveFile(window, { title, name, content: () => Promise.resolve(text) });
