import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '..');

/** What `npm run package` leaves. */
export const PACKAGE = join(ROOT, 'release', 'linux-unpacked');

/** The copy of it that a debugger may attach to. */
export const TEST_COPY = join(ROOT, 'release', 'test-copy');

/** Makes both, unless this run is about them and they were made for it. */
export async function makePackage(): Promise<void> {
  if (process.env['TROLLEY_PACKAGE'] && existsSync(PACKAGE)) return;
  const script = join(ROOT, 'scripts', 'package.mjs');
  await promisify(execFile)(process.execPath, [script, '--test-copy'], { cwd: ROOT });
}

/** What a program printed, and how it ended. */
export interface Ending {
  /** The exit code, or the signal that ended it. */
  readonly end: number | NodeJS.Signals;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program of the package at work. */
export interface Running {
  readonly child: ChildProcess;
  /** The first line of JSON it prints; rejects if it ends before. */
  readonly announced: Promise<Readonly<Record<string, unknown>>>;
  readonly ended: Promise<Ending>;
}

/** Starts a program of the package with nothing in its environment but this. */
export function start(program: string, args: readonly string[], env: Record<string, string>): Running {
  const child = spawn(join(PACKAGE, program), args, {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = once(child, 'close').then(([code, signal]) => ({
    end: (code ?? signal) as Ending['end'],
    stdout,
    stderr,
  }));
  const announced = new Promise<Readonly<Record<string, unknown>>>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      stdout += `${line}\n`;
      if (line.startsWith('{')) resolve(JSON.parse(line) as Record<string, unknown>);
    });
    void ended.then(({ end }) => reject(new Error(`${program} ended with ${end}:\n${stderr}`)));
  });
  // Whoever does not wait for it has no interest in it either.
  announced.catch(() => undefined);
  return { child, announced, ended };
}
