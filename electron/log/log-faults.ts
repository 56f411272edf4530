import { app, dialog } from 'electron';
import { inspect } from 'node:util';
import type { LogFile } from './log-file.ts';

/** In the words of the user's language. */
export interface FatalWords {
  readonly message: string;
  readonly detail: string;
}

/** What is running here, for whoever reads the log. */
export function versionsText(): string {
  const { electron, chrome } = process.versions;
  return `Trolley ${app.getVersion()}, Electron ${electron}, Chromium ${chrome}, ${process.platform}`;
}

/**
 * Puts into the log what goes wrong, in the main process or with the processes of its pages.
 *
 * What goes wrong after the start does not end the app: each cart is in its page, and saved from there. At the start
 * there is nothing to go on with, so it is said, and the app ends.
 */
export function logFaults(log: LogFile): void {
  process.on('uncaughtException', (error) => log.write('error', `uncaught: ${inspect(error)}`));
  process.on('unhandledRejection', (reason) => log.write('error', `unhandled: ${inspect(reason)}`));
  app.on('render-process-gone', (_event, contents, { reason, exitCode }) =>
    log.write('error', `the page ${contents.getURL()} is gone: ${reason}, ${exitCode}`),
  );
  app.on('child-process-gone', (_event, { type, reason, exitCode, name }) => {
    if (reason !== 'clean-exit') log.write('error', `${name ?? type} is gone: ${reason}, ${exitCode}`);
  });
}

/** Ends an app that cannot start: to the log, to whoever started it from a terminal, and to whoever sees no terminal. */
export function endAtStart(log: LogFile, error: unknown, words: FatalWords): void {
  log.write('error', `${versionsText()}, cannot start: ${inspect(error)}`);
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${reason}\n`);
  if (app.isPackaged && !process.stderr.isTTY)
    dialog.showErrorBox(words.message, `${words.detail}\n\n${reason}\n\n${log.file}`);
  app.exit(1);
}
