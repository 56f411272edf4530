import type { BrowserWindow } from 'electron';
import type { ExportOutcome } from '../../protocol/ipc.ts';
import { words } from '../messages/words.ts';
import { saveFile } from '../page/save-file.ts';

/** In inches, as Chromium has them: 15 mm, which every printer can do. */
const MARGIN = 0.59;

/** Opens the system's dialog for printing the page; resolves when it is closed. */
export async function printPage({ webContents }: BrowserWindow): Promise<void> {
  await new Promise<void>((resolve) => {
    // Whether it was printed is between the user and the system: its dialog has said what there is to say.
    webContents.print({ printBackground: false }, () => resolve());
  });
}

/** Saves the page as it is to be printed, where the user says; `name` may lack its `.pdf`. */
export function savePdf(window: BrowserWindow, name: string): Promise<ExportOutcome> {
  return saveFile(window, {
    title: words().files.savePdf,
    name: name.endsWith('.pdf') ? name : `${name}.pdf`,
    content: () =>
      window.webContents.printToPDF({
        printBackground: false,
        // The page's own style sheet may say otherwise.
        preferCSSPageSize: true,
        pageSize: 'A4',
        margins: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
      }),
  });
}
