import { execFile } from 'node:child_process';
import { desktopProgram } from './desktop-program.ts';

/** Starts a profile that is open already once more, as from a second icon or a link; gives its exit code. */
export async function startAgain(userDataDir: string, ...args: readonly string[]): Promise<number> {
  const program = desktopProgram();
  const all = [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    `--user-data-dir=${userDataDir}`,
    ...program.args,
    ...['--profile', 'Ana', ...args],
  ];
  return new Promise((resolve) => {
    execFile(program.executable, all, (error) => resolve(error ? Number(error.code) : 0));
  });
}
