import { expect, type Locator, type Page } from '@playwright/test';

/** A file as a person chooses it. */
export interface ChosenFile {
  readonly name: string;
  readonly text: string;
}

/** The catalogue, as it is seen and loaded from a cart's window. */
export class CataloguePage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog', { name: 'Catalogue' });
  }

  /** What is offered while something is typed. */
  get suggestions(): Locator {
    return this.page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
  }

  get options(): Locator {
    return this.page.getByRole('dialog', { name: /^Which / });
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'More for the cart' }).click();
    await this.page.getByRole('menuitem', { name: 'Catalogue' }).click();
    await expect(this.dialog).toBeVisible();
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await expect(this.dialog).toBeHidden();
  }

  /** Loads the sample from an empty cart, and waits until it can be searched. */
  async loadSample(): Promise<void> {
    await this.page.getByRole('button', { name: 'Load the sample' }).click();
    await expect(this.page.getByText(/^29\d products loaded/)).toBeVisible();
  }

  /** Chooses a file in the dialog, which then says what it comes to. */
  async choose({ name, text }: ChosenFile): Promise<void> {
    const input = this.dialog.locator('input[type="file"]');
    await input.setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  }

  /** Opens the dialog and loads the file, in the place of what is loaded. */
  async load(file: ChosenFile): Promise<void> {
    await this.open();
    await this.choose(file);
    await this.dialog.getByRole('button', { name: /^Load \d+ products?$/ }).click();
    await expect(this.dialog.getByRole('status').filter({ hasText: /^\d+ products? loaded$/ })).toBeVisible();
    await this.close();
  }
}
