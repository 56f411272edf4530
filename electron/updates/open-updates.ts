import { app, dialog, Notification } from 'electron';
import type { LogFile } from '../log/log-file.ts';
import { words } from '../messages/words.ts';
import { readUpdateFeed } from './update-feed.ts';
import { followUpdates } from './updates.ts';

/** Looks for newer versions where this package has a feed, and asks the user. When the app is ready. */
export function openUpdates(log: LogFile): Promise<void> {
  const { updates } = words();
  return followUpdates({
    feed: readUpdateFeed(process.resourcesPath),
    isPackaged: app.isPackaged,
    loadUpdater: async () => (await import('electron-updater')).default.autoUpdater,
    ask: async (version) => {
      const { response } = await dialog.showMessageBox({
        type: 'info',
        message: updates.available(version),
        detail: updates.detail,
        buttons: [updates.download, updates.later],
        defaultId: 0,
        cancelId: 1,
      });
      return response === 0;
    },
    tellReady: (version) =>
      new Notification({ title: updates.ready(version), body: updates.readyDetail }).show(),
    log,
    repeat: (work, milliseconds) => void setInterval(work, milliseconds),
  });
}
