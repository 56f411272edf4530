import { renameSync, writeFileSync } from 'node:fs';

/** Writes a line of text as a file for its owner only, by way of a second one: a crash leaves the one or the other. */
export function replaceFile(file: string, line: string): void {
  const next = `${file}.next`;
  writeFileSync(next, `${line}\n`, { mode: 0o600, flush: true });
  renameSync(next, file);
}
