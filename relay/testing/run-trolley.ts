import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Path of the built command. */
export const trolleyCommand = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

export interface TrolleyRun {
  /** `null` if it was killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built `trolley` command to its end. */
export function runTrolley(...args: readonly string[]): Promise<TrolleyRun> {
  const child = spawn(process.execPath, [trolleyCommand, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...said }));
  });
}
