import { words } from '../messages/words.ts';
import { JSON_FORMAT, JSON_VERSION } from './cart-json.ts';
import type { RawList, RawRow } from './raw-row.ts';
import { fieldsOf, type RowField } from './row-field.ts';

type Table = Readonly<Record<string, unknown>>;

const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads JSON: our own, or a list of objects by whatever name. */
export function readJson(text: string): RawList {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, problem: words.files.notJson };
  }
  const head: Table = isTable(value) ? value : {};
  const isOurs = head['format'] === JSON_FORMAT;
  if (isOurs && Number(head['version']) > JSON_VERSION) {
    return { ok: false, problem: words.files.newerFile };
  }
  const entries = listIn(value);
  if (entries === null) return { ok: false, problem: words.files.noListInJson };
  return { ok: true, rows: entries.map(rowOf), counts: 'entries', isOurs };
}

/** The value itself, or the first list that one of its members is. */
function listIn(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value as readonly unknown[];
  if (!isTable(value)) return null;
  const found = Object.values(value).find((member) => Array.isArray(member));
  return (found as readonly unknown[] | undefined) ?? null;
}

function rowOf(entry: unknown, index: number): RawRow {
  const cells: Partial<Record<RowField, string>> = {};
  if (typeof entry === 'string') cells.name = entry;
  else if (isTable(entry)) {
    const keys = Object.keys(entry);
    fieldsOf(keys).forEach((field, at) => {
      const text = cellText(entry[keys[at] ?? ''], field === 'options');
      if (field !== null && text !== null) cells[field] = text;
    });
  }
  return { line: index + 1, text: JSON.stringify(entry), cells };
}

/** `null` for what is as good as left out, and for what has parts where it should not. */
function cellText(value: unknown, mayHaveParts: boolean): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return mayHaveParts && isTable(value) ? JSON.stringify(value) : null;
}
