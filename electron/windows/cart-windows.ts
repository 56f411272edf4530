import { randomUUID } from 'node:crypto';
import { BrowserWindow, screen, type WebContents } from 'electron';
import { join } from 'node:path';
import type { CartId } from '../../cart/ids.ts';
import type { AnyAnswer, Question, WindowEventName, WindowEvents, WindowTabs } from '../../protocol/ipc.ts';
import { APP_ORIGIN } from '../page/app-protocol.ts';
import { bringForward, shownCart, type CartWindow } from './cart-window.ts';
import { tellerOf } from '../page/ipc.ts';
import { words } from '../messages/words.ts';
import { placeWindow, type Bounds } from './place-window.ts';
import { Questions } from './questions.ts';
import type { KeptWindow, WindowKeeper } from './window-keeper.ts';
import { windowOptions } from './window-options.ts';

const tell = tellerOf<WindowEvents>();

const SIZE = { width: 960, height: 760 } as const;
/** A further window goes beside the one in front by so much, or nobody would see that there are two. */
const STEP = 28;

export interface CartWindowsOptions {
  readonly profileName: string;
  readonly keeper: WindowKeeper;
  /** What the cart is called; empty for no name. */
  readonly titleOf: (cartId: CartId) => string;
  /** Origins of relays that a page read now may talk to. */
  readonly reach: () => ReadonlySet<string>;
  /** Somebody wants to close a window that may not be closed yet. */
  readonly onClose: (window: CartWindow) => void;
  /** A window's page has died. */
  readonly onGone: (window: CartWindow) => void;
}

/** The open cart windows of this instance. */
export class CartWindows {
  readonly #options: CartWindowsOptions;
  readonly #windows = new Map<number, CartWindow>();
  readonly questions: Questions<Question, AnyAnswer>;

  constructor(options: CartWindowsOptions) {
    this.#options = options;
    this.questions = new Questions((contents, number, question) =>
      tell(contents, 'question', number, question),
    );
    options.keeper.follow(() => this.all.map(keptOf));
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

  /** Opens a window with these tabs: one more, or one of the last time. */
  open(tabs: WindowTabs, kept: Omit<KeptWindow, 'tabs'> | null = null): CartWindow {
    const browserWindow = new BrowserWindow({
      ...windowOptions(join(import.meta.dirname, 'preload.cjs')),
      ...(kept ? inReach(kept.bounds) : this.#nextBounds()),
      minWidth: 420,
      minHeight: 480,
    });
    const window: CartWindow = {
      windowId: kept?.windowId ?? randomUUID(),
      ...{ browserWindow, tabs },
      loads: new Map(),
      isListening: false,
      reach: new Set(),
      mayClose: false,
    };
    if (kept?.isMaximised) browserWindow.maximize();
    this.#windows.set(browserWindow.webContents.id, window);
    this.#follow(window);
    this.nameWindow(window);
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

  /** A page tells what it has open. */
  takeTabs(window: CartWindow, tabs: WindowTabs): void {
    window.tabs = tabs;
    window.isListening = true;
    for (const cartId of window.loads.keys()) if (!tabs.open.includes(cartId)) window.loads.delete(cartId);
    this.nameWindow(window);
    this.#options.keeper.changed();
  }

  /** Brings a cart to the front, in the window that has it if there is one. */
  showCart(cartId: CartId): void {
    const window = this.all.find(({ tabs }) => tabs.open.includes(cartId)) ?? this.current;
    if (!window) {
      this.open({ open: [cartId], shown: cartId });
      return;
    }
    this.tell(window, 'show-cart', cartId);
    bringForward(window);
  }

  /** Gives a window its title: what is in front in it, and whose it is. */
  nameWindow(window: CartWindow): void {
    const { profileName, titleOf } = this.#options;
    const cartId = shownCart(window);
    const title = cartId === null ? words().carts : titleOf(cartId) || cartId;
    window.browserWindow.setTitle(`${title} – ${profileName} – Trolley`);
  }

  #follow(window: CartWindow): void {
    const { keeper, reach, onClose, onGone } = this.#options;
    const { browserWindow } = window;
    const { webContents } = browserWindow;
    const { id } = webContents;
    browserWindow.once('ready-to-show', () => browserWindow.show());
    browserWindow.on('page-title-updated', (event) => event.preventDefault());
    browserWindow.on('close', (event) => {
      if (window.mayClose) return;
      event.preventDefault();
      onClose(window);
    });
    browserWindow.on('closed', () => {
      this.#windows.delete(id);
      keeper.changed();
    });
    const changed = () => keeper.changed();
    browserWindow.on('move', changed);
    browserWindow.on('resize', changed);
    browserWindow.on('maximize', changed);
    browserWindow.on('unmaximize', changed);
    webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (!isMainFrame || isSameDocument) return;
      // The policy is made a moment later, and relays are only ever added to it: it has these for certain.
      window.reach = reach();
      window.isListening = false;
      window.loads.clear();
    });
    webContents.on('render-process-gone', () => onGone(window));
  }

  #nextBounds(): Partial<Bounds> {
    const front = this.current;
    if (!front) return SIZE;
    const { x, y, width, height } = front.browserWindow.getNormalBounds();
    return inReach({ x: x + STEP, y: y + STEP, width, height });
  }
}

/** The main display first. */
const inReach = (bounds: Bounds): Bounds =>
  placeWindow(
    bounds,
    [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea),
  );

const keptOf = ({ windowId, browserWindow, tabs }: CartWindow): KeptWindow => ({
  ...{ windowId, tabs: { open: [...tabs.open], shown: tabs.shown } },
  bounds: browserWindow.getNormalBounds(),
  isMaximised: browserWindow.isMaximized(),
});
