import type { ByteWriter } from '../../protocol/byte-writer.ts';

/** A final frame of binary data. Source: RFC 6455, section 5.2. */
const FINAL_BINARY = 0x82;
const MAX_SHORT = 125;
const LENGTH_16 = 126;
const LENGTH_64 = 127;
const MAX_16 = 0xffff;

/** Bytes of the header of an unmasked frame, as servers send them. */
export const frameHeaderLength = (payload: number): number =>
  payload <= MAX_SHORT ? 2 : payload <= MAX_16 ? 4 : 10;

/** Writes the header of a WebSocket message that is one binary frame; the payload follows. */
export function writeFrameHeader(writer: ByteWriter, payload: number): void {
  writer.uint8(FINAL_BINARY);
  if (payload <= MAX_SHORT) {
    writer.uint8(payload);
  } else if (payload <= MAX_16) {
    writer.uint8(LENGTH_16);
    writer.uint8(payload >>> 8);
    writer.uint8(payload & 0xff);
  } else {
    writer.uint8(LENGTH_64);
    for (let shift = 7; shift >= 0; shift--) writer.uint8(Math.floor(payload / 256 ** shift) % 256);
  }
}
