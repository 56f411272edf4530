type Cell = string | number | null;

/**
 * Rows as comma-separated values (RFC 4180), each with its line end; `null` is empty.
 *
 * A text that a spreadsheet would take for a formula gets an apostrophe in front: names come from anybody.
 */
export const csvText = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('');

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
