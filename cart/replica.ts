import type * as Y from 'yjs';
import type { Command, CommandRefusal } from './commands.ts';
import { Fold } from './fold.ts';
import { HybridClock, isTimestamp, type Clock } from './hlc.ts';
import { createSid, opId, type OpId, type RandomBytes, type Sid, type UserId } from './ids.ts';
import { keptSteps, readKeptSteps, type KeptSteps } from './kept-steps.ts';
import type { Op, OpBody } from './op.ts';
import { ok, type Result } from './result.ts';
import { UndoStack } from './undo-stack.ts';

/** Name of the one root map in a cart's document: operation id → operation. */
export const OPS = 'ops';

export interface ReplicaOptions {
  /** Who writes here. */
  readonly user: UserId;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
}

/** What is written under one session id, by one Yjs client. */
interface Session {
  readonly sid: Sid;
  readonly client: number;
  written: number;
}

/**
 * One copy of a cart: a `Y.Doc` and the fold of its operations, and the only writer to both.
 *
 * It draws its own session id, so it must be made once for each `Y.Doc` instance. Operations that come in
 * by other ways (storage, network, another window) are folded as they arrive.
 */
export class Replica {
  readonly doc: Y.Doc;
  readonly fold = new Fold();

  readonly #randomBytes: RandomBytes;
  readonly #user: UserId;
  readonly #clock: HybridClock;
  readonly #ops: Y.Map<unknown>;
  readonly #steps = new UndoStack();
  readonly #listeners = new Set<() => void>();
  #session: Session;

  constructor(doc: Y.Doc, { user, clock, randomBytes }: ReplicaOptions) {
    this.doc = doc;
    this.#randomBytes = randomBytes;
    this.#session = this.#begin();
    this.#user = user;
    this.#clock = new HybridClock(clock);
    this.#ops = doc.getMap(OPS);
    for (const id of this.#ops.keys()) this.#take(id as OpId);
    this.#ops.observe(this.#observe);
  }

  /** The session that writes here now. */
  get sid(): Sid {
    return this.#session.sid;
  }

  get user(): UserId {
    return this.#user;
  }

  get canUndo(): boolean {
    return this.#steps.canUndo;
  }

  get canRedo(): boolean {
    return this.#steps.canRedo;
  }

  /**
   * Carries out a command as one step that `undo` takes back; gives the ids of its operations.
   *
   * With `joined`, the id that another step begins with, it becomes part of that step.
   */
  perform(command: Command, joined: OpId | null = null): Result<readonly OpId[], CommandRefusal> {
    if (!command.ok) return command;
    return ok(this.#write(command.value, (ids) => this.#steps.push(ids, joined)));
  }

  /**
   * The id of an operation of the next command, by its index there: for operations that refer to one another.
   *
   * It holds until something else is written here.
   */
  readonly nextId = (index: number): OpId => {
    const { sid, written } = this.#current();
    return opId(sid, written + index + 1);
  };

  /**
   * Takes back this session's latest step, or the one that begins with the operation `first`; gives the ids of the
   * operations that do so.
   */
  undo(first: OpId | null = null): readonly OpId[] {
    return this.#write(this.#steps.undo(first));
  }

  redo(): readonly OpId[] {
    return this.#write(this.#steps.redo(this.fold));
  }

  /** The steps that can be taken back and brought again, to be kept with the operations. */
  get steps(): KeptSteps {
    return keptSteps(this.#steps);
  }

  /** Goes on with the steps that were kept by an earlier replica of this copy, as far as they are this user's. */
  resumeSteps(kept: unknown): void {
    this.#steps.resume(readKeptSteps(kept, this.fold, this.#user));
  }

  /** Calls back after each change of the fold; returns the end of the subscription. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Stops following the document. */
  destroy(): void {
    this.#ops.unobserve(this.#observe);
    this.#listeners.clear();
  }

  /**
   * All in one transaction and at one moment: others get the whole step or nothing of it. `written` is called before
   * anybody hears of it.
   */
  #write(bodies: readonly OpBody[], written?: (ids: readonly OpId[]) => void): readonly OpId[] {
    const ids: OpId[] = [];
    if (bodies.length === 0) return ids;
    const session = this.#current();
    this.doc.transact(() => {
      for (const body of bodies) {
        session.written += 1;
        const id = opId(session.sid, session.written);
        const at = ids.length === 0 ? this.#clock.next() : this.#clock.nextAtOnce();
        const op: Op = { ...body, at, by: this.#user };
        this.#ops.set(id, op);
        ids.push(id);
      }
      written?.(ids);
    }, this);
    return ids;
  }

  /** Yjs takes on another client id when it meets its own elsewhere; a session belongs to one. */
  #current(): Session {
    if (this.#session.client !== this.doc.clientID) this.#session = this.#begin();
    return this.#session;
  }

  #begin(): Session {
    return { sid: createSid(this.#randomBytes), client: this.doc.clientID, written: 0 };
  }

  readonly #observe = (event: Y.YMapEvent<unknown>): void => {
    for (const id of event.keysChanged) this.#take(id as OpId);
    for (const listener of this.#listeners) listener();
  };

  #take(id: OpId): void {
    const value = this.#ops.get(id);
    this.fold.apply(id, value);
    const at: unknown = typeof value === 'object' && value !== null && 'at' in value ? value.at : null;
    if (isTimestamp(at)) this.#clock.observe(at);
  }
}
