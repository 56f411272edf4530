import { parse, type AST } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';

/** The components of the cart window; the admin view speaks English only. */
const components = import.meta.glob(['../*.svelte', '../*/**/*.svelte', '!../admin/**'], {
  query: '?raw',
  import: 'default',
  eager: true,
}) as Readonly<Record<string, string>>;

/** Attributes that are read out or shown. */
const spoken = new Set([
  ...['alt', 'aria-description', 'aria-label', 'aria-roledescription', 'aria-valuetext'],
  ...['label', 'placeholder', 'title'],
]);

const hasLetters = (text: string): boolean => /\p{L}{2}/u.test(text);

/** Words that stand in a component itself, where no translation finds them. */
function bareWordsIn(source: string): readonly string[] {
  const found: string[] = [];
  const walk = (node: unknown, isSpoken: boolean): void => {
    if (Array.isArray(node)) {
      for (const item of node) walk(item, isSpoken);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    const { type, name, data } = node as { type?: unknown; name?: unknown; data?: unknown };
    if (type === 'Text') {
      if (isSpoken && typeof data === 'string' && hasLetters(data)) found.push(data.trim());
      return;
    }
    const isText = type === 'Attribute' ? spoken.has(String(name)) : isSpoken;
    for (const [key, value] of Object.entries(node)) if (key !== 'css') walk(value, isText);
  };
  const { fragment }: AST.Root = parse(source, { modern: true });
  walk(fragment, true);
  return found;
}

describe('the cart window', () => {
  it('has components to look at', () => {
    expect(Object.keys(components).length).toBeGreaterThan(30);
  });

  it('finds words in text and in what is read out, and not in names of classes', () => {
    const source = '<p class="quiet">{n} Some text<input placeholder="A name" class="x y" type="text" /></p>';
    expect(bareWordsIn(source)).toEqual(['Some text', 'A name']);
  });

  it.each(Object.entries(components))('%s says nothing that is not in the catalogue', (_file, source) => {
    expect(bareWordsIn(source)).toEqual([]);
  });
});
