import type { Locator, Page } from '@playwright/test';
import { CartPage } from './cart-page.ts';
import { CataloguePage } from './catalogue-page.ts';
import type { Desktop } from './desktop.ts';
import { expect } from './fixtures.ts';

/** Further than any list of stops goes: whoever has not arrived by then cannot get there by keyboard. */
const MOST_STEPS = 60;

/** Somebody who works with a desktop by its keys alone. */
export class KeyboardPerson {
  readonly desktop: Desktop;
  readonly page: Page;
  readonly cart: CartPage;
  readonly catalogue: CataloguePage;

  private constructor(desktop: Desktop) {
    this.desktop = desktop;
    this.page = desktop.page;
    this.cart = new CartPage(desktop.page);
    this.catalogue = new CataloguePage(desktop.page);
  }

  /** From here on any press of a mouse button in the window is a fault of the test. */
  static async at(desktop: Desktop): Promise<KeyboardPerson> {
    await desktop.page.evaluate(() => {
      addEventListener(
        'pointerdown',
        () => {
          throw new Error('a mouse was used');
        },
        { capture: true },
      );
    });
    return new KeyboardPerson(desktop);
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Goes from stop to stop until the focus is there. */
  goTo(target: Locator, key: 'Tab' | 'Shift+Tab' | 'ArrowDown' | 'ArrowUp' = 'Tab'): Promise<void> {
    return this.#pressUntil(key, target, () =>
      target.evaluate((element) => element === document.activeElement),
    );
  }

  async activate(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await this.goTo(target, key);
    await this.press('Enter');
  }

  /** Chooses from the menu of the cart in front, from the field for adding. */
  async choose(item: string): Promise<void> {
    await this.press('Control+l');
    await this.activate(this.page.getByRole('button', { name: 'More for the cart' }), 'Shift+Tab');
    await this.goTo(this.page.getByRole('menuitem', { name: item }), 'ArrowDown');
    await this.press('Enter');
  }

  /** Stands on a row of the cart. */
  async standOn(product: string): Promise<void> {
    await this.press('Control+l', 'ArrowDown');
    await this.goTo(this.cart.row(product), 'ArrowDown');
  }

  /** Types something and takes the suggestion of that name. */
  async pick(typed: string, product: string): Promise<void> {
    await this.type(typed);
    await this.highlight(product);
    await this.press('Enter');
  }

  async highlight(product: string): Promise<void> {
    const option = this.catalogue.suggestions.filter({ hasText: product });
    await this.#pressUntil(
      'ArrowDown',
      option,
      async () => (await option.getAttribute('aria-selected')) === 'true',
    );
  }

  async workOffline(offline: boolean): Promise<void> {
    await this.press('Control+l');
    await this.goTo(this.page.getByRole('switch', { name: 'Work offline' }), 'Shift+Tab');
    await this.press('Space');
    if (offline) await expect(this.cart.summary).toContainText('Working offline');
  }

  async #pressUntil(key: string, target: Locator, isThere: () => Promise<boolean>): Promise<void> {
    await expect(target).toBeVisible();
    for (let steps = 0; !(await isThere()); steps += 1) {
      if (steps > MOST_STEPS) throw new Error(`${key} does not lead to ${target.toString()}`);
      await this.press(key);
    }
  }
}
