import { join } from 'node:path';
import { spawnRelay, type RelayProcess as Running } from '../relay/spawn-relay.ts';

const PROGRAM = join(import.meta.dirname, '..', 'dist', 'cli', 'main.js');

/** A relay as people run it: its own process, its own data, a port that stays the same after a restart. */
export class RelayProcess {
  readonly #dataDir: string;
  readonly #earlierLogs: string[] = [];
  #running: Running | null = null;
  #port = 0;

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  get ws(): string {
    return `ws://127.0.0.1:${this.#port}/sync`;
  }

  get http(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** What it has logged, over all its restarts. */
  get logs(): readonly string[] {
    return [...this.#earlierLogs, ...(this.#running?.logs ?? [])];
  }

  async start(): Promise<void> {
    this.#running = await spawnRelay({ command: PROGRAM, dataDir: this.#dataDir, port: this.#port });
    this.#port = Number(new URL(this.#running.http).port);
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
    const running = this.#running;
    if (!running) return;
    await running.end(signal);
    this.#earlierLogs.push(...running.logs);
    this.#running = null;
  }
}
