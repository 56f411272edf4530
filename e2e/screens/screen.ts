import type { Locator, Page } from '@playwright/test';
import { CartPage } from '../cart-page.ts';
import { CataloguePage } from '../catalogue-page.ts';
import type { Desktop, LaunchOptions } from '../desktop.ts';
import { HomePage } from '../home-page.ts';
import { ListPage } from '../list-page.ts';

/** A running desktop and the hands to bring it to a screen. */
export class Stage {
  readonly desktop: Desktop;
  /** Starts a further desktop, such as another person's. */
  readonly launch: (options?: LaunchOptions) => Promise<Desktop>;
  readonly page: Page;
  readonly cart: CartPage;
  readonly home: HomePage;
  readonly catalogue: CataloguePage;
  readonly lists: ListPage;

  constructor(desktop: Desktop, launch: Stage['launch']) {
    this.desktop = desktop;
    this.launch = launch;
    this.page = desktop.page;
    this.cart = new CartPage(desktop.page);
    this.home = new HomePage(desktop.page);
    this.catalogue = new CataloguePage(desktop.page);
    this.lists = new ListPage(desktop);
  }

  // Functions of their own, so that a screen can take the few that it needs.
  readonly button = (name: string): Locator => this.page.getByRole('button', { name, exact: true });

  readonly press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await this.page.keyboard.press(key);
  };

  /** Chooses from the cart's own menu. */
  async chooseForCart(item: string): Promise<void> {
    await this.button('More for the cart').click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }
}

/** Something that a person can come to see: a page, a state of it, or what opens over it. */
export interface Screen {
  /** Of its pictures, too. */
  readonly name: string;
  /** Components that are to be seen there, below `renderer/`. */
  readonly shows?: readonly string[];
  /** Goes there from where the screen before it was left. */
  readonly open: (stage: Stage) => Promise<void>;
  /** What has the focus when Escape has closed it; none for what stays open. */
  readonly back?: (stage: Stage) => Locator;
  /** How the keyboard goes through it: by Tab, unless it is a menu or a list with the focus elsewhere. */
  readonly walk?: 'arrows' | 'none';
}

/** Screens that one desktop goes through, in order. */
export interface Scene {
  readonly name: string;
  readonly launch: LaunchOptions | (() => Promise<LaunchOptions>);
  /** Whether the relay asks for access codes. */
  readonly isGuarded?: boolean;
  readonly screens: readonly Screen[];
}
