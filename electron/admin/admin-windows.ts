import { BrowserWindow, type WebContents } from 'electron';
import { join } from 'node:path';
import type {
  AdminEventName,
  AdminEvents,
  AdminQuestion,
  AnyAdminAnswer,
} from '../../protocol/admin/bridge.ts';
import { APP_ORIGIN } from '../page/app-protocol.ts';
import { tellerOf } from '../page/ipc.ts';
import { Questions } from '../windows/questions.ts';
import { windowOptions } from '../windows/window-options.ts';

const tell = tellerOf<AdminEvents>();

/** Reading a cart from the disk takes a moment, and a busy computer may take a few. In milliseconds. */
const ANSWER_MS = 30_000;

/** The admin window of this instance: one, or none. */
export class AdminWindows {
  readonly #profileName: string;
  readonly #questions = new Questions<AdminQuestion, AnyAdminAnswer>((contents, number, question) =>
    tell(contents, 'admin-question', number, question),
  );
  #window: BrowserWindow | null = null;
  /** Called when a page is gone, or read anew: nobody wants any more what it had asked for. */
  onPageGone: () => void = () => undefined;

  constructor(profileName: string) {
    this.#profileName = profileName;
  }

  /** The window to which a page belongs, if it is ours. */
  of(contents: WebContents): BrowserWindow | null {
    return this.#window?.webContents === contents ? this.#window : null;
  }

  /** Opens the window, or brings the one that is open to the front. */
  open(): void {
    if (this.#window) {
      if (this.#window.isMinimized()) this.#window.restore();
      this.#window.focus();
      return;
    }
    const window = new BrowserWindow({
      ...windowOptions(join(import.meta.dirname, 'admin-preload.cjs')),
      width: 1200,
      height: 800,
      minWidth: 720,
      minHeight: 520,
      title: `Admin – ${this.#profileName} – Trolley`,
    });
    this.#window = window;
    window.once('ready-to-show', () => window.show());
    window.on('page-title-updated', (event) => event.preventDefault());
    window.on('closed', () => {
      this.#window = null;
      this.onPageGone();
    });
    window.webContents.on('did-navigate', () => this.onPageGone());
    window.webContents.on('render-process-gone', () => window.destroy());
    void window.loadURL(`${APP_ORIGIN}/admin.html`);
  }

  tell<Name extends AdminEventName>(name: Name, ...args: AdminEvents[Name]): void {
    if (this.#window) tell(this.#window.webContents, name, ...args);
  }

  /** Asks the page; `null` when there is none, or it does not answer. */
  async ask(question: AdminQuestion): Promise<AnyAdminAnswer | null> {
    return this.#window && this.#questions.ask(this.#window.webContents, question, ANSWER_MS);
  }

  answer(window: BrowserWindow, number: number, answer: AnyAdminAnswer): void {
    this.#questions.answer(window.webContents, number, answer);
  }
}
