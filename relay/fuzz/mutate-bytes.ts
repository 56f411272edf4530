import * as encoding from 'lib0/encoding';
import type { Random } from '../../cart/testing/random.ts';

/** Numbers at which things change: lengths, signs, exactness. */
export const interestingNumbers = [
  0,
  1,
  2,
  127,
  128,
  255,
  65_535,
  30_000_000,
  2 ** 31,
  2 ** 32 - 1,
  2 ** 32,
  2 ** 50,
  Number.MAX_SAFE_INTEGER,
];

const MAX_LENGTH = 4_096;

type Mutation = (bytes: Uint8Array, random: Random, other: Uint8Array) => Uint8Array;

const mutations: readonly Mutation[] = [
  // One bit.
  (bytes, random) => {
    const changed = bytes.slice();
    const at = random.below(bytes.length);
    changed[at] = (bytes[at] as number) ^ (1 << random.below(8));
    return changed;
  },
  // One byte.
  (bytes, random) => {
    const changed = bytes.slice();
    changed[random.below(bytes.length)] = random.pick([0, 1, 3, 40, 100, 117, 118, 126, 127, 128, 255]);
    return changed;
  },
  // A number in place of a byte.
  (bytes, random) => {
    const at = random.below(bytes.length);
    const number = encoding.encode((encoder) =>
      encoding.writeVarUint(encoder, random.pick(interestingNumbers)),
    );
    return join(bytes.subarray(0, at), number, bytes.subarray(at + 1));
  },
  // Cut short.
  (bytes, random) => bytes.slice(0, random.below(bytes.length)),
  // A piece left out.
  (bytes, random) => {
    const [from, to] = range(bytes, random);
    return join(bytes.subarray(0, from), bytes.subarray(to));
  },
  // A piece twice.
  (bytes, random) => {
    const [from, to] = range(bytes, random);
    return join(bytes.subarray(0, to), bytes.subarray(from));
  },
  // Something put in or after it.
  (bytes, random) => {
    const at = random.below(bytes.length + 1);
    return join(bytes.subarray(0, at), random.bytes(1 + random.below(8)), bytes.subarray(at));
  },
  // The beginning of one and the end of another.
  (bytes, random, other) =>
    join(bytes.subarray(0, random.below(bytes.length)), other.subarray(random.below(other.length))),
];

/** The same bytes, changed in a few ways. */
export function mutateBytes(bytes: Uint8Array, random: Random, other: Uint8Array): Uint8Array {
  let changed = bytes;
  for (let left = 1 + random.below(3); left > 0 && changed.length > 0; left--) {
    changed = random.pick(mutations)(changed, random, other);
  }
  return changed.slice(0, MAX_LENGTH);
}

function range(bytes: Uint8Array, random: Random): readonly [number, number] {
  const from = random.below(bytes.length);
  return [from, from + 1 + random.below(Math.min(32, bytes.length - from))];
}

const join = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts));
