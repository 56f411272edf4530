import type { Page } from '@playwright/test';
import { CartPage } from './cart-page.ts';
import { CataloguePage } from './catalogue-page.ts';
import { expect, test } from './fixtures.ts';
import { HomePage } from './home-page.ts';
import { ListPage } from './list-page.ts';

/** Keeps what a screen reader is given to say from now on, in order. */
async function listen(page: Page): Promise<() => Promise<readonly string[]>> {
  const heard = await page.evaluateHandle(() => {
    const said: string[] = [];
    const regions = '[role="status"], [role="alert"], [aria-live]:not([aria-live="off"])';
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        const text = element?.closest(regions)?.textContent.replaceAll(/\s+/g, ' ').trim() ?? '';
        if (text !== '' && said.at(-1) !== text) said.push(text);
      }
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
    return said;
  });
  return () => heard.evaluate((said) => said.splice(0));
}

test('what happens is said: one’s own steps at once, those of others in a line', async ({
  launchDesktop,
}) => {
  const { page } = await launchDesktop({ profile: 'Ana' });
  const ana = new CartPage(page);
  const ben = new CartPage((await launchDesktop({ profile: 'Ben' })).page);
  await ana.settle();
  const hear = await listen(page);
  /** Waits until it is said, in whatever else is said. */
  const said = async (words: RegExp): Promise<void> => {
    const all: string[] = [];
    const matching = async (): Promise<number> => {
      all.push(...(await hear()));
      return all.filter((text) => words.test(text)).length;
    };
    await expect.poll(matching, { message: `${String(words)} in ${all.join(' | ')}` }).toBeGreaterThan(0);
  };

  await ana.add('2 Milk 1.29');
  await said(/^2 × Milk added/);
  await ana.add('Tea 3.00');
  await said(/^1 × Tea added/);
  await ana.row('Tea').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await said(/^Tea, 1 of 2/);
  await page.keyboard.press('+');
  await said(/^Tea: 2/);
  await page.keyboard.press('Delete');
  await said(/^Tea is out of the cart/);
  await page.keyboard.press('Control+z');
  await said(/^Taken back/);
  await ben.more('Milk');
  await said(/^Ben changed Milk to 3/);
  await ana.name.fill('Milk 1.299');
  await page.keyboard.press('Enter');
  await said(/1\.299/);
});

test('a cart, its status and its history are told in words', async ({ launchDesktop }) => {
  const { page } = await launchDesktop();
  const ana = new CartPage(page);
  await ana.add('3 x Oat milk 1.89');
  await ana.note('Oat milk', 'the blue one');
  await ana.add('2 Napkins');
  await ana.choose('Napkins', 'Save for later');
  await ana.settle();
  await expect(page.locator('main')).toMatchAriaSnapshot(`
    - heading "kitchen" [level=1]
    - button "Everyone has everything"
    - button "Only you are here"
    - switch "Work offline"
    - button "Take back"
    - button "Bring back" [disabled]
    - button "History"
    - button "More for the cart"
    - form "Add to the cart":
      - combobox "What to add"
      - textbox "Price of one"
      - textbox "Quantity"
      - button "Add"
    - grid "In the cart":
      - 'row "Oat milk, 3, €5.67, note: the blue one, added by you, Everyone has it"':
        - gridcell:
          - 'button "Change the note on Oat milk: the blue one"'
        - gridcell:
          - button "Who added Oat milk, and when"
        - gridcell:
          - 'button "Change the price of Oat milk: €1.89"'
        - gridcell:
          - button "One Oat milk less"
          - textbox "Quantity of Oat milk": "3"
          - button "One Oat milk more"
        - gridcell:
          - button "More for Oat milk"
    - heading "Saved for later 1 product, not in the total" [level=2]
    - grid "Saved for later":
      - row "Napkins, 2, no price, added by you, Everyone has it":
        - gridcell:
          - button "Put Napkins back in the cart"
    - paragraph: 3 units in 1 row
    - term: Total
    - definition: €5.67
  `);

  await ana.summary.click();
  await expect(page.getByRole('dialog')).toMatchAriaSnapshot(`
    - dialog "Where your changes are":
      - term: Is it saved here?
      - definition: /./
      - term: Does everyone have it?
      - definition: /./
      - term: Can I close the lid?
      - definition: /./
      - button "Details"
  `);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'History', exact: true }).click();
  await expect(page.getByRole('complementary')).toMatchAriaSnapshot(`
    - complementary "History":
      - heading "History" [level=2]
      - button "Close the history"
      - button "One step earlier"
      - slider "Moment that the cart is shown at"
      - button "One step later" [disabled]
      - list "Entries":
        - listitem:
          - button "You saved Napkins for later"
        - listitem:
          - button "You added 2 × Napkins"
  `);
});

test('what is offered, what comes in and the carts there are told in words', async ({ launchDesktop }) => {
  const desktop = await launchDesktop({ relay: null });
  const { page } = desktop;
  const ana = new CartPage(page);
  await new CataloguePage(page).loadSample();
  await ana.name.fill('mozz');
  await expect(page.getByRole('form', { name: 'Add to the cart' })).toMatchAriaSnapshot(`
    - combobox "What to add" [expanded]: mozz
    - listbox "Suggestions":
      - option "Mozzarella 125 g Dairy & eggs €0.95"
    - status: One suggestion
  `);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  const lists = new ListPage(desktop);
  await lists.choose('list.txt', 'milk 1.29\nbread 2.40\n');
  await expect(lists.dialog).toMatchAriaSnapshot(`
    - dialog "Add from a file or list":
      - heading "Add from a file or list" [level=2]
      - button "Close the list"
      - region "2 rows to add · 2 units · €3.69 in all":
        - paragraph: list.txt
        - status:
          - strong: 2 rows to add
          - text: · 2 units · €3.69 in all
        - region "What would be added":
          - table:
            - rowgroup:
              - row "Qty Product Price"
            - rowgroup:
              - row "1 milk €1.29"
              - row "1 bread €2.40"
      - button "Back"
      - button "Add 2 rows"
  `);
  await lists.button('Add 2 rows').click();
  await expect(lists.dialog).toBeHidden();

  await desktop.clickMenu('Carts');
  await expect(new HomePage(page).row('kitchen')).toBeVisible();
  await expect(page.locator('main')).toMatchAriaSnapshot(`
    - heading "Carts" [level=1]
    - button "Join…"
    - button "New cart"
    - button "Preferences"
    - searchbox "Find a cart by its name or code"
    - radiogroup "Which carts":
      - radio "Carts, 1 cart" [checked]
      - radio "Templates, 0 carts"
      - radio "Archived, 0 carts"
      - radio "Trash, 0 carts"
    - grid "Carts":
      - row /^kitchen, .*2 products/:
        - gridcell:
          - button "More for kitchen"
  `);
});
