/**
 * Puts texts between marks in a Markdown file: `<!-- bench:w1 -->` and `<!-- /bench:w1 -->`, by their names.
 *
 * What is between other marks, or between none, stays. Throws if a text has no place.
 */
export function fillMarked(document: string, texts: Readonly<Record<string, string>>): string {
  let filled = document;
  for (const [name, text] of Object.entries(texts)) {
    const [open, close] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`];
    const begin = filled.indexOf(open);
    const end = filled.indexOf(close);
    if (begin < 0 || end < begin) throw new Error(`the document has no place for "${name}"`);
    filled = `${filled.slice(0, begin + open.length)}\n\n${text.trim()}\n\n${filled.slice(end)}`;
  }
  return filled;
}
