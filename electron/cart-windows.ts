import { BrowserWindow, dialog, type WebContents } from 'electron';
import { join } from 'node:path';
import type { CartId } from '../cart/ids.ts';
import type { AnyAnswer, Question, WindowEventName, WindowEvents } from '../protocol/ipc.ts';
import { APP_ORIGIN } from './app-protocol.ts';
import { tellerOf } from './ipc.ts';
import { Questions } from './questions.ts';
import { windowOptions } from './window-options.ts';

/** A window and the cart it shows. */
export interface CartWindow {
  readonly browserWindow: BrowserWindow;
  readonly cartId: CartId;
  load: 'loading' | 'ready' | 'failed';
}

/** How long a window may take to save before it closes, in milliseconds. Saving takes a few. */
const SETTLE_MS = 3_000;

const tell = tellerOf<WindowEvents>();

/** The open cart windows of this instance. */
export class CartWindows {
  readonly #windows = new Map<number, CartWindow>();
  readonly #profileName: string;
  readonly questions = new Questions<Question, AnyAnswer>((contents, number, question) =>
    tell(contents, 'question', number, question),
  );

  constructor(profileName: string) {
    this.#profileName = profileName;
  }

  get all(): readonly CartWindow[] {
    return [...this.#windows.values()];
  }

  /** The window to which a page belongs, if it is one of ours. */
  of(contents: WebContents): CartWindow | null {
    return this.#windows.get(contents.id) ?? null;
  }

  /** The window in front, else any. */
  get current(): CartWindow | null {
    const focused = BrowserWindow.getFocusedWindow();
    return (focused && this.of(focused.webContents)) ?? this.all[0] ?? null;
  }

  /** The window in front; none when that is another kind of window, which a cart's command is not for. */
  get inFront(): CartWindow | null {
    const focused = BrowserWindow.getFocusedWindow();
    return focused ? this.of(focused.webContents) : this.current;
  }

  open(cartId: CartId): CartWindow {
    const browserWindow = new BrowserWindow({
      ...windowOptions(join(import.meta.dirname, 'preload.cjs')),
      width: 960,
      height: 760,
      minWidth: 420,
      minHeight: 480,
      title: this.#titleOf(cartId, ''),
    });
    const window: CartWindow = { browserWindow, cartId, load: 'loading' };
    const { webContents } = browserWindow;
    const { id } = webContents;
    this.#windows.set(id, window);
    browserWindow.once('ready-to-show', () => browserWindow.show());
    browserWindow.on('page-title-updated', (event) => event.preventDefault());
    browserWindow.on('close', (event) => {
      event.preventDefault();
      void this.#settle(window);
    });
    browserWindow.on('closed', () => this.#windows.delete(id));
    webContents.on('render-process-gone', () => void this.#offerReload(window));
    void browserWindow.loadURL(`${APP_ORIGIN}/index.html`);
    return window;
  }

  /** Tells a window's page something. */
  tell<Name extends WindowEventName>(
    { browserWindow }: CartWindow,
    name: Name,
    ...args: WindowEvents[Name]
  ): void {
    tell(browserWindow.webContents, name, ...args);
  }

  /** Tells every page something. */
  tellAll<Name extends WindowEventName>(name: Name, ...args: WindowEvents[Name]): void {
    for (const window of this.all) this.tell(window, name, ...args);
  }

  setTitle({ browserWindow, cartId }: CartWindow, title: string): void {
    browserWindow.setTitle(this.#titleOf(cartId, title));
  }

  #titleOf(cartId: CartId, title: string): string {
    return `${title === '' ? cartId : title} – ${this.#profileName} – Trolley`;
  }

  /** Closes the window when what it holds is saved; asks when that cannot be. */
  async #settle({ browserWindow }: CartWindow): Promise<void> {
    const answer = await this.questions.ask(browserWindow.webContents, { kind: 'settle' }, SETTLE_MS);
    if (browserWindow.isDestroyed()) return;
    const problem = answer?.problem ?? null;
    if (problem === null || (await isToBeLost(browserWindow, problem))) browserWindow.destroy();
  }

  async #offerReload({ browserWindow }: CartWindow): Promise<void> {
    const { response } = await dialog.showMessageBox(browserWindow, {
      type: 'error',
      message: 'This window has stopped working.',
      detail: 'Everything that was shown as saved is safe.',
      buttons: ['Open it again', 'Close it'],
      cancelId: 1,
    });
    if (browserWindow.isDestroyed()) return;
    if (response === 0) browserWindow.webContents.reload();
    else browserWindow.destroy();
  }
}

async function isToBeLost(browserWindow: BrowserWindow, problem: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox(browserWindow, {
    type: 'warning',
    message: 'Some changes are not saved on this computer.',
    detail: problem,
    buttons: ['Keep the window open', 'Close it anyway'],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
}
