import { expect, type Locator, type Page } from '@playwright/test';

/** What a person does and sees in the list of carts, and in what opens over it. */
export class HomePage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get search(): Locator {
    return this.page.getByRole('searchbox', { name: 'Find a cart' });
  }

  /** Names of the carts that are listed, in order. */
  get names(): Locator {
    return this.page.locator('.item .name');
  }

  get notice(): Locator {
    return this.page.locator('.notice [role="status"]');
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  row(name: string): Locator {
    return this.page.getByRole('row', { name: new RegExp(`^${name}, `) });
  }

  /** Shows a part of the list. */
  async show(drawer: 'Carts' | 'Templates' | 'Archived' | 'Trash'): Promise<void> {
    await this.page.locator('.drawers label').filter({ hasText: drawer }).click();
  }

  /** Chooses from the menu of a cart. */
  async choose(name: string, item: string): Promise<void> {
    await this.page.getByRole('button', { name: `More for ${name}`, exact: true }).click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  /** Makes a cart by that name, which is then open. */
  async create(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'New cart' }).click();
    await this.dialog.getByLabel('Name').fill(name);
    await this.page.keyboard.press('Enter');
    await expect(this.page.getByRole('heading', { name, level: 1 })).toBeVisible();
  }

  /** Types a link or a code into the dialog for joining, as far as the last look before it. */
  async startJoin(text: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Join' }).click();
    await this.dialog.getByLabel('Link or code').fill(text);
  }
}
