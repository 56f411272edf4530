import electronLog from 'electron-log/main.js';
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
 * Opens the log of a profile, in a folder of its own below the profile's.
 *
 * Warnings and errors go to standard error too. A log that cannot be written costs the log, and nothing else.
 */
export function openLogFile(userData: string): LogFile {
  const file = join(userData, 'logs', 'trolley.log');
  const { transports } = electronLog;
  transports.file.resolvePathFn = () => file;
  transports.file.maxSize = MAX_SIZE;
  transports.file.level = 'info';
  transports.file.format = '{iso} [{level}] {text}';
  transports.console.level = 'warn';
  transports.console.format = '{text}';
  transports.ipc.level = false;
  const home = homedir();
  return { file, write: (level, text) => electronLog[level](redact(text, home)) };
}
