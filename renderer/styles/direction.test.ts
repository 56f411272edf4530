import { describe, expect, test } from 'vitest';

const files = import.meta.glob(['../**/*.svelte', '../**/*.css'], {
  query: '?raw',
  import: 'default',
  eager: true,
}) as Readonly<Record<string, string>>;

/** Sides of the window, where sides of the text (`start`, `end`) are meant. */
const PHYSICAL = [
  /^(margin|padding|border|scroll-margin|scroll-padding)-(left|right)\b/,
  /^border-(top|bottom)-(left|right)-radius/,
  /^(left|right):/,
  /^(text-align|float|clear|justify-content|justify-items|justify-self): (left|right)\b/,
];

/** What is shifted to one side along a line of text, which the other direction has to turn round. */
const SHIFTED = [/^translate: (?!0\b)/, /^box-shadow: inset (?!0\b)/, /translateX\(/];

/** Of four sides, the second and the fourth are those of the window. */
function isLopsided(declaration: string): boolean {
  const [, value = ''] = /^(?:margin|padding|inset|border-width): (.+)$/.exec(declaration) ?? [];
  const sides = value.match(/(?:[^\s()]|\((?:[^()]|\([^()]*\))*\))+/g) ?? [];
  return sides.length === 4 && sides[1] !== sides[3];
}

/** Declarations of the style of a file, one by one. */
function declarationsOf(path: string, text: string): readonly string[] {
  const css = path.endsWith('.svelte') ? (/<style>(.*)<\/style>/s.exec(text)?.[1] ?? '') : text;
  const bare = css.replaceAll(/\/\*.*?\*\//gs, '').replaceAll(/\s+/g, ' ');
  return bare.split(/[;{}]/).map((part) => part.trim());
}

const found = (isFound: (declaration: string) => boolean): readonly string[] =>
  Object.entries(files).flatMap(([path, text]) =>
    declarationsOf(path, text)
      .filter(isFound)
      .map((declaration) => `${path}: ${declaration}`),
  );

describe('styles for texts from left to right and from right to left', () => {
  test('are found', () => {
    expect(Object.entries(files).flatMap((file) => declarationsOf(...file)).length).toBeGreaterThan(500);
  });

  test('name the sides of the text, not of the window', () => {
    expect(found((one) => PHYSICAL.some((pattern) => pattern.test(one)) || isLopsided(one))).toEqual([]);
  });

  test('shift things along the text by way of its direction', () => {
    const isTold = (one: string): boolean => one.includes('var(--direction)');
    expect(found((one) => SHIFTED.some((pattern) => pattern.test(one)) && !isTold(one))).toEqual([]);
  });
});
