import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import type { BrowserWindow } from 'electron';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(import.meta.dirname, '..');

export interface LaunchOptions {
  /** Also the name of the user, and of the folder that a later launch finds again. */
  readonly profile?: string;
  readonly cart?: string;
  readonly offline?: boolean;
  /** `null` for a desktop without one. */
  readonly relay?: string | null;
  /** Starts it with this token in a file. */
  readonly token?: string;
  /** What the first window is expected to say of its cart. */
  readonly expect?: 'ready' | 'load-failed';
}

/** The line that a desktop prints when its first window has its cart, or cannot have it. */
interface Announcement {
  readonly event: 'ready' | 'load-failed';
  readonly commandPort: number;
}

/** A running desktop: the built app in a real Electron, with a profile of its own. */
export class Desktop {
  readonly profile: string;
  readonly app: ElectronApplication;
  /** The first window's page. */
  readonly page: Page;
  /** Errors and policy violations in its pages; a test without the intention of any expects none. */
  readonly faults: string[] = [];
  /** What it printed, for a failed test's report. */
  readonly output: string[];
  readonly commandPort: number;
  #isOver = false;

  private constructor(
    profile: string,
    app: ElectronApplication,
    page: Page,
    commandPort: number,
    output: string[],
  ) {
    this.profile = profile;
    this.app = app;
    this.page = page;
    this.output = output;
    this.commandPort = commandPort;
    for (const open of app.windows()) this.#watch(open);
    app.on('window', (opened) => this.#watch(opened));
    app.on('close', () => (this.#isOver = true));
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  static async launch(
    {
      profile = 'Ana',
      cart = 'kitchen',
      offline = false,
      relay = null,
      token,
      expect = 'ready',
    }: LaunchOptions,
    userDataDir: string,
  ): Promise<Desktop> {
    requireElectron();
    const tokenFile = `${userDataDir}.token`;
    if (token !== undefined) {
      mkdirSync(dirname(tokenFile), { recursive: true });
      writeFileSync(tokenFile, `${token}\n`);
    }
    const app = await _electron.launch({
      args: [
        `--user-data-dir=${userDataDir}`,
        ...['--disable-dev-shm-usage', '--disable-gpu', '--password-store=basic'],
        ROOT,
        ...['--profile', profile, '--cart', cart, '--command-port', '0'],
        ...(relay === null ? [] : ['--relay', relay]),
        ...(token === undefined ? [] : ['--token-file', tokenFile]),
        ...(offline ? ['--offline'] : []),
      ],
      // Chromium refuses its sandbox to root, and only to root.
      chromiumSandbox: process.getuid?.() !== 0,
    });
    const output: string[] = [];
    const child = app.process();
    child.stderr?.on('data', (chunk: Buffer) => output.push(chunk.toString()));
    const announced = announcementOf(app, output);
    const [page, announcement] = await Promise.all([app.firstWindow(), announced]);
    if (announcement.event !== expect) throw new Error(`${profile} says ${announcement.event}`);
    return new Desktop(profile, app, page, announcement.commandPort, output);
  }

  /** Says a line to the command port and gives the reply. */
  async say(line: string): Promise<string> {
    const socket = connect(this.commandPort, '127.0.0.1');
    socket.write(`${line}\n`);
    const [reply] = (await once(createInterface(socket), 'line')) as [string];
    socket.destroy();
    return reply;
  }

  /** What `show` replies: the rows of the cart. */
  async show(): Promise<readonly { product_id: string; product_name: string; quantity: number }[]> {
    return JSON.parse(await this.say('show')) as ReturnType<Desktop['show']>;
  }

  /** Opens a further window on the same cart, by the menu. */
  async openWindow(): Promise<Page> {
    const opened = this.app.waitForEvent('window');
    await this.clickMenu('New Window');
    const page = await opened;
    this.#watch(page);
    return page;
  }

  /** Chooses an item of the application menu by its label. */
  async clickMenu(label: string): Promise<void> {
    await this.app.evaluate(({ Menu }, wanted) => {
      const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []);
      const item = items?.find((candidate) => candidate.label === wanted);
      if (!item) throw new Error(`no menu item ${wanted}`);
      (item.click as () => void)();
    }, label);
  }

  /** Presses keys of the menu in the first window; what Playwright types does not get there. */
  async pressMenuKey(keyCode: string, modifiers: ('control' | 'shift')[]): Promise<void> {
    const window = await this.app.browserWindow(this.page);
    await window.evaluate(
      ({ webContents }: BrowserWindow, { code, held }) => {
        const key = { keyCode: code, modifiers: held };
        webContents.sendInputEvent({ type: 'rawKeyDown', ...key });
        webContents.sendInputEvent({ type: 'keyUp', ...key });
      },
      { code: keyCode, held: modifiers },
    );
  }

  /** Quits as a person does. */
  async close(): Promise<void> {
    if (!this.#isOver) await this.app.close();
  }

  /** Ends it as a crash or a power cut would. */
  async kill(): Promise<void> {
    const closed = this.app.waitForEvent('close');
    this.app.process().kill('SIGKILL');
    await closed;
  }

  #watch(page: Page): void {
    page.on('pageerror', (error) => this.faults.push(String(error)));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) this.faults.push(message.text());
    });
  }
}

async function announcementOf(app: ElectronApplication, output: string[]): Promise<Announcement> {
  const { stdout } = app.process();
  if (!stdout) throw new Error('a desktop without standard output');
  return new Promise((resolve, reject) => {
    createInterface(stdout).on('line', (line) => {
      output.push(`${line}\n`);
      if (line.startsWith('{"event":')) resolve(JSON.parse(line) as Announcement);
    });
    app.once('close', () => reject(new Error(`the desktop ended at its start:\n${output.join('')}`)));
  });
}

/**
 * Without `executablePath` Playwright holds the app back until it is connected, and the first window cannot
 * slip through; it then takes the executable from where the `electron` package says, which this tells it.
 */
function requireElectron(): void {
  const executable = process.env['TROLLEY_ELECTRON'];
  if (!executable) {
    throw new Error('TROLLEY_ELECTRON is not set: TROLLEY_ELECTRON=$(node scripts/electron.mjs)');
  }
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = dirname(executable);
}
