/** Writes the primitives of lib0's encoding into bytes that are large enough, as whoever made them has computed. */
export class ByteWriter {
  readonly bytes: Uint8Array;
  /** Where the next byte goes. */
  at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  uint8(byte: number): void {
    this.bytes[this.at++] = byte;
  }

  varUint(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.bytes[this.at++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.bytes[this.at++] = rest;
  }

  /** The bytes alone, without their length. */
  raw(bytes: Uint8Array): void {
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
  }
}

/** Bytes that `varUint` takes. */
export function varUintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) length += 1;
  return length;
}
