import { Fold } from '../../cart/fold.ts';
import { HybridClock, isTimestamp, type Clock, type Timestamp } from '../../cart/hlc.ts';
import { createSid, opId, type OpId, type RandomBytes, type Sid, type UserId } from '../../cart/ids.ts';
import type { Json } from '../../cart/json.ts';
import type { OpBody } from '../../cart/op.ts';
import { ok, refuse, type Result } from '../../cart/result.ts';
import type { Refusal } from '../../protocol/frames.ts';
import { encodeLedgerStruct, encodeLedgerUpdate, readLedgerUpdate } from '../../protocol/ledger-update.ts';
import type { Grant } from '../access/grant.ts';
import { KeptAnswers } from './kept-answers.ts';
import type { Room } from '../carts/room.ts';
import { WritingPeer } from './writing-peer.ts';

/** The cart as it is for whoever words what to write next. */
export interface Draft {
  /** What was written here and is on its way is in it. */
  readonly fold: Fold;
  /** The id that the operation at this place, from 0, will have. */
  readonly idOf: (index: number) => OpId;
}

/** The operations that a wish comes to. */
export interface Wording<Answer> {
  readonly bodies: readonly OpBody[];
  /**
   * What to answer, once the fold has the operations. The extras are kept with the first of them; readers of the
   * cart ignore them.
   */
  readonly conclude: (at: Timestamp) => {
    readonly answer: Answer;
    readonly extras?: Readonly<Record<string, Json>>;
  };
}

export interface Written<Answer> {
  readonly answer: Answer;
  /** Resolves with `null` when all of it is durable, else with why it was refused. */
  readonly outcome: Promise<Refusal | null>;
}

export interface CartWriterOptions {
  readonly room: Room;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly maxOpBytes: number;
}

/** One user's session: one Yjs client, as in every other replica. */
interface Author {
  readonly peer: WritingPeer;
  readonly client: number;
  readonly sid: Sid;
  written: number;
}

/**
 * Writes operations into a cart on the relay itself, as one more client of it.
 *
 * What it writes goes the way of every update: the room judges, stores and passes it on. Its fold is the durable
 * one and what it has on its way itself, so that a hundred wishes can be on their way together, each knowing of
 * those before. When something is refused the fold and the sessions are forgotten, and read anew.
 */
export class CartWriter {
  readonly #options: CartWriterOptions;
  readonly #clock: HybridClock;
  readonly #authors = new Map<UserId, Author>();
  #fold = new Fold();
  #answers = new KeptAnswers();
  /** How many operations of each client the fold has. */
  readonly #read = new Map<number, number>();
  #durableRead = 0;

  constructor(options: CartWriterOptions) {
    this.#options = options;
    this.#clock = new HybridClock(options.clock);
  }

  /** The answers kept in the cart. */
  get answers(): KeptAnswers {
    this.#catchUp();
    return this.#answers;
  }

  /** Writes what the wording comes to, as a user with that grant; or gives the refusal of the wording. */
  write<Answer, Code extends string>(
    user: UserId,
    grant: Grant,
    word: (draft: Draft) => Result<Wording<Answer>, Code>,
  ): Result<Written<Answer>, Code | 'too_large'> {
    this.#catchUp();
    const author = this.#authors.get(user) ?? this.#begin(user, grant);
    const first = author.written + 1;
    const worded = word({ fold: this.#fold, idOf: (index) => opId(author.sid, first + index) });
    if (!worded.ok) return worded;
    const { bodies, conclude } = worded.value;
    const ops = bodies.map((body) => ({ ...body, at: this.#clock.next(), by: user }));
    ops.forEach((op, index) => this.#fold.apply(opId(author.sid, first + index), op));
    const { answer, extras } = conclude(ops.at(-1)?.at ?? this.#clock.next());
    if (ops.length === 0) return ok({ answer, outcome: Promise.resolve(null) });
    const whole = ops.map((op, index) => (index === 0 ? { ...op, ...extras } : op));
    const pieces = whole.map((op, index) =>
      encodeLedgerStruct(opId(author.sid, first + index), op as unknown as Json),
    );
    if (pieces.some((piece) => piece.length > this.#options.maxOpBytes)) {
      this.#forget();
      return refuse('too_large', 'this takes more than one operation can hold');
    }
    const { client } = author;
    const run = { client, clock: author.written, count: pieces.length, pieces };
    author.written += pieces.length;
    this.#read.set(client, author.written);
    // If it is refused at once, these are not ours any more.
    const answers = this.#answers;
    const outcome = author.peer.write(encodeLedgerUpdate([run]));
    for (const op of whole) answers.take(op, outcome);
    return ok({ answer, outcome });
  }

  #begin(user: UserId, grant: Grant): Author {
    const { room, randomBytes } = this.#options;
    const author: Author = {
      peer: new WritingPeer({ name: `http:${user}`, grant, room, onRefusal: () => this.#forget() }),
      client: this.#drawClient(),
      sid: createSid(randomBytes),
      written: 0,
    };
    this.#authors.set(user, author);
    return author;
  }

  #drawClient(): number {
    const { room, randomBytes } = this.#options;
    for (;;) {
      const bytes = randomBytes(4);
      const client = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
      if (room.ledger.nextClock(client) === 0) return client;
    }
  }

  /** Takes in what others have written since. */
  #catchUp(): void {
    const { ledger } = this.#options.room;
    if (ledger.size === this.#durableRead) return;
    this.#durableRead = ledger.size;
    const news = readLedgerUpdate(ledger.differenceFrom(this.#read), { maxOpBytes: Infinity });
    if (news.status === 'malformed') throw new Error(`the ledger cannot be read: ${news.reason}`);
    for (const { client, clock, key, value } of news.structs) {
      this.#read.set(client, clock + 1);
      this.#fold.apply(key as OpId, value);
      this.#answers.take(value);
      const at: unknown = typeof value === 'object' && value !== null && 'at' in value ? value.at : null;
      if (isTimestamp(at)) this.#clock.observe(at);
    }
  }

  #forget(): void {
    this.#authors.clear();
    this.#fold = new Fold();
    this.#answers = new KeptAnswers();
    this.#read.clear();
    this.#durableRead = 0;
  }
}
