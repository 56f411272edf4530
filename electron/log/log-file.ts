import type electronLog from 'electron-log/main.js';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { redact } from './redact.ts';

export type LogLevel = 'error' | 'warn' | 'info';

/** What went on in this desktop, for whoever has to find a fault. Never what is in a cart, nor what lets into one. */
export interface LogFile {
  readonly file: string;
  write(level: LogLevel, text: string): void;
}

/** At this size the file becomes `trolley.old.log`, in the place of the one before. In bytes. */
const MAX_SIZE = 1024 * 1024;

/**
 * The log of a profile, in a folder of its own below the profile's; opened with the first line.
 *
 * Warnings and errors go to standard error too. A log that cannot be written costs the log, and nothing else.
 */
export function logFile(userData: string): LogFile {
  const file = join(userData, 'logs', 'trolley.log');
  const home = homedir();
  let log: typeof electronLog | null = null;
  return { file, write: (level, text) => (log ??= openLog(file))[level](redact(text, home)) };
}

function openLog(file: string): typeof electronLog {
  // Loaded only now, and at once: it takes longer than all else that is loaded at the start, and an app that ends
  // with an error waits for nothing.
  const log = createRequire(import.meta.url)('electron-log/main.js') as typeof electronLog;
  const { transports } = log;
  transports.file.resolvePathFn = () => file;
  transports.file.maxSize = MAX_SIZE;
  transports.file.level = 'info';
  transports.file.format = '{iso} [{level}] {text}';
  transports.console.level = 'warn';
  transports.console.format = '{text}';
  transports.ipc.level = false;
  return log;
}
