import { readFileSync, writeSync, openSync, closeSync } from 'node:fs';

/** Changes one bit of a text wherever it is in a file; gives how often that was. */
export function spoilFile(path: string, text: string): number {
  const content = readFileSync(path);
  const file = openSync(path, 'r+');
  let count = 0;
  for (let at = content.indexOf(text); at >= 0; at = content.indexOf(text, at + 1)) {
    writeSync(file, Buffer.of((content[at] ?? 0) ^ 1), 0, 1, at);
    count += 1;
  }
  closeSync(file);
  return count;
}
