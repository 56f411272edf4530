import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import type { BrowserWindow, MessageBoxReturnValue } from 'electron';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { prepareLaunch } from './desktop-program.ts';
import { withClock } from './wrong-clock.ts';

export interface LaunchOptions {
  /** Also the name of the user, and of the folder that a later launch finds again. */
  readonly profile?: string;
  /** `null` for what was open the last time. */
  readonly cart?: string | null;
  readonly offline?: boolean;
  /** `null` for a desktop without one. */
  readonly relay?: string | null;
  /** A link to a cart that somebody follows. */
  readonly link?: string;
  /** Starts it with this token in a file. */
  readonly token?: string;
  /** How far the clock of its computer is off, as `faketime` has it: `+3650d`, `-2h`. */
  readonly clock?: string;
  /** Of the person's system, as in `de`. */
  readonly language?: string;
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
      link,
      token,
      clock,
      language = 'en-US',
      expect = 'ready',
    }: LaunchOptions,
    userDataDir: string,
  ): Promise<Desktop> {
    const { options, args, held } = await prepareLaunch();
    const tokenFile = `${userDataDir}.token`;
    if (token !== undefined) {
      mkdirSync(dirname(tokenFile), { recursive: true });
      writeFileSync(tokenFile, `${token}\n`);
    }
    const launched = _electron.launch({
      ...options,
      args: [
        `--user-data-dir=${userDataDir}`,
        ...['--disable-dev-shm-usage', '--disable-gpu', '--password-store=basic', `--lang=${language}`],
        ...args,
        ...['--profile', profile, '--command-port', '0'],
        ...(cart === null ? [] : ['--cart', cart]),
        ...(relay === null ? [] : ['--relay', relay]),
        ...(token === undefined ? [] : ['--token-file', tokenFile]),
        ...(offline ? ['--offline'] : []),
        ...(link === undefined ? [] : [link]),
      ],
      // On Linux the language is the environment's, wherever the tests run.
      env: { ...(clock === undefined ? process.env : withClock(clock)), LANGUAGE: language },
      // Chromium refuses its sandbox to root, and only to root.
      chromiumSandbox: process.getuid?.() !== 0,
    });
    const [app] = await Promise.all([launched, held]);
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
      const below = (menu: Electron.Menu | undefined): Electron.MenuItem[] =>
        menu?.items.flatMap((item) => [item, ...below(item.submenu)]) ?? [];
      const item = below(Menu.getApplicationMenu() ?? undefined).find(({ label: own }) => own === wanted);
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

  /** Quits as a person does who does not mind that some changes are on this computer only. */
  async close(): Promise<void> {
    if (this.#isOver) return;
    await this.answerDialogs('Close anyway', 'Trotzdem schließen');
    await this.app.close();
  }

  /** Answers every dialog of the main process from now on with the button of one of these names. */
  async answerDialogs(...labels: readonly string[]): Promise<void> {
    await this.app.evaluate(({ dialog }, wanted) => {
      const shown: string[] = [];
      Object.assign(globalThis, { shown });
      const showMessageBox = (...args: unknown[]): Promise<MessageBoxReturnValue> => {
        const { message, buttons = [] } = args.at(-1) as { message: string; buttons?: readonly string[] };
        shown.push(message);
        const response = buttons.findIndex((label) => wanted.includes(label));
        // Anything else is not to be answered by accident.
        return response < 0
          ? new Promise(() => undefined)
          : Promise.resolve({ response, checkboxChecked: false });
      };
      dialog.showMessageBox = showMessageBox;
    }, labels);
  }

  /** What the dialogs said since `answerDialogs`. */
  dialogs(): Promise<readonly string[]> {
    return this.app.evaluate(() => (globalThis as unknown as { shown: readonly string[] }).shown);
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
