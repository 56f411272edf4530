import { app, dialog } from 'electron';
import type { CartWindows } from './cart-windows.ts';
import { bringForward, type CartWindow } from './cart-window.ts';
import { words } from '../messages/words.ts';
import { unsentElsewhere, type UnsentCart } from './unsent-carts.ts';

/** How long a window may take to save and send before it closes, in milliseconds. Saving takes a few. */
const SETTLE_MS = 4_000;

export interface ClosingOptions {
  readonly windows: () => CartWindows;
  /** Called before a window goes, and before all of them do because the app quits. */
  readonly beforeClose: () => void;
  readonly beforeQuit: () => void;
}

/** What keeps windows from closing. */
interface Settled {
  readonly window: CartWindow;
  /** Why something cannot be saved; `null` when all is. */
  readonly problem: string | null;
  readonly unsent: readonly UnsentCart[];
}

/**
 * Closes windows when what they hold is saved, and asks before changes stay behind: what cannot be saved, and what
 * is on this computer only.
 */
export class Closing {
  readonly #options: ClosingOptions;
  readonly #closing = new Set<CartWindow>();
  #isQuitting = false;

  constructor(options: ClosingOptions) {
    this.#options = options;
    app.on('before-quit', (event) => {
      if (this.#windows.all.every(({ mayClose }) => mayClose)) return;
      event.preventDefault();
      void this.quit(true);
    });
  }

  /**
   * Ends the app, asking nobody, when the system or a script tells it to. To be called when the app is ready: Electron
   * takes these signals for itself before.
   */
  followSignals(): void {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void this.quit(false));
  }

  get #windows(): CartWindows {
    return this.#options.windows();
  }

  /** Closes a window, unless somebody would rather keep it. */
  async close(window: CartWindow): Promise<void> {
    if (this.#closing.has(window) || this.#isQuitting) return;
    this.#closing.add(window);
    try {
      const settled = await this.#settle(window);
      if (!(await this.#isAgreed([settled]))) return;
      this.#options.beforeClose();
      this.#destroy([window]);
    } finally {
      this.#closing.delete(window);
    }
  }

  /** Closes all windows and quits; one question is asked for all of them, and none with `mayAsk` false. */
  async quit(mayAsk: boolean): Promise<void> {
    if (this.#isQuitting) return;
    this.#isQuitting = true;
    const { all } = this.#windows;
    const settled = await Promise.all(all.map((window) => this.#settle(window)));
    if (mayAsk && !(await this.#isAgreed(settled))) {
      this.#isQuitting = false;
      return;
    }
    this.#options.beforeQuit();
    this.#destroy(all);
    app.quit();
  }

  async #settle(window: CartWindow): Promise<Settled> {
    const { webContents } = window.browserWindow;
    const answer = await this.#windows.questions.ask(webContents, { kind: 'settle' }, SETTLE_MS);
    return { window, problem: answer?.problem ?? null, unsent: answer?.unsent ?? [] };
  }

  async #isAgreed(settled: readonly Settled[]): Promise<boolean> {
    const open = settled.filter(({ window }) => !window.browserWindow.isDestroyed());
    const problems = new Set(open.flatMap(({ problem }) => problem ?? []));
    const leaving = new Set(open.map(({ window }) => window));
    const staying = this.#windows.all
      .filter((window) => !leaving.has(window))
      .flatMap(({ tabs }) => tabs.open);
    const unsent = unsentElsewhere(
      open.flatMap((each) => each.unsent),
      staying,
    );
    const [first] = open;
    if (!first || (problems.size === 0 && unsent === 0)) return true;
    const front = open.find(({ window }) => window === this.#windows.current) ?? first;
    bringForward(front.window);
    const { notSaved, notSent } = words();
    const said =
      problems.size > 0
        ? { ...notSaved, detail: [...problems].join('\n') }
        : { ...notSent, message: notSent.message(unsent) };
    const { response } = await dialog.showMessageBox(front.window.browserWindow, {
      type: problems.size > 0 ? 'warning' : 'question',
      message: said.message,
      detail: said.detail,
      buttons: [said.keep, said.close],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    return response === 1;
  }

  #destroy(windows: readonly CartWindow[]): void {
    for (const window of windows) {
      window.mayClose = true;
      if (!window.browserWindow.isDestroyed()) window.browserWindow.destroy();
    }
  }
}
