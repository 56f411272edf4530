import Papa from 'papaparse';
import { words } from '../messages/words.ts';
import type { ProductText } from './read-product.ts';

/** A product's text and the line of the file at which it begins, from 1. */
export interface LinedText {
  readonly line: number;
  readonly text: ProductText;
}

export type ReadLines =
  | { readonly ok: true; readonly lines: readonly LinedText[]; readonly problems: readonly LineProblem[] }
  /** The file as a whole is not one of products. */
  | { readonly ok: false; readonly reason: string };

/** Why a line of a file gives no product. */
export interface LineProblem {
  readonly line: number;
  readonly reason: string;
}

/** What each column may be called; see `docs/catalogue.md`. */
const columnNames: Readonly<Record<keyof ProductText, readonly string[]>> = {
  sku: ['sku', 'id', 'article'],
  name: ['name', 'product'],
  codes: ['codes', 'code', 'ean', 'gtin', 'barcode'],
  category: ['category'],
  keywords: ['keywords', 'tags'],
  price: ['price'],
  currency: ['currency'],
  was: ['was'],
  until: ['until'],
  options: ['options'],
};

/** Reads comma-separated values (semicolons and tabs, too) with a first line that names the columns. */
export function readCsvCatalogue(file: string): ReadLines {
  const text = file.replace(/^\uFEFF/, '');
  const [head, ...records] = recordsOf(text);
  const places = placesOf(head?.cells ?? []);
  if (!('name' in places)) return { ok: false, reason: words.catalogue.reasons.noNameColumn };
  const lines: LinedText[] = [];
  const problems: LineProblem[] = [];
  for (const { line, cells, isBroken } of records) {
    if (isBroken) problems.push({ line, reason: words.catalogue.reasons.brokenQuotes });
    else if (cells.some((cell) => cell.trim() !== '')) lines.push({ line, text: textOf(cells, places) });
  }
  return { ok: true, lines, problems };
}

interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
  readonly isBroken: boolean;
}

/** The records with the lines at which they begin: a cell in quotes may go over several. */
function recordsOf(text: string): readonly CsvRecord[] {
  const records: CsvRecord[] = [];
  let line = 1;
  let start = 0;
  Papa.parse<string[]>(text, {
    step: ({ data, errors, meta }) => {
      records.push({ line, cells: data, isBroken: errors.some(({ type }) => type === 'Quotes') });
      line += text.slice(start, meta.cursor).match(/\r\n|\r|\n/g)?.length ?? 0;
      start = meta.cursor;
    },
  });
  return records;
}

function placesOf(head: readonly string[]): Partial<Record<keyof ProductText, number>> {
  const titles = head.map((title) => title.trim().toLowerCase());
  const found = Object.entries(columnNames).map(
    ([field, names]) => [field, titles.findIndex((title) => names.includes(title))] as const,
  );
  return Object.fromEntries(found.filter(([, place]) => place >= 0));
}

function textOf(cells: readonly string[], places: Partial<Record<keyof ProductText, number>>): ProductText {
  const cell = (field: keyof ProductText): string => {
    const place = places[field];
    return (place === undefined ? '' : (cells[place] ?? '')).trim();
  };
  const { sku, name, category, price, currency, was, until } = Object.fromEntries(
    (['sku', 'name', 'category', 'price', 'currency', 'was', 'until'] as const).map((field) => [
      field,
      cell(field),
    ]),
  ) as Record<'sku' | 'name' | 'category' | 'price' | 'currency' | 'was' | 'until', string>;
  return {
    ...{ sku, name, category, price, currency, was, until },
    codes: listOf(cell('codes').replaceAll(' ', '')),
    keywords: listOf(cell('keywords')),
    options: optionsOf(cell('options')),
  };
}

/** "milk|Milch": what stands between upright strokes. */
const listOf = (text: string): readonly string[] =>
  text
    .split('|')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** "Size: S|M|L; Colour: red|blue": options with their values. */
function optionsOf(text: string): ProductText['options'] {
  const parts = text.split(';').filter((part) => part.trim() !== '');
  return Object.fromEntries(
    parts.map((part) => {
      const colon = part.indexOf(':');
      return colon < 0
        ? ([part.trim(), []] as const)
        : ([part.slice(0, colon).trim(), listOf(part.slice(colon + 1))] as const);
    }),
  );
}
