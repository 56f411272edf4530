import { expect, type Locator, type Page } from '@playwright/test';
import type { Desktop } from './desktop.ts';

type PlaceLabel = 'Carts' | 'Export' | 'Reconcile' | 'Events' | 'Charts' | 'Relay' | 'Database';
type ReconcileTab = 'Check' | 'Plan' | 'Repairs done' | 'Earlier checks';

/** A built-in database that is used for the first time makes all of its files before. */
export const STARTING = 60_000;

/** What an operator does and sees in the admin window. */
export class AdminPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens the window by the menu, and waits for what it begins with. */
  static async open(desktop: Desktop): Promise<AdminPage> {
    const opened = desktop.app.waitForEvent('window');
    await desktop.clickMenu('Admin');
    const admin = new AdminPage(await opened);
    await expect(admin.page.getByRole('heading', { level: 1 })).toBeVisible();
    return admin;
  }

  get sidebar(): Locator {
    return this.page.getByRole('navigation', { name: 'Admin' });
  }

  get title(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }

  async go(place: PlaceLabel): Promise<void> {
    await this.sidebar.getByRole('button', { name: place }).click();
    await expect(this.title).toHaveText(place);
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  /** A part of the page by its name. */
  part(name: string): Locator {
    return this.page.getByLabel(name, { exact: true });
  }

  // The table of carts.

  get carts(): Locator {
    return this.page.getByRole('grid', { name: 'Carts' });
  }

  /** The rows of the table that are in the page, without its head. */
  get cartRows(): Locator {
    return this.carts.locator('[data-index]');
  }

  cartRow(cartId: string): Locator {
    return this.cartRows.filter({ has: this.page.getByTitle(cartId, { exact: true }) });
  }

  /** Waits until the table has these verdicts, by cart. */
  async expectVerdicts(verdicts: Readonly<Record<string, string>>): Promise<void> {
    for (const [cartId, words] of Object.entries(verdicts)) {
      await expect(this.cartRow(cartId).getByRole('gridcell').last()).toHaveText(words);
    }
  }

  async openCart(cartId: string): Promise<void> {
    await this.go('Carts');
    await this.cartRow(cartId).click();
    await expect(this.title).toHaveText(cartId);
    await expect(this.side('Relay')).toBeVisible();
  }

  // The page of one cart.

  /** The badge beside the cart's name. */
  get verdict(): Locator {
    return this.page.locator('header .badge');
  }

  side(name: 'This desktop' | 'Relay' | 'Database'): Locator {
    return this.part(name);
  }

  /** The reasons for which a cart is not the same everywhere. */
  get why(): Locator {
    return this.part('Why');
  }

  async show(mode: 'Lines' | 'Operations' | 'History'): Promise<void> {
    await this.page.getByText(mode, { exact: true }).click();
  }

  // The settings of the database.

  get inUse(): Locator {
    return this.page.getByRole('heading', { name: 'In use' });
  }

  /** What came of trying or changing. */
  get news(): Locator {
    return this.page.getByRole('form').getByRole('status').last();
  }

  async enterServer(url: string, password: string): Promise<void> {
    await this.page.getByRole('radio', { name: 'A PostgreSQL server' }).check();
    await this.page.getByLabel('Address').fill(url);
    await this.page.getByRole('radio', { name: 'This one' }).check();
    await this.page.getByLabel('Password', { exact: true }).fill(password);
  }

  // Reconciling.

  async openTab(name: ReconcileTab): Promise<void> {
    await this.page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
  }

  get report(): Locator {
    return this.page.locator('section[aria-labelledby="report-headline"]');
  }

  get headline(): Locator {
    return this.report.getByRole('heading', { level: 2 });
  }

  /** Checks all carts and waits for what comes of it. */
  async check(headline: string | RegExp): Promise<void> {
    await this.go('Reconcile');
    await this.openTab('Check');
    await this.button('Check now').click();
    await expect(this.headline).toHaveText(headline, { timeout: 20_000 });
  }

  /** Exports all carts once, to the end. */
  async exportAll(): Promise<void> {
    await this.go('Export');
    await this.button('Start the export').click();
    const latest = this.part('The latest export');
    await expect(latest.getByRole('heading', { level: 2 })).toHaveText('Exported', { timeout: STARTING });
  }
}
