import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { places } from '../places.ts';

/** An Electron and a display for its windows. */
export interface DesktopRuntime {
  readonly executable: string;
  readonly version: string;
  stop(): Promise<void>;
}

type Log = (line: string) => void;

/** Of the scripts that are there before anything is built, what is needed here. */
interface ElectronScript {
  readonly resolveElectron: (options: { log: Log }) => Promise<{ executable: string; version: string }>;
}
interface DisplayScript {
  readonly openDisplay: (options: {
    log: Log;
  }) => Promise<{ env: () => Record<string, string>; stop: () => Promise<void> }>;
}
interface LocaleScript {
  readonly utf8Locale: (env: NodeJS.ProcessEnv) => Record<string, string>;
}

const script = async (name: string): Promise<unknown> =>
  import(/* @vite-ignore */ pathToFileURL(join(places.scripts, name)).href);

/** Finds what the tests use, too: the official Electron or the test runtime, and a virtual display where there is none. */
export async function desktopRuntime(log: Log): Promise<DesktopRuntime> {
  const { resolveElectron } = (await script('electron.mjs')) as ElectronScript;
  const { openDisplay } = (await script('display.mjs')) as DisplayScript;
  const { utf8Locale } = (await script('utf8-locale.mjs')) as LocaleScript;
  const { executable, version } = await resolveElectron({ log });
  const display = await openDisplay({ log });
  // With the locale of any desktop session: without one, Trolley starts a second time with it.
  Object.assign(process.env, display.env(), utf8Locale(process.env));
  // Playwright takes the executable from where the `electron` package says, which this tells it.
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = dirname(executable);
  return { executable, version, stop: display.stop };
}

/** Switches for both windows that are compared, and for all others. */
export const chromiumSwitches: readonly string[] = [
  // The words that are looked for are English.
  ...['--disable-dev-shm-usage', '--disable-gpu', '--password-store=basic', '--lang=en-US'],
  // Chromium refuses its sandbox to root, and only to root.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];
