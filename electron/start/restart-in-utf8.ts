import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { utf8Locale } from './utf8-locale.ts';

/**
 * Starts the program once more, in the same terminal, where no locale says that file names are UTF-8.
 *
 * Chromium reads the locale before anything of ours runs, and then opens no database below a folder with a letter
 * in its name that ASCII does not have. This process stays until the other ends, and ends as it did: whoever
 * started it waits for it, or sends it a signal.
 *
 * @returns whether it did; if not, the locale is fine
 */
export async function restartInUtf8(): Promise<boolean> {
  const locale = utf8Locale(process.platform, process.env);
  if (locale === null) return false;
  const desktop = spawn(process.execPath, process.argv.slice(1), {
    env: { ...process.env, ...locale },
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => void desktop.kill(signal));
  const [code, signal] = (await once(desktop, 'exit')) as [number | null, NodeJS.Signals | null];
  process.exit(code ?? 128 + constants.signals[signal ?? 'SIGKILL']);
}
