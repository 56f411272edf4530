import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';

/** Runs the `trolley` command, as built for Node, in this process, and ends it as Node would. */
export async function runCommand(args: readonly string[]): Promise<never> {
  // Electron would show a window for the one and pass over the other.
  for (const kind of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(kind, (error: unknown) => fail(error));
  const program = join(import.meta.dirname, '..', 'cli', 'main.js');
  process.argv = [process.execPath, program, ...args];
  try {
    await import(pathToFileURL(program).href);
  } catch (error) {
    fail(error);
  }
  // Electron's own `exit` does not look at the exit code of the process.
  process.exit(Number(process.exitCode ?? 0));
}

/** A fault of the program: what it was, and the code that Node has for it. */
function fail(error: unknown): never {
  process.stderr.write(`${inspect(error)}\n`);
  process.exit(1);
}
