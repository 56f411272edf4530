import { words } from '../messages/words.ts';
import { numberText } from '../shared/counting.ts';
import type { RawList } from './raw-row.ts';
import { csvHead, readCsv } from './read-csv.ts';
import { readJson } from './read-json.ts';
import { readLines, type ReadEntry } from './read-lines.ts';

/** Most rows that are added at once. */
export const MAX_ROWS = 10_000;

/** Most bytes that are read: ten thousand rows with long notes. */
export const MAX_BYTES = 10 * 1024 * 1024;

/** Reads whatever a text turns out to be: JSON, a table whose first line names its columns, or a plain list. */
export function readList(text: string, fileName: string | null, readEntry: ReadEntry): RawList {
  if (text.trim() === '') return { ok: false, problem: words.files.emptyFile };
  const list = readAs(text.replace(/^\uFEFF/u, ''), endingOf(fileName), readEntry);
  if (!list.ok) return list;
  if (list.rows.length === 0) return { ok: false, problem: words.files.noRows };
  if (list.rows.length > MAX_ROWS) {
    return {
      ok: false,
      problem: words.files.tooManyRows(numberText(list.rows.length), numberText(MAX_ROWS)),
    };
  }
  return list;
}

function readAs(text: string, ending: string, readEntry: ReadEntry): RawList {
  if (ending === 'json' || /^\s*\{/u.test(text)) return readJson(text);
  // A list of boxes to tick begins with a bracket, too.
  const json = /^\s*\[/u.test(text) ? readJson(text) : null;
  if (json?.ok) return json;
  const head = csvHead(text);
  if (head) return readCsv(text, head);
  if (ending === 'csv' || ending === 'tsv') return { ok: false, problem: words.files.noHeader };
  return readLines(text, readEntry);
}

const endingOf = (fileName: string | null): string =>
  /\.([^.]+)$/u.exec(fileName ?? '')?.[1]?.toLowerCase() ?? '';
