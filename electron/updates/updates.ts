import type { LogFile } from '../log/log-file.ts';

/** The part of electron-updater's that is needed. */
export interface Updater {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  allowDowngrade: boolean;
  logger: unknown;
  checkForUpdates(): Promise<UpdateCheck | null>;
  downloadUpdate(): Promise<unknown>;
}

interface UpdateCheck {
  readonly isUpdateAvailable: boolean;
  readonly updateInfo: { readonly version: string };
}

export interface UpdatesOptions {
  /** An https address, or `null` for none. */
  readonly feed: string | null;
  /** From the folder of sources nothing is ever replaced. */
  readonly isPackaged: boolean;
  /** Not called as long as there is no feed: then nothing of it runs, and nobody is asked for anything. */
  readonly loadUpdater: () => Promise<Updater>;
  /** Whether the user wants this version. */
  readonly ask: (version: string) => Promise<boolean>;
  /** The version is here, and takes the place of this one when the user quits. */
  readonly tellReady: (version: string) => void;
  readonly log: Pick<LogFile, 'write'>;
  readonly repeat: (work: () => void, milliseconds: number) => void;
}

/** How often a desktop that stays open looks again. In milliseconds. */
const DAY_MS = 24 * 60 * 60_000;

/**
 * Looks for a newer version, now and once a day, if the package has a feed.
 *
 * Nothing is downloaded before the user says so; one who says no is not asked for that version again until the next
 * start. What was downloaded is installed when the user quits, never while they work. Where a version comes from is
 * vouched for by https, and by its signature where the system has such a thing: macOS and Windows take none without.
 */
export async function followUpdates(options: UpdatesOptions): Promise<void> {
  const { feed, isPackaged, loadUpdater, ask, tellReady, log, repeat } = options;
  if (feed === null || !isPackaged) return;
  const updater = await loadUpdater();
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = true;
  updater.allowDowngrade = false;
  updater.logger = null;
  const asked = new Set<string>();
  const look = async (): Promise<void> => {
    try {
      const check = await updater.checkForUpdates();
      const version = check?.updateInfo.version;
      if (!check?.isUpdateAvailable || version === undefined || asked.has(version)) return;
      asked.add(version);
      if (!(await ask(version))) return;
      await updater.downloadUpdate();
      log.write('info', `version ${version} is here and comes with the next start`);
      tellReady(version);
    } catch (error) {
      // No connection, most of the time. The next day is soon enough.
      log.write('warn', `no updates from ${feed}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  repeat(() => void look(), DAY_MS);
  await look();
}
