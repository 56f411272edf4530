import { createHmac, randomUUID } from 'node:crypto';
import * as decoding from 'lib0/decoding';
import { WebSocket, type ClientOptions } from 'ws';
import * as Y from 'yjs';
import {
  decodeDurable,
  decodeRefused,
  frameTypes,
  SUBPROTOCOL,
  syncTypes,
  type Refusal,
} from '../../protocol/frames.ts';
import { updateFrame } from '../../protocol/relay-frame.ts';
import { TOKEN_SUBPROTOCOL_PREFIX, type Role } from '../../protocol/token.ts';

/** What a token says, and how it is signed; the defaults are an honest one of Mallory's. */
export interface Forgery {
  readonly user?: string;
  readonly cart?: string;
  readonly role?: Role;
  /** Seconds from now. */
  readonly life?: number;
  readonly issued?: number;
  readonly alg?: 'HS256' | 'HS512' | 'none';
  readonly secret?: Uint8Array;
  readonly tokenId?: string;
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token, put together by hand so that it can be a false one. */
export function forgeToken(secret: Uint8Array, forgery: Forgery = {}): string {
  const { user = 'mallory', cart = '*', role = 'editor', life = 3_600, issued = 0, alg = 'HS256' } = forgery;
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    sub: user,
    aud: cart,
    role,
    iat: now + issued,
    exp: now + life,
    jti: forgery.tokenId ?? randomUUID(),
  };
  const content = `${encode({ alg, typ: 'JWT' })}.${encode(claims)}`;
  if (alg === 'none') return `${content}.`;
  const hash = alg === 'HS512' ? 'sha512' : 'sha256';
  return `${content}.${createHmac(hash, forgery.secret ?? secret)
    .update(content)
    .digest('base64url')}`;
}

export interface DialOptions {
  readonly url: string;
  readonly token: string | null;
  /** Where the proxy in front is to say that it comes from. */
  readonly from: string;
  readonly socket?: ClientOptions;
}

/** Time for anything that should happen at once. */
const PATIENCE_MS = 8_000;

/** A connection that sends whatever it likes. */
export class Attacker {
  readonly refusals: Refusal[] = [];
  readonly socket: WebSocket;
  /** Close code, or what the upgrade was answered with. */
  ended: string | null = null;
  bytes = 0;
  asked = 0;
  answered = 0;
  readonly doc = new Y.Doc();
  readonly presence: Uint8Array[] = [];
  #durable: ReadonlyMap<number, number> = new Map();
  /** Applies what it is told; off where there is too much of it. */
  isListening = true;

  constructor({ url, token, from, socket }: DialOptions) {
    const protocols = token === null ? [SUBPROTOCOL] : [SUBPROTOCOL, `${TOKEN_SUBPROTOCOL_PREFIX}${token}`];
    this.socket = new WebSocket(url, protocols, {
      perMessageDeflate: false,
      ...socket,
      headers: { 'x-forwarded-for': from, ...socket?.headers },
    });
    this.socket.on('message', (data) => this.#receive(data as Buffer));
    this.socket.on('unexpected-response', (_request, response) => {
      this.ended ??= `HTTP ${response.statusCode}`;
      response.destroy();
    });
    this.socket.on('close', (code, reason) => (this.ended ??= `${code} ${reason.toString()}`.trim()));
    this.socket.on('error', () => undefined);
  }

  /** Waits until it has been let in, which it tells by its first question, or turned away. */
  async greeted(): Promise<this> {
    await until(() => this.asked > 0 || this.ended !== null, 'an answer to the connection');
    return this;
  }

  send(frame: Uint8Array): void {
    this.socket.send(frame, () => undefined);
  }

  /** Sends an update, and gives what became of it: the refusal, or `null` if all of it was stored. */
  async offer(update: Uint8Array, client: number, clock: number): Promise<Refusal | null> {
    const before = this.refusals.length;
    this.send(updateFrame(update));
    await until(
      () => this.refusals.length > before || this.durable(client) > clock || this.ended !== null,
      'an answer to an update',
    );
    return this.refusals[before] ?? null;
  }

  durable(client: number): number {
    return this.#durable.get(client) ?? 0;
  }

  async end(): Promise<string> {
    await until(() => this.ended !== null, 'the end of the connection');
    return this.ended ?? '';
  }

  leave(): void {
    this.socket.terminate();
  }

  #receive(message: Buffer): void {
    this.bytes += message.length;
    const decoder = decoding.createDecoder(
      new Uint8Array(message.buffer, message.byteOffset, message.length),
    );
    const type = decoding.readVarUint(decoder);
    if (type === frameTypes.refused) this.refusals.push(decodeRefused(decoder));
    else if (type === frameTypes.awareness && this.isListening) {
      this.presence.push(decoding.readVarUint8Array(decoder).slice());
    } else if (type === frameTypes.durable) {
      this.#durable = new Map([...this.#durable, ...Y.decodeStateVector(decodeDurable(decoder))]);
    } else if (type === frameTypes.sync) this.#sync(decoder);
  }

  #sync(decoder: decoding.Decoder): void {
    const step = decoding.readVarUint(decoder);
    if (step === syncTypes.step1) this.asked += 1;
    else {
      if (step === syncTypes.step2) this.answered += 1;
      if (this.isListening) Y.applyUpdate(this.doc, decoding.readVarUint8Array(decoder));
    }
  }
}

/** Waits for something; rejects, saying what was waited for, when it does not happen. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  what: string,
  patience = PATIENCE_MS,
): Promise<void> {
  const deadline = Date.now() + patience;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
