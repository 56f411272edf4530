import type { Locator } from '@playwright/test';
import { readFileSync } from 'node:fs';
import type { Desktop } from './desktop.ts';
import { expect } from './fixtures.ts';

/** What a person does and sees when lists come into a cart, and go out of it. */
export class ListPage {
  readonly #desktop: Desktop;

  constructor(desktop: Desktop) {
    this.#desktop = desktop;
  }

  get dialog(): Locator {
    return this.#desktop.page.getByRole('dialog', { name: 'Add from a file or list' });
  }

  get summary(): Locator {
    return this.dialog.getByRole('status');
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  /** Chooses a file of that content in the dialog. */
  async choose(name: string, content: string | Buffer): Promise<void> {
    await this.#desktop.clickMenu('Add from a File…');
    await this.dialog
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
  }

  /** Exports by the menu to a file in the place of the one that a person would name; gives what was written. */
  async exportTo(path: string, format: 'CSV' | 'JSON'): Promise<string> {
    const { page } = this.#desktop;
    await saveTo(this.#desktop, path);
    await this.#desktop.clickMenu(`Export as ${format}…`);
    await expect(page.getByText(/rows? saved to a file$/)).toBeVisible();
    await page.locator('.bar').getByRole('button', { name: 'Close' }).click();
    return readFileSync(path, 'utf8');
  }
}

/** Answers the next dialogs for saving a file. */
export const saveTo = (desktop: Desktop, path: string): Promise<void> =>
  desktop.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
