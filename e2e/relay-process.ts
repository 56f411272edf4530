import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const PROGRAM = join(import.meta.dirname, '..', 'dist', 'cli', 'main.js');

/** A relay as people run it: its own process, its own data, a port that stays the same after a restart. */
export class RelayProcess {
  readonly #dataDir: string;
  readonly #logFile: string;
  #child: ChildProcess | null = null;
  #port = 0;

  constructor(dataDir: string, logFile: string) {
    this.#dataDir = dataDir;
    this.#logFile = logFile;
  }

  get ws(): string {
    return `ws://127.0.0.1:${this.#port}/sync`;
  }

  get http(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    const args = [PROGRAM, 'relay', '--port', String(this.#port), '--data', this.#dataDir];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stderr.pipe(createWriteStream(this.#logFile, { flags: 'a' }));
    this.#child = child;
    const ended = once(child, 'exit').then(() => {
      throw new Error(`the relay ended before it listened; see ${this.#logFile}`);
    });
    const lines = createInterface(child.stdout);
    const [line] = (await Promise.race([once(lines, 'line'), ended])) as [string];
    ended.catch(() => undefined);
    this.#port = Number(new URL((JSON.parse(line) as { http: string }).http).port);
  }

  /** Ends it as a crash or a power cut would. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** What the relay answers to a GET, read as JSON. */
  async get(path: string): Promise<unknown> {
    const response = await fetch(this.http + path);
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }
}
