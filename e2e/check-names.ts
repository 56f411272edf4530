import { expect, type Page } from '@playwright/test';

const NAMED =
  'button|link|textbox|searchbox|combobox|checkbox|radio|switch|slider|spinbutton|tab|menuitem|option|dialog|menu|listbox|grid|row|radiogroup|complementary|region|form|img';
const CONTROLS = 'button|link|textbox|searchbox|combobox|switch|slider|spinbutton|tab|menuitem';

/** They stand twice, where one looks for them, and do the same. */
const SAME_ACT = ['button Take back', 'button One step earlier', 'button One step later'];

/** What a screen reader finds: everything has a name, no two controls the same one, and none stutters. */
export async function checkNames(page: Page, state: string): Promise<void> {
  const open = page.locator('[role="dialog"], [role="menu"]').locator('visible=true');
  const root = (await open.count()) > 0 ? open.last() : page.locator('body');
  const lines = (await root.ariaSnapshot()).split('\n').map((line) => line.replace(/^[\s-]+/, ''));

  const nameless = lines.filter((line) => new RegExp(`^(${NAMED})( \\[[^\\]]*\\])*(:.*)?$`).test(line));
  expect.soft(nameless, `${state}: without a name`).toEqual([]);

  const named = lines.flatMap((line) => {
    const [, role, name] = new RegExp(`^(${CONTROLS}) "((?:[^"\\\\]|\\\\.)*)"`).exec(line) ?? [];
    return role === undefined || name === undefined ? [] : [`${role} ${name}`];
  });
  const twice = named.filter((name, index) => named.indexOf(name) !== index && !SAME_ACT.includes(name));
  expect.soft(twice, `${state}: the same name twice`).toEqual([]);

  const stutters = lines.filter((line) => /\b([\p{L}]{3,}(?: [\p{L}]+)*)[,.]? \1\b/iu.test(line));
  expect.soft(stutters, `${state}: says something twice`).toEqual([]);
}
