import { app } from 'electron';
import { LINK_SCHEME, readJoinLink, type JoinLink } from '../../protocol/join-link.ts';
import { bringForward } from '../windows/cart-window.ts';
import type { CartWindows } from '../windows/cart-windows.ts';

/** Brings links that people follow to the window in front, where they are asked before anything is opened. */
export class JoinLinks {
  readonly #windows: CartWindows;
  /** Of which no page has been told yet. */
  #waiting: JoinLink | null = null;

  constructor(windows: CartWindows) {
    this.#windows = windows;
  }

  follow(link: JoinLink): void {
    this.#waiting = link;
    this.pass();
  }

  /** To be called when a page begins to listen. */
  pass(): void {
    const { current } = this.#windows;
    if (!this.#waiting || !current?.isListening) return;
    this.#windows.tell(current, 'join-asked', this.#waiting);
    bringForward(current);
    this.#waiting = null;
  }
}

/** Calls back with each link that the system hands over to the running app: macOS does it so. */
export function onLinkOpened(follow: (link: JoinLink) => void): void {
  app.on('open-url', (event, url) => {
    const link = readJoinLink(url);
    if (!link) return;
    event.preventDefault();
    follow(link);
  });
}

/** Tells the system that this app opens our links. When the app is ready. */
export function claimLinks(): void {
  // On Linux the installed package's own entry says so; without one there is nothing that could be claimed.
  if (process.platform === 'linux' && !app.isPackaged) return;
  // An app that is not packaged is an argument of Electron's.
  const args = app.isPackaged ? [] : [app.getAppPath()];
  app.setAsDefaultProtocolClient(LINK_SCHEME, process.execPath, args);
}
