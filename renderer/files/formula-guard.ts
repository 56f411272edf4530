/**
 * Cells that a spreadsheet would take for a formula, in a file that somebody opens there: an apostrophe keeps them
 * text. One that begins with apostrophes before such a sign gets a further one, so that taking it off again is exact.
 *
 * Source: OWASP, "CSV Injection".
 */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/u;
const guarded = /^'+[=+\-@\t\r\n＝＋－＠]/u;

export const guardFormula = (cell: string): string => (formula.test(cell) ? `'${cell}` : cell);

export const withoutGuard = (cell: string): string => (guarded.test(cell) ? cell.slice(1) : cell);
