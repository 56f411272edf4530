import { describe, expect, test, vi } from 'vitest';
import { followUpdates, type Updater, type UpdatesOptions } from './updates.ts';

/** A feed that has this version, and what was done with it. */
function newFeed(version: string | null) {
  const done: string[] = [];
  const updater: Updater = {
    autoDownload: true,
    autoInstallOnAppQuit: false,
    allowDowngrade: true,
    logger: console,
    checkForUpdates: () => {
      done.push('look');
      return Promise.resolve({
        isUpdateAvailable: version !== null,
        updateInfo: { version: version ?? '0.1.0' },
      });
    },
    downloadUpdate: () => {
      done.push('download');
      return Promise.resolve([]);
    },
  };
  return { updater, done };
}

function options(updater: Updater, done: string[], answer: boolean) {
  const days: (() => void)[] = [];
  const all = {
    feed: 'https://updates.example/',
    isPackaged: true,
    loadUpdater: vi.fn(() => Promise.resolve(updater)),
    ask: (version) => {
      done.push(`ask ${version}`);
      return Promise.resolve(answer);
    },
    tellReady: (version) => done.push(`ready ${version}`),
    log: { write: (level, text) => done.push(`${level} ${text}`) },
    repeat: (work) => days.push(work),
  } satisfies UpdatesOptions;
  return { all, nextDay: () => days.forEach((work) => work()) };
}

describe('a desktop', () => {
  test('without a feed, or that is no package, does not even load what looks for updates', async () => {
    const { updater, done } = newFeed('9.0.0');
    const { all } = options(updater, done, true);
    await followUpdates({ ...all, feed: null });
    await followUpdates({ ...all, isPackaged: false });
    expect(all.loadUpdater).not.toHaveBeenCalled();
    expect(done).toEqual([]);
  });

  test('asks before it downloads, and installs no sooner than at the end', async () => {
    const { updater, done } = newFeed('9.0.0');
    await followUpdates(options(updater, done, true).all);
    expect(updater).toMatchObject({ autoDownload: false, autoInstallOnAppQuit: true, allowDowngrade: false });
    expect(done.slice(0, 3)).toEqual(['look', 'ask 9.0.0', 'download']);
    expect(done.at(-1)).toBe('ready 9.0.0');
  });

  test('that is told no downloads nothing and does not ask again', async () => {
    const { updater, done } = newFeed('9.0.0');
    const { all, nextDay } = options(updater, done, false);
    await followUpdates(all);
    nextDay();
    await vi.waitFor(() => expect(done.filter((what) => what === 'look')).toHaveLength(2));
    expect(done).not.toContain('download');
    expect(done.filter((what) => what.startsWith('ask'))).toHaveLength(1);
  });

  test('that has the newest version says nothing', async () => {
    const { updater, done } = newFeed(null);
    await followUpdates(options(updater, done, true).all);
    expect(done).toEqual(['look']);
  });

  test('whose feed is out of reach works on, and looks again the next day', async () => {
    const { updater, done } = newFeed('9.0.0');
    const { all, nextDay } = options(updater, done, true);
    const look = vi.spyOn(updater, 'checkForUpdates').mockRejectedValueOnce(new Error('no connection'));
    await followUpdates(all);
    expect(done).toEqual(['warn no updates from https://updates.example/: no connection']);
    nextDay();
    await vi.waitFor(() => expect(done.at(-1)).toBe('ready 9.0.0'));
    expect(look).toHaveBeenCalledTimes(2);
  });
});
