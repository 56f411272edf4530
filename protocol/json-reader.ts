import { isForbiddenKey } from '../cart/json.ts';
import { MalformedBytes, type ByteReader } from './byte-reader.ts';

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

/**
 * Reads one value written by lib0's `writeAny`, if it is plain JSON.
 *
 * lib0's own `readAny` recurses as deep as the sender likes and sets prototypes through a key `__proto__`; this
 * reader throws `MalformedBytes` at the first byte that is out of order.
 */
export function readJson(reader: ByteReader, depth = MAX_DEPTH): unknown {
  const tag = reader.uint8();
  switch (tag) {
    case tags.null:
      return null;
    case tags.true:
      return true;
    case tags.false:
      return false;
    case tags.integer:
      return reader.varInt();
    case tags.float32:
      return finite(reader.float32());
    case tags.float64:
      return finite(reader.float64());
    case tags.string:
      return reader.text();
    case tags.array:
      return readArray(reader, depth);
    case tags.object:
      return readObject(reader, depth);
    default:
      throw new MalformedBytes(`a value of type ${tag} is not JSON`);
  }
}

function readArray(reader: ByteReader, depth: number): unknown[] {
  const length = readLength(reader, depth);
  const items: unknown[] = [];
  for (let i = 0; i < length; i++) items.push(readJson(reader, depth - 1));
  return items;
}

function readObject(reader: ByteReader, depth: number): Record<string, unknown> {
  const length = readLength(reader, depth);
  const object: Record<string, unknown> = {};
  for (let i = 0; i < length; i++) {
    const key = reader.text();
    if (isForbiddenKey(key)) throw new MalformedBytes(`the key ${key} is not allowed`);
    if (Object.hasOwn(object, key)) throw new MalformedBytes('a key occurs twice');
    object[key] = readJson(reader, depth - 1);
  }
  return object;
}

function readLength(reader: ByteReader, depth: number): number {
  if (depth === 0) throw new MalformedBytes('nested too deep');
  const length = reader.varUint();
  // Each item takes a byte at least.
  reader.require(length);
  return length;
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new MalformedBytes('a number is not finite');
  return value;
}
