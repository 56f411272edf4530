import { decodeUtf8 } from 'lib0/string';

/** Bytes that are not what they should be; the message says how, for people and logs. */
export class MalformedBytes extends Error {
  override readonly name = 'MalformedBytes';
}

/** Texts up to this long recur (keys, kinds, currencies) and are kept, to be compared instead of decoded. */
const MAX_KEPT_BYTES = 12;
const KEPT_SLOTS = 512;

interface KeptText {
  readonly bytes: Uint8Array;
  readonly text: string;
}

const kept: (KeptText | undefined)[] = new Array<KeptText | undefined>(KEPT_SLOTS).fill(undefined);

/**
 * Reads the primitives of lib0's encoding, in place and never past the end.
 *
 * lib0's own decoder reads beyond the bytes it was given, which in Node often lie in a pool shared with other
 * messages, and allocates a view for each text. Everything here throws `MalformedBytes` at the first byte
 * that is out of order, before anything the bytes merely claim is allocated.
 */
export class ByteReader {
  readonly bytes: Uint8Array;
  /** Where the next byte is read. */
  at = 0;
  /** Nothing is read from here on; may be set lower for a part, and back again. */
  end: number;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.end = bytes.length;
  }

  uint8(): number {
    if (this.at >= this.end) throw new MalformedBytes('cut short or too long');
    return this.bytes[this.at++] as number;
  }

  /** A whole number from 0 to 2^53 − 1, seven bits to a byte, the lowest first. */
  varUint(): number {
    let byte = this.uint8();
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    for (let factor = 0x80; ; factor *= 0x80) {
      byte = this.uint8();
      value += (byte & 0x7f) * factor;
      if (value > Number.MAX_SAFE_INTEGER) throw new MalformedBytes('a number is too large');
      if (byte < 0x80) return value;
    }
  }

  /** A whole number with its sign, six bits in the first byte and seven in each other. */
  varInt(): number {
    let byte = this.uint8();
    const sign = (byte & 0x40) === 0 ? 1 : -1;
    let value = byte & 0x3f;
    for (let factor = 0x40; byte >= 0x80; factor *= 0x80) {
      byte = this.uint8();
      value += (byte & 0x7f) * factor;
      if (value > Number.MAX_SAFE_INTEGER) throw new MalformedBytes('a number is too large');
    }
    return sign * value;
  }

  float32(): number {
    return this.#take(4).getFloat32(0);
  }

  float64(): number {
    return this.#take(8).getFloat64(0);
  }

  /** Text with its length in bytes before it. */
  text(): string {
    const end = this.#endOf(this.varUint());
    const start = this.at;
    this.at = end;
    return end - start > MAX_KEPT_BYTES
      ? decodeUtf8(this.view(start, end))
      : keptText(this.bytes, start, end);
  }

  /** Bytes with their length before them: a view. */
  block(): Uint8Array {
    const end = this.#endOf(this.varUint());
    const start = this.at;
    this.at = end;
    return this.view(start, end);
  }

  /** A plain view: cheaper than a slice of Node's Buffer. */
  view(start: number, end: number): Uint8Array {
    return new Uint8Array(this.bytes.buffer, this.bytes.byteOffset + start, end - start);
  }

  /** Throws unless that many bytes are left. */
  require(length: number): void {
    this.#endOf(length);
  }

  requireEnd(): void {
    if (this.at !== this.bytes.length) throw new MalformedBytes('bytes after the end');
  }

  #endOf(length: number): number {
    const end = this.at + length;
    if (end > this.end) throw new MalformedBytes('cut short or too long');
    return end;
  }

  #take(length: number): DataView {
    const end = this.#endOf(length);
    const view = new DataView(this.bytes.buffer, this.bytes.byteOffset + this.at, length);
    this.at = end;
    return view;
  }
}

/** The text of a few bytes, as it was decoded the last time. */
function keptText(bytes: Uint8Array, start: number, end: number): string {
  let hash = end - start;
  for (let i = start; i < end; i++) hash = (hash * 31 + (bytes[i] as number)) | 0;
  const slot = (hash >>> 0) % KEPT_SLOTS;
  const known = kept[slot];
  if (known && isSame(known.bytes, bytes, start, end)) return known.text;
  const copy = bytes.slice(start, end);
  const text = decodeUtf8(copy);
  kept[slot] = { bytes: copy, text };
  return text;
}

function isSame(known: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (known.length !== end - start) return false;
  for (let i = 0; i < known.length; i++) if (known[i] !== bytes[start + i]) return false;
  return true;
}
