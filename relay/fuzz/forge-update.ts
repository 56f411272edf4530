import * as encoding from 'lib0/encoding';
import type { Random } from '../../cart/testing/random.ts';
import { encodePresence } from '../carts/presence-update.ts';
import { interestingNumbers } from './mutate-bytes.ts';

/** What an attacker can know of a cart. */
export interface Knowledge {
  /** Yjs clients with the clock that comes next. */
  readonly clients: ReadonlyMap<number, number>;
  /** Sessions with how many operations they have. */
  readonly sessions: ReadonlyMap<string, number>;
  readonly users: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

const kinds = ['add', 'inc', 'set', 'remove', 'clear', 'price', 'note', 'later', 'place', 'title'];
const moreKinds = ['currency', 'coupon', 'uncoupon', 'undo', 'redo', 'split-the-bill', ''];
const strangeKeys = ['__proto__', 'constructor', 'prototype', '', 'kind', 'seen', 'line', '💥', '\u0000'];

/** Values that are not what they should be. */
const strange = (random: Random): unknown =>
  random.pick<() => unknown>([
    () => null,
    () => undefined,
    () => random.pick(interestingNumbers),
    () => -random.pick(interestingNumbers),
    () => random.pick([0.5, NaN, Infinity, -0, 1e300]),
    () => '',
    () => 'x'.repeat(random.pick([1, 64, 200, 2_000])),
    () => '\ud800',
    () => [],
    () => ({ [random.pick(strangeKeys)]: 1 }),
    () => nest(random.below(14)),
    () => new Uint8Array(3),
    () => 5n,
    () => true,
  ])();

const nest = (depth: number): unknown =>
  depth === 0 ? 1 : depth % 2 === 0 ? [nest(depth - 1)] : { a: nest(depth - 1) };

/** An update that might have been written by a client, apart from some of its fields. */
export function forgeUpdate(random: Random, known: Knowledge): Uint8Array {
  const parts = Array.from({ length: 1 + random.below(3) }, () => forgePart(random, known));
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, parts.length);
    for (const part of parts) encoding.writeUint8Array(encoder, part);
    encoding.writeVarUint(encoder, random.below(40) === 0 ? 1 : 0);
  });
}

/** What one client is said to have written. */
function forgePart(random: Random, known: Knowledge): Uint8Array {
  const [client, next] = pickClient(random, known);
  const clock = random.below(5) === 0 ? random.pick([0, Math.max(0, next - 1), next + 1]) : next;
  const count = 1 + random.below(3);
  const [sid, written] = pickSession(random, known);
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, random.below(50) === 0 ? random.pick(interestingNumbers) : count);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    for (let i = 1; i <= count; i++) {
      const n = random.below(8) === 0 ? random.pick([0, written, written + 2, 10 ** 16]) : written + i;
      encoding.writeUint8(encoder, random.below(50) === 0 ? random.below(256) : 40);
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarString(encoder, random.below(50) === 0 ? 'other' : 'ops');
      encoding.writeVarString(encoder, random.below(50) === 0 ? random.pick(strangeKeys) : `${sid}.${n}`);
      encoding.writeVarUint(encoder, 1);
      encoding.writeAny(encoder, forgeOp(random, known) as encoding.AnyEncodable);
    }
  });
}

function forgeOp(random: Random, known: Knowledge): unknown {
  if (random.below(40) === 0) return strange(random);
  const [sid, count] = pickSession(random, known);
  const target = `${sid}.${Math.max(1, count - 2 + random.below(4))}`;
  const seen = Object.fromEntries(
    Array.from({ length: random.below(3) }, () => {
      const [session, written] = pickSession(random, known);
      return [session, Math.max(1, written - 1 + random.below(3))];
    }),
  );
  const skew = random.pick([0, 0, 0, -1_000, 60_000, 10 * 60_000, 315_360_000_000]);
  const op: Record<string, unknown> = {
    kind: random.below(4) === 0 ? random.pick(moreKinds) : random.pick(kinds),
    at: `${String(known.now + skew).padStart(15, '0')}-00000`,
    by: random.pick(known.users),
    product: { id: String(random.below(5)), name: 'name' },
    price: { amount: random.below(1_000), currency: 'EUR' },
    ...{ qty: 1 + random.below(5), delta: 1, line: target, of: target, seen },
    ...{ note: 'note', later: true, place: 'm', title: 'title', currency: 'EUR', code: 'CODE' },
  };
  if (random.below(3) === 0) op[random.pick(Object.keys(op))] = strange(random);
  if (random.below(20) === 0) {
    Object.defineProperty(op, random.pick(strangeKeys), { value: strange(random), enumerable: true });
  }
  return op;
}

/** An awareness update in which others may be named. */
export function forgePresence(random: Random, known: Knowledge): Uint8Array {
  return encodePresence(
    Array.from({ length: random.below(5) }, () => ({
      client: pickClient(random, known)[0],
      clock: random.below(4) === 0 ? random.pick(interestingNumbers) : random.below(50),
      state: random.pick([
        () => 'null',
        () => '{',
        () => JSON.stringify({ user: random.pick(known.users), editing: null }),
        () => JSON.stringify(nest(random.below(12))),
        () => `{"${random.pick(strangeKeys)}":{"a":1}}`,
        () => JSON.stringify('x'.repeat(random.below(6_000))),
      ])(),
    })),
  );
}

function pickClient(random: Random, { clients }: Knowledge): readonly [number, number] {
  if (clients.size === 0 || random.below(3) === 0) return [random.bits(), 0];
  return random.pick([...clients]);
}

function pickSession(random: Random, { sessions }: Knowledge): readonly [string, number] {
  if (sessions.size > 0 && random.below(3) > 0) return random.pick([...sessions]);
  return [random.bits().toString(16).padStart(16, '0'), 0];
}
