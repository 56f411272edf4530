import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CartId, UserId } from '../cart/ids.ts';
import { EVERY_CART, type Role } from '../protocol/token.ts';
import { signToken } from '../relay/access/tokens.ts';
import { fillRelay } from './fill-relay.ts';
import { spawnRelay, type RelayProcess as Running } from '../relay/testing/spawn-relay.ts';

const PROGRAM = join(import.meta.dirname, '..', 'dist', 'cli', 'main.js');

const SECRET = 'what the relay of this test signs its tokens with';

export interface TokenOptions {
  readonly user: string;
  /** Every cart unless told otherwise. */
  readonly cart?: string;
  readonly role?: Role;
  readonly seconds?: number;
}

/** A relay as people run it: its own process, its own data, a port that stays the same after a restart. */
export class RelayProcess {
  readonly #dataDir: string;
  readonly #isGuarded: boolean;
  readonly #args: readonly string[];
  readonly #earlierLogs: string[] = [];
  #running: Running | null = null;
  #port = 0;

  constructor(dataDir: string, isGuarded: boolean, args: readonly string[]) {
    this.#args = args;
    this.#dataDir = dataDir;
    this.#isGuarded = isGuarded;
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
    this.#running = await spawnRelay({
      command: PROGRAM,
      dataDir: this.#dataDir,
      port: this.#port,
      args: [...(this.#isGuarded ? ['--auth-secret-file', this.#secretFile()] : []), ...this.#args],
    });
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

  /** Fills it with so many carts, quicker than people could. */
  async fill(carts: number): Promise<void> {
    await this.stop();
    await fillRelay(this.#dataDir, carts);
    await this.start();
  }

  /** A token that a guarded relay takes. */
  token({ user, cart = EVERY_CART, role = 'editor', seconds = 3_600 }: TokenOptions): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    return signToken(
      { sub: user as UserId, aud: cart as CartId, role, iat: now, exp: now + seconds, jti: randomUUID() },
      [new TextEncoder().encode(SECRET)],
    );
  }

  /** What the relay answers to a GET, read as JSON. */
  async get(path: string): Promise<unknown> {
    const token = await this.token({ user: 'observer', role: 'admin' });
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(this.http + path, this.#isGuarded ? { headers } : {});
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  /** Adds so many of a product to a cart, as an integrator does; the relay has it when this resolves. */
  async addItem(cart: string, item: string, unitCount: number, offeredPrice: number): Promise<void> {
    const response = await fetch(`${this.http}/items/${cart}/${item.toLowerCase()}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: item, unitCount, offeredPrice }),
    });
    if (!response.ok) throw new Error(`POST ${item}: ${response.status} ${await response.text()}`);
  }

  #secretFile(): string {
    const file = `${this.#dataDir}.secret`;
    writeFileSync(file, `${SECRET}\n`, { mode: 0o600 });
    return file;
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const running = this.#running;
    if (!running) return;
    await running.end(signal);
    this.#earlierLogs.push(...running.logs);
    this.#running = null;
  }
}
