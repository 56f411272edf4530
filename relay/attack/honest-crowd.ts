import { randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { createSid, opId } from '../../cart/ids.ts';
import { OPS } from '../../cart/replica.ts';
import { decodeDurable, decodeRefused, frameTypes, SUBPROTOCOL, syncTypes } from '../../protocol/frames.ts';
import { syncStep1Frame, syncStep2Frame, updateFrame } from '../../protocol/relay-frame.ts';
import { TOKEN_SUBPROTOCOL_PREFIX } from '../../protocol/token.ts';

export interface CrowdOptions {
  readonly ws: string;
  /** One for each of those who shop, with the cart that it is for. */
  readonly members: readonly { readonly user: string; readonly cart: string; readonly token: string }[];
  /** Milliseconds from one edit of somebody to their next. */
  readonly pace: number;
}

/** How it went for those who only wanted to shop, since the last time that was asked. */
export interface CrowdFigures {
  readonly edits: number;
  /** From an edit to the moment somebody else at the cart has it, in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** Connections that ended, refusals and whatever else should not have happened. */
  readonly troubles: readonly string[];
}

/** How it went in all. */
export interface CrowdOutcome {
  readonly written: number;
  /** Who lacks what. */
  readonly lost: readonly string[];
  readonly p99: number;
}

/** Several carts of people who edit steadily and see each other's edits. */
export class HonestCrowd {
  readonly #members: readonly Member[];
  readonly #sentAt = new Map<string, number>();
  #latencies: number[] = [];
  readonly #allLatencies: number[] = [];
  #edits = 0;
  #troubles: string[] = [];
  #timers: NodeJS.Timeout[] = [];

  constructor({ ws, members, pace }: CrowdOptions) {
    this.#members = members.map(
      (member) => new Member(ws, member, this.#onSeen, (trouble) => this.#troubles.push(trouble)),
    );
    this.#members.forEach((member, i) => {
      const begin = setTimeout(
        () => {
          this.#timers.push(setInterval(() => this.#edit(member), pace));
        },
        (i * pace) / this.#members.length,
      );
      this.#timers.push(begin);
    });
  }

  /** What happened since the last time. */
  take(): CrowdFigures {
    const at = quantilesOf(this.#latencies);
    this.#allLatencies.push(...this.#latencies);
    const figures = { edits: this.#edits, p50: at(0.5), p99: at(0.99), max: at(1), troubles: this.#troubles };
    this.#latencies = [];
    this.#edits = 0;
    this.#troubles = [];
    return figures;
  }

  /** Ends all edits, waits for what is on its way, and says what somebody lacks. */
  async finish(patience: number): Promise<CrowdOutcome> {
    for (const timer of this.#timers) clearInterval(timer);
    const written = this.#members.flatMap(({ cart, written: ids }) => ids.map((id) => ({ cart, id })));
    const lost = () => {
      const missing = written.flatMap(({ cart, id }) =>
        this.#members
          .filter((member) => member.cart === cart && !member.has(id))
          .map(({ user }) => `${user} lacks ${id}`),
      );
      const pending = this.#members
        .filter(({ isDurable }) => !isDurable)
        .map(({ user }) => `${user} has no receipt for all`);
      return [...missing, ...pending];
    };
    const deadline = Date.now() + patience;
    while (lost().length > 0 && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 50));
    for (const member of this.#members) member.leave();
    this.take();
    return { written: written.length, lost: lost(), p99: quantilesOf(this.#allLatencies)(0.99) };
  }

  #edit(member: Member): void {
    this.#edits += 1;
    const id = member.edit((next) => this.#sentAt.set(next, performance.now()));
    if (!this.#sentAt.has(id)) throw new Error('an edit without a time');
  }

  readonly #onSeen = (id: string): void => {
    const sentAt = this.#sentAt.get(id);
    if (sentAt === undefined) return;
    this.#sentAt.delete(id);
    this.#latencies.push(performance.now() - sentAt);
  };
}

/** The value that a share of all is at most. */
function quantilesOf(values: readonly number[]): (share: number) => number {
  const sorted = [...values].sort((a, b) => a - b);
  return (share) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

/** One who shops: a document, and a connection that should never end. */
class Member {
  readonly user: string;
  readonly cart: string;
  readonly written: string[] = [];
  readonly #doc = new Y.Doc();
  readonly #sid = createSid(randomBytes);
  readonly #socket: WebSocket;
  #durable = 0;
  #isLeaving = false;

  constructor(
    ws: string,
    { user, cart, token }: CrowdOptions['members'][number],
    onSeen: (id: string) => void,
    onTrouble: (trouble: string) => void,
  ) {
    this.user = user;
    this.cart = cart;
    this.#socket = new WebSocket(`${ws}/${cart}`, [SUBPROTOCOL, `${TOKEN_SUBPROTOCOL_PREFIX}${token}`], {
      perMessageDeflate: false,
      headers: { 'x-forwarded-for': '198.51.100.7' },
    });
    this.#socket.on('open', () => this.#socket.send(syncStep1Frame(Uint8Array.of(0))));
    this.#socket.on('message', (data) => this.#receive(new Uint8Array(data as Buffer), onTrouble));
    this.#socket.on('close', (code, reason) => {
      if (!this.#isLeaving) onTrouble(`${user} was cut off: ${code} ${reason.toString()}`);
    });
    this.#socket.on('error', (error) => onTrouble(`${user}: ${error.message}`));
    this.#doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'relay') this.#socket.send(updateFrame(update), () => undefined);
    });
    this.#doc.getMap(OPS).observe((event, { origin }) => {
      if (origin === 'relay') for (const id of event.keysChanged as ReadonlySet<string>) onSeen(id);
    });
  }

  get isDurable(): boolean {
    return this.#durable >= this.written.length;
  }

  has(id: string): boolean {
    return this.#doc.getMap(OPS).has(id);
  }

  edit(onEdit: (id: string) => void): string {
    const id = opId(this.#sid, this.written.length + 1);
    this.written.push(id);
    onEdit(id);
    const stamp = { at: `${String(Date.now()).padStart(15, '0')}-00000`, by: this.user };
    const product = { id: `sku-${this.written.length % 20}`, name: 'something' };
    this.#doc
      .getMap(OPS)
      .set(id, { kind: 'add', ...stamp, product, price: { amount: 100, currency: 'EUR' }, qty: 1 });
    return id;
  }

  leave(): void {
    this.#isLeaving = true;
    this.#socket.terminate();
  }

  #receive(message: Uint8Array, onTrouble: (trouble: string) => void): void {
    const decoder = decoding.createDecoder(message);
    const type = decoding.readVarUint(decoder);
    if (type === frameTypes.refused) onTrouble(`${this.user} was refused: ${decodeRefused(decoder).reason}`);
    if (type === frameTypes.durable) {
      const marks = Y.decodeStateVector(decodeDurable(decoder));
      this.#durable = Math.max(this.#durable, marks.get(this.#doc.clientID) ?? 0);
    }
    if (type !== frameTypes.sync) return;
    const step = decoding.readVarUint(decoder);
    const bytes = decoding.readVarUint8Array(decoder);
    if (step === syncTypes.step1) this.#socket.send(syncStep2Frame(Y.encodeStateAsUpdate(this.#doc, bytes)));
    else Y.applyUpdate(this.#doc, bytes, 'relay');
  }
}
