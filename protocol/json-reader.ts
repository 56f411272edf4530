import * as decoding from 'lib0/decoding';

/** Deepest nesting of arrays and objects in an operation. */
const MAX_DEPTH = 8;

/** Tags of lib0's `writeAny` that stand for JSON; the others (undefined, bigint, bytes) are refused. */
const tags = {
  array: 117,
  object: 118,
  string: 119,
  true: 120,
  false: 121,
  float64: 123,
  float32: 124,
  integer: 125,
  null: 126,
} as const;

const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/** Bytes that are not what they should be; the message says how, for people and logs. */
export class MalformedBytes extends Error {
  override readonly name = 'MalformedBytes';
}

/**
 * Reads text that ends before `end`.
 *
 * The length is checked first: lib0 slices the underlying buffer, which in Node is often a pool shared with
 * other messages, and would read into those.
 */
export function readText(decoder: decoding.Decoder, end: number): string {
  const start = decoder.pos;
  const length = decoding.readVarUint(decoder);
  requireBytes(decoder, length, end);
  decoder.pos = start;
  return decoding.readVarString(decoder);
}

/**
 * Reads one value written by lib0's `writeAny`, if it is plain JSON that ends before `end`.
 *
 * lib0's own `readAny` recurses as deep as the sender likes, sets prototypes through a key `__proto__` and
 * reads past the end; this reader throws `MalformedBytes` at the first byte that is out of order.
 */
export function readJson(decoder: decoding.Decoder, end: number, depth = MAX_DEPTH): unknown {
  requireBytes(decoder, 1, end);
  const tag = decoding.readUint8(decoder);
  switch (tag) {
    case tags.null:
      return null;
    case tags.true:
      return true;
    case tags.false:
      return false;
    case tags.integer:
      requireBytes(decoder, 1, end);
      return finite(decoding.readVarInt(decoder));
    case tags.float32:
      requireBytes(decoder, 4, end);
      return finite(decoding.readFloat32(decoder));
    case tags.float64:
      requireBytes(decoder, 8, end);
      return finite(decoding.readFloat64(decoder));
    case tags.string:
      return readText(decoder, end);
    case tags.array:
      return readArray(decoder, end, depth);
    case tags.object:
      return readObject(decoder, end, depth);
    default:
      throw new MalformedBytes(`a value of type ${tag} is not JSON`);
  }
}

function readArray(decoder: decoding.Decoder, end: number, depth: number): unknown[] {
  const length = readLength(decoder, end, depth);
  const items: unknown[] = [];
  for (let i = 0; i < length; i++) items.push(readJson(decoder, end, depth - 1));
  return items;
}

function readObject(decoder: decoding.Decoder, end: number, depth: number): Record<string, unknown> {
  const length = readLength(decoder, end, depth);
  const object: Record<string, unknown> = {};
  for (let i = 0; i < length; i++) {
    const key = readText(decoder, end);
    if (forbiddenKeys.has(key)) throw new MalformedBytes(`the key ${key} is not allowed`);
    if (Object.hasOwn(object, key)) throw new MalformedBytes('a key occurs twice');
    object[key] = readJson(decoder, end, depth - 1);
  }
  return object;
}

function readLength(decoder: decoding.Decoder, end: number, depth: number): number {
  if (depth === 0) throw new MalformedBytes('nested too deep');
  const length = decoding.readVarUint(decoder);
  requireBytes(decoder, length, end);
  return length;
}

/** Throws unless that many bytes are left before `end`. */
export function requireBytes(decoder: decoding.Decoder, length: number, end: number): void {
  if (length > end - decoder.pos) throw new MalformedBytes('cut short or too long');
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new MalformedBytes('a number is not finite');
  return value;
}
