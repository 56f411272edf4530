import { syncStep1Frame } from '../../protocol/relay-frame.ts';
import { Attacker, forgeToken, until, type DialOptions, type Forgery } from './attacker.ts';
import { AttackWriter } from './attack-writer.ts';

export interface SceneOptions {
  readonly ws: string;
  readonly http: string;
  /** Of the relay. */
  readonly pid: number;
  readonly secret: Uint8Array;
  readonly logs: readonly string[];
}

/** A relay that is attacked, as its attackers reach it: through a proxy that says where they come from. */
export class Scene {
  readonly pid: number;
  readonly http: string;
  readonly ws: string;
  readonly secret: Uint8Array;
  readonly logs: readonly string[];
  #guests: Attacker[] = [];
  #count = 0;

  constructor({ ws, http, pid, secret, logs }: SceneOptions) {
    this.ws = ws;
    this.http = http;
    this.pid = pid;
    this.secret = secret;
    this.logs = logs;
  }

  /** An address that nothing has come from yet. */
  newAddress(): string {
    this.#count += 1;
    return `203.0.${(this.#count >> 8) & 255}.${this.#count & 255}`;
  }

  /** A cart that nobody has written to yet. */
  newCart(): string {
    this.#count += 1;
    return `target-${this.#count}`;
  }

  token(forgery: Forgery = {}): string {
    return forgeToken(this.secret, forgery);
  }

  /** Connects; the connection is ended after the attack. */
  dial(cart: string, options: Partial<DialOptions> = {}, forgery: Forgery = {}): Attacker {
    const attacker = new Attacker({
      url: `${this.ws}/${cart}`,
      token: this.token(forgery),
      from: this.newAddress(),
      ...options,
    });
    this.#guests.push(attacker);
    return attacker;
  }

  /** Connects and waits to be let in. Rejects if it is not. */
  async enter(cart: string, forgery: Forgery = {}, options: Partial<DialOptions> = {}): Promise<Attacker> {
    const attacker = await this.dial(cart, options, forgery).greeted();
    if (attacker.ended !== null) throw new Error(`not let in: ${attacker.ended}`);
    return attacker;
  }

  /** A cart with an honest operation in it, its author, and an attacker at it. */
  async victim() {
    const cart = this.newCart();
    const ana = new AttackWriter('ana');
    const honest = await this.enter(cart, { user: 'ana' });
    const first = ana.add();
    const refusal = await honest.offer(first, ana.client, 0);
    if (refusal !== null) throw new Error(`an honest operation was refused: ${refusal.reason}`);
    const mallory = await this.enter(cart);
    mallory.send(syncStep1Frame(Uint8Array.of(0)));
    await until(() => mallory.answered > 0, 'the cart');
    return { cart, ana, honest, mallory, first };
  }

  /** As one address asks over HTTP. */
  async ask(path: string, init: RequestInit & { readonly from?: string } = {}): Promise<Response> {
    const { from = this.newAddress(), headers, ...rest } = init;
    return fetch(`${this.http}${path}`, {
      ...rest,
      headers: { 'x-forwarded-for': from, ...(headers as Record<string, string> | undefined) },
    });
  }

  /** For `ask`: as somebody who may see everything. */
  get asAdmin() {
    return { headers: { authorization: `Bearer ${this.token({ user: 'root', role: 'admin' })}` } };
  }

  /** Ends what the attack has opened. */
  clear(): void {
    for (const guest of this.#guests) guest.leave();
    this.#guests = [];
  }
}
