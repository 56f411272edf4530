import { expect, type Locator, type Page } from '@playwright/test';

/** What a person does and sees in a cart window. */
export class CartPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get name(): Locator {
    return this.page.getByLabel('What to add');
  }

  get summary(): Locator {
    return this.page.locator('.status');
  }

  get alert(): Locator {
    return this.page.getByRole('alert');
  }

  get accessDialog(): Locator {
    return this.page.getByRole('dialog', { name: 'Access' });
  }

  get notes(): Locator {
    return this.page.getByRole('list', { name: 'What was put together' }).getByRole('listitem');
  }

  get total(): Locator {
    return this.page.locator('footer dd');
  }

  /** Types one line into quick entry, such as "3 x Milk 1.29". */
  async add(line: string): Promise<void> {
    await this.name.fill(line);
    await this.name.press('Enter');
    await expect(this.name).toHaveValue('');
  }

  row(product: string): Locator {
    return this.page.getByRole('row', { name: new RegExp(`^${product}, `) });
  }

  /** Names of the rows of a list, in order. */
  rows(list: 'In the cart' | 'Saved for later' = 'In the cart'): Locator {
    return this.page.getByRole('grid', { name: list }).locator('.name');
  }

  quantity(product: string): Locator {
    return this.page.getByLabel(`Quantity of ${product}`);
  }

  stage(product: string): Locator {
    return this.row(product).locator('[data-stage]');
  }

  async more(product: string): Promise<void> {
    await this.page.getByRole('button', { name: `One ${product} more` }).click();
  }

  async less(product: string): Promise<void> {
    await this.page.getByRole('button', { name: `One ${product} less` }).click();
  }

  async setQuantity(product: string, quantity: string): Promise<void> {
    await this.quantity(product).click();
    await this.page.keyboard.type(quantity);
    await this.page.keyboard.press('Enter');
  }

  /** Chooses from the menu of a row. */
  async choose(product: string, item: string): Promise<void> {
    await this.page.getByRole('button', { name: `More for ${product}` }).click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  async note(product: string, text: string): Promise<void> {
    await this.choose(product, 'note');
    await this.page.getByLabel(`Note on ${product}`).fill(text);
    await this.page.keyboard.press('Enter');
  }

  async workOffline(offline: boolean): Promise<void> {
    await this.page.getByRole('switch', { name: 'Work offline' }).setChecked(offline);
    if (offline) await expect(this.summary).toContainText('Working offline');
  }

  /** Opens the access dialog from the banner that asks for it, and saves a code there. */
  async enterCode(code: string): Promise<void> {
    await this.alert.getByRole('button', { name: /^Enter an? / }).click();
    await this.accessDialog.getByLabel(/access code/i).fill(code);
    await this.accessDialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(this.accessDialog).toBeHidden();
  }

  /** Waits until nothing of this window is on its way any more. */
  async settle(): Promise<void> {
    await expect(this.summary).toContainText('Everyone has everything');
  }
}
