import { Awareness, applyAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { isSid } from '../../cart/ids.ts';
import { isSameJson, type Json } from '../../cart/json.ts';
import type { Random } from '../../cart/testing/random.ts';
import { awarenessFrame, updateFrame } from '../../protocol/relay-frame.ts';
import { encodePresence } from '../carts/presence-update.ts';
import { inMemoryRoom } from '../testing/in-memory-room.ts';
import { ManualTimers } from '../testing/manual-timers.ts';
import { MemoryPeer } from '../testing/memory-peer.ts';
import { MemoryUpdateLog } from '../testing/memory-update-log.ts';
import type { Knowledge } from './forge-update.ts';

const START = 1_763_000_000_000;

/** Somebody who writes as a cart does, and must not notice what others try. */
class HonestWriter {
  readonly peer: MemoryPeer;
  readonly sid: string;
  readonly client: number;
  readonly written = new Map<string, object>();
  readonly #doc = new Y.Doc();
  readonly #name: string;

  constructor(name: string, user: string | null, random: Random) {
    this.#name = name;
    this.peer = new MemoryPeer(name, user);
    this.sid = random.bits().toString(16).padStart(16, 'a');
    this.client = this.#doc.clientID = random.bits();
  }

  /** The frame of one more operation. */
  write(now: number): Uint8Array {
    const n = this.written.size + 1;
    const stamp = { at: `${String(now).padStart(15, '0')}-00000`, by: this.#name };
    const op =
      n % 3 === 1
        ? {
            ...stamp,
            kind: 'add',
            product: { id: `${n}`, name: 'x' },
            price: { amount: n, currency: 'EUR' },
            qty: 1,
          }
        : { ...stamp, kind: 'inc', line: `${this.sid}.${n - ((n - 1) % 3)}`, delta: 1 };
    let frame = new Uint8Array();
    this.#doc.once('update', (update: Uint8Array) => (frame = Uint8Array.from(updateFrame(update))));
    this.#doc.getMap('ops').set(`${this.sid}.${n}`, op);
    this.written.set(`${this.sid}.${n}`, op);
    return frame;
  }
}

/** One cart with honest people and an attacker at it, all in memory. */
export class FuzzWorld {
  readonly #hasTokens: boolean;
  readonly #timers = new ManualTimers();
  readonly #parts;
  readonly #honest: readonly HonestWriter[];
  readonly #observer: MemoryPeer;
  /** What the observer makes of what it is told, as an unmodified client would. */
  readonly #mirror = new Y.Doc();
  readonly #awareness = new Awareness(this.#mirror);
  #attacker: MemoryPeer | null = null;
  #attackers = 0;
  #now = START;

  constructor(random: Random, hasTokens: boolean) {
    this.#hasTokens = hasTokens;
    this.#parts = inMemoryRoom({
      log: new MemoryUpdateLog(),
      timers: this.#timers,
      clock: () => this.#now,
      // Cut off later than by default, so that each gets to do more.
      limits: { maxOffences: 500, presenceBurst: 5_000, syncBurst: 5_000, maxOpsPerCart: 5_000 },
    });
    this.#honest = ['Ana', 'Ben'].map((name) => new HonestWriter(name, this.#nameOf(name), random));
    this.#observer = new MemoryPeer('Olga', this.#nameOf('Olga'));
    for (const { peer, client } of this.#honest) {
      this.#parts.room.join(peer);
      const presence = encodePresence([{ client, clock: 1, state: '{"editing":null}' }]);
      this.#parts.room.receive(peer, awarenessFrame(presence));
    }
    this.#parts.room.join(this.#observer);
  }

  /**
   * Without names whoever reaches the relay is trusted with the Yjs clients of others: it is one machine, and its
   * windows pass on what the others wrote. So there the attacker is only told of sessions.
   */
  get knowledge(): Knowledge {
    const { ledger } = this.#parts.room;
    const honest = new Set(this.#honest.map(({ client }) => client));
    const own = [...this.#mirror.store.clients.keys()].filter((client) => !honest.has(client)).slice(-5);
    const ids = [...this.#mirror.getMap('ops').keys()].slice(-5).map((id) => id.split('.', 1)[0] ?? '');
    const heard = this.#honest.flatMap(({ sid, written }) => (written.size > 0 ? [sid] : []));
    const sids = [...new Set([...ids, ...heard])];
    return {
      clients: new Map(
        [...own, ...(this.#hasTokens ? honest : [])].map((client) => [client, ledger.nextClock(client)]),
      ),
      sessions: new Map(sids.map((sid) => [sid, isSid(sid) ? (ledger.session(sid)?.count ?? 0) : 0])),
      users: ['Mallory', 'Ana', 'Ben'],
      now: this.#now,
    };
  }

  /** Lets the attacker send a message; gives what became of it, in words that name no figures. */
  attack(frame: Uint8Array): string {
    const { room } = this.#parts;
    if (this.#attacker === null || this.#attacker.closed !== null) {
      if (this.#attacker !== null) room.leave(this.#attacker);
      this.#attackers += 1;
      this.#attacker = new MemoryPeer(`Mallory#${this.#attackers}`, this.#nameOf('Mallory'));
      room.join(this.#attacker);
    }
    const attacker = this.#attacker;
    attacker.heard.length = 0;
    const before = room.ledger.opCount;
    room.receive(attacker, frame);
    const answers = attacker.heard.map((heard) =>
      heard.type === 'refused' ? `${heard.code}: ${heard.reason}` : heard.type,
    );
    if (room.ledger.opCount > before) answers.push('accepted');
    if (attacker.closed !== null) answers.push(`closed ${attacker.closed.code}: ${attacker.closed.reason}`);
    return withoutFigures([`frame ${frame[0] ?? 'none'}`, ...new Set(answers)].join(' | '));
  }

  /** Time passes, the honest write, everything is stored and passed on; says what is not as it should be. */
  async settle(): Promise<readonly string[]> {
    const { room, commit, guard } = this.#parts;
    const faults: string[] = [];
    for (const writer of this.#honest) {
      // A room with its fill of an attacker's operations refuses theirs too: that is what a quota does.
      if (room.ledger.opCount >= 4_900) continue;
      room.receive(writer.peer, writer.write(this.#now));
    }
    await commit.idle();
    this.#now += 1_000;
    this.#timers.advance(1_000);
    for (const { peer } of this.#honest) {
      if (peer.closed !== null) faults.push(`${peer.name} was cut off: ${peer.closed.reason}`);
      if (peer.refusals.length > 0) faults.push(`${peer.name} was refused: ${peer.refusals.join()}`);
      peer.heard.length = 0;
    }
    this.#hear(faults);
    if (guard.uncommitted.held !== 0) faults.push('bytes are still waiting for the log');
    if ((this.#attacker?.uncommitted ?? 0) !== 0) faults.push('bytes of the attacker are still counted');
    return faults;
  }

  /** Compares what was passed on with what is stored and with what was written; says what differs. */
  finish(): readonly string[] {
    const { ledger } = this.#parts.room;
    const faults: string[] = [];
    const told = this.#mirror.getMap('ops').toJSON() as Record<string, Json>;
    const fresh = new Y.Doc();
    Y.applyUpdate(fresh, ledger.snapshot);
    if (this.#mirror.store.pendingStructs !== null) faults.push('what was passed on has gaps');
    if (!isSameJson(fresh.getMap('ops').toJSON(), told)) {
      faults.push('what was passed on is not what is stored');
    }
    if (Object.keys(told).length !== ledger.size) faults.push('an operation is hidden by another');
    const written = new Map(this.#honest.flatMap((writer) => [...writer.written]));
    for (const [id, op] of written) {
      const stored = told[id];
      if (stored === undefined) faults.push(`${id} is lost`);
      else if (!isSameJson(stored, op)) faults.push(`${id} was changed`);
    }
    for (const [id, op] of this.#hasTokens ? Object.entries(told) : []) {
      const { by } = op as { readonly by: string };
      if (by !== 'Mallory' && !written.has(id)) faults.push(`${id} was written in the name of ${by}`);
    }
    return faults;
  }

  #hear(faults: string[]): void {
    for (const heard of this.#observer.heard) {
      if (heard.type === 'update') Y.applyUpdate(this.#mirror, heard.update);
      if (heard.type === 'awareness') applyAwarenessUpdate(this.#awareness, heard.update, 'relay');
    }
    this.#observer.heard.length = 0;
    if (!this.#hasTokens) return;
    const names = new Map(this.#honest.map(({ client, peer }) => [client, peer.name]));
    for (const [client, { user }] of this.#awareness.getStates() as Map<number, { user?: unknown }>) {
      if (client === this.#mirror.clientID) continue;
      if (user !== (names.get(client) ?? 'Mallory'))
        faults.push(`${String(user)} is at the cart as ${client}`);
    }
  }

  end(): void {
    this.#awareness.destroy();
  }

  #nameOf(name: string): string | null {
    return this.#hasTokens ? name : null;
  }
}

/** Reasons quote ids and numbers, which would make every one of them new. */
const withoutFigures = (text: string): string =>
  text
    .replaceAll(/"(?:[^"\\]|\\.)*"/g, '"…"')
    .replaceAll(/[0-9a-z]{13,16}\.[0-9]+/g, 'op')
    .replaceAll(/-?[0-9][0-9.e+]*/g, '0')
    .slice(0, 160);
