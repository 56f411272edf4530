import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { trolleyCommand } from '../../relay/testing/run-trolley.ts';

/** Starts a subcommand that goes on until it is told to stop, and waits for its first line. */
export async function startTrolley(...args: readonly string[]) {
  const child = spawn(process.execPath, [trolleyCommand, ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
  const lines: unknown[] = [];
  const reader = createInterface(child.stdout);
  reader.on('line', (line) => lines.push(JSON.parse(line)));
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const stop = () => {
    child.kill('SIGTERM');
    return exited;
  };
  onTestFinished(async () => {
    await stop();
  });
  await Promise.race([once(reader, 'line'), exited]);
  return { lines, stop };
}
