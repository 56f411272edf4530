import type { OpId, UserId } from '../ids.ts';
import { OPS, Replica } from '../replica.ts';
import { Copy } from './copy.ts';
import { Random } from './random.ts';
import { witness, type Written } from './written.ts';

/** When the histories begin, in milliseconds since 1970. */
const BEGINNING = 1_700_000_000_000;

/** When the sale price that some products carry ends. */
export const SALE_END = BEGINNING + 3_600_000;

/** A disk: what was saved, and an older backup of it. */
class Profile {
  disk: Copy;
  backup: Copy;

  constructor(disk: Copy, backup: Copy) {
    this.disk = disk;
    this.backup = backup;
  }
}

/** One window: a person, a profile to save in, a clock, and messages not yet taken in. */
export interface Seat {
  readonly name: string;
  readonly user: UserId;
  readonly profile: Profile;
  /** How far its clock is off, in milliseconds. */
  readonly skew: number;
  readonly inbox: Message[];
  readonly cutFrom: Set<Seat>;
  copy: Copy;
  replica: Replica;
}

interface Message {
  readonly update: Uint8Array;
  readonly ids: readonly OpId[];
}

/**
 * Four windows on one cart: Ana has two on one profile, Ben and Cara have one each.
 *
 * Everything real is real (documents, replicas, updates); networks, disks and clocks are lists in memory,
 * and a witness writes down every operation with what its author had seen.
 */
export class World {
  readonly seats: readonly Seat[];
  readonly written = new Map<OpId, Written>();
  /** Operations that at some moment no memory or disk held, with all that came before them. */
  readonly lost = new Set<OpId>();
  readonly log: string[] = [];
  now = BEGINNING;

  readonly #random: Random;

  /** The seed decides names, clocks and skews; the steps taken decide the rest. */
  constructor(seed: number) {
    this.#random = new Random(seed);
    const [ana, ben, cara] = [this.#newProfile(), this.#newProfile(), this.#newProfile()];
    this.seats = [
      this.#newSeat('Ana', 'ana', ana),
      this.#newSeat("Ana's second window", 'ana', ana),
      this.#newSeat('Ben', 'ben', ben),
      this.#newSeat('Cara', 'cara', cara),
    ];
  }

  /** Lets somebody write. All operations of one act travel as one message to whoever can be reached. */
  write(seat: Seat, act: (replica: Replica) => readonly OpId[]): void {
    const observed = new Set(seat.copy.ids);
    const updates: Uint8Array[] = [];
    const collect = (update: Uint8Array) => updates.push(update);
    seat.copy.doc.on('update', collect);
    const ids = act(seat.replica);
    seat.copy.doc.off('update', collect);
    if (updates.length !== (ids.length === 0 ? 0 : 1)) throw new Error('one act is not one update');
    for (const id of ids) {
      const value = seat.copy.doc.getMap(OPS).get(id);
      this.written.set(id, witness(id, value, observed));
      seat.copy.ids.add(id);
      this.log.push(`${seat.name} writes ${id} ${JSON.stringify(value)}`);
    }
    for (const other of this.seats) {
      if (other === seat || other.cutFrom.has(seat)) continue;
      for (const update of updates) other.inbox.push({ update, ids });
    }
  }

  /** Hands over one waiting message, not always the oldest. */
  deliver(seat: Seat, which: number, fate: 'taken' | 'kept' | 'dropped'): void {
    const index = which % (seat.inbox.length || 1);
    const message = seat.inbox[index];
    if (!message) return;
    if (fate !== 'kept') seat.inbox.splice(index, 1);
    if (fate !== 'dropped') seat.copy.receive(message.update, message.ids);
    this.log.push(`${seat.name} receives ${message.ids.join(' ')} (${fate})`);
  }

  sync(from: Seat, to: Seat): void {
    if (from === to || from.cutFrom.has(to)) return;
    to.copy.pull(from.copy);
    this.log.push(`${to.name} catches up with ${from.name}`);
  }

  /** Cuts the network in two; messages already under way still arrive. */
  cut(isOnOneSide: (index: number) => boolean): void {
    for (const [a, seat] of this.seats.entries()) {
      const others = this.seats.filter((_, b) => isOnOneSide(a) !== isOnOneSide(b));
      seat.cutFrom.clear();
      for (const other of others) seat.cutFrom.add(other);
    }
    const cutOff = this.seats.filter((_, index) => isOnOneSide(index)).map(({ name }) => name);
    this.log.push(
      cutOff.length % this.seats.length === 0 ? 'the network is whole' : `cut off: ${cutOff.join(', ')}`,
    );
  }

  save(seat: Seat): void {
    seat.profile.disk.pull(seat.copy);
    this.log.push(`${seat.name} saves`);
  }

  /** Starts a window anew from what is on its disk: a crash, unless it has just saved. */
  restart(seat: Seat): void {
    this.log.push(`${seat.name} starts anew`);
    const before = seat.copy.everything;
    seat.replica.destroy();
    [seat.copy, seat.replica] = this.#open(seat);
    seat.copy.pull(seat.profile.disk);
    this.#noteLost(before);
  }

  backUp({ profile, name }: Seat): void {
    profile.backup = this.#newCopy();
    profile.backup.pull(profile.disk);
    this.log.push(`${name}'s disk is backed up`);
  }

  /** Puts the backup in place of the disk, and starts the windows on it anew. */
  restore({ profile, name }: Seat): void {
    this.log.push(`${name}'s disk is restored from its backup`);
    const before = profile.disk.everything;
    profile.disk = this.#newCopy();
    profile.disk.pull(profile.backup);
    for (const seat of this.seats) if (seat.profile === profile) this.restart(seat);
    this.#noteLost(before);
  }

  /** Everybody reaches everybody, and all that is under way arrives. */
  heal(): void {
    this.cut(() => false);
    for (const seat of this.seats) {
      for (const { update, ids } of this.#random.shuffle(seat.inbox)) seat.copy.receive(update, ids);
      seat.inbox.length = 0;
      seat.copy.pull(seat.profile.disk);
    }
    const [hub, ...others] = this.seats as [Seat, ...Seat[]];
    for (const seat of others) hub.copy.pull(seat.copy);
    for (const seat of others) seat.copy.pull(hub.copy);
    this.log.push('everybody meets');
  }

  #noteLost(ids: readonly OpId[]): void {
    const copies = this.seats.flatMap((seat) => [seat.copy, seat.profile.disk]);
    const held = new Set(copies.flatMap((copy) => [...copy.ids]));
    for (const id of ids) if (!held.has(id)) this.lost.add(id);
  }

  #newCopy = (): Copy => new Copy(this.#random.bits());

  #newProfile = (): Profile => new Profile(this.#newCopy(), this.#newCopy());

  #newSeat(name: string, user: string, profile: Profile): Seat {
    const base = {
      ...{ name, user: user as UserId, profile },
      skew: this.#random.pick([0, 0, 0, 0, 2_000, -2_000, 400_000]),
      inbox: [],
      cutFrom: new Set<Seat>(),
    };
    const [copy, replica] = this.#open(base);
    return { ...base, copy, replica };
  }

  #open({ user, skew }: Pick<Seat, 'user' | 'skew'>): [Copy, Replica] {
    const copy = this.#newCopy();
    const clock = () => this.now + skew;
    return [copy, new Replica(copy.doc, { user, clock, randomBytes: this.#random.bytes })];
  }
}
