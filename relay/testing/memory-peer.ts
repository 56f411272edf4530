import * as decoding from 'lib0/decoding';
import type { UserId } from '../../cart/ids.ts';
import { decodeRefused, frameTypes, syncTypes, type RefusalCode } from '../../protocol/frames.ts';
import { OPEN_GRANT, type Grant } from '../access/grant.ts';
import type { Peer } from '../carts/peer.ts';

/** What a peer was sent, as far as tests look. */
export type Heard =
  | { readonly type: 'step1' | 'durable' | 'hello' }
  | { readonly type: 'update' | 'step2' | 'awareness'; readonly update: Uint8Array }
  | { readonly type: 'refused'; readonly code: RefusalCode; readonly reason: string };

/** A peer without a network: keeps what it hears. */
export class MemoryPeer implements Peer {
  readonly name: string;
  readonly hasReceipts = true;
  readonly grant: Grant;
  readonly heard: Heard[] = [];
  closed: { readonly code: number; readonly reason: string } | null = null;
  /** Bytes that wait for the log. */
  uncommitted = 0;

  constructor(name: string, user: string | null = null, grant: Partial<Grant> = {}) {
    this.name = name;
    this.grant = { ...OPEN_GRANT, user: user as UserId | null, ...grant };
  }

  send(frame: Uint8Array): void {
    this.heard.push(read(frame));
  }

  sendAnswer(frame: Uint8Array): void {
    this.send(frame);
  }

  /** Unmasked WebSocket frames, one after the other. */
  sendPacket(packet: Uint8Array): void {
    const view = new DataView(packet.buffer, packet.byteOffset, packet.length);
    for (let at = 0; at < packet.length;) {
      let length = view.getUint8(at + 1);
      at += 2;
      if (length === 126) {
        length = view.getUint16(at);
        at += 2;
      } else if (length === 127) {
        length = Number(view.getBigUint64(at));
        at += 8;
      }
      this.send(packet.subarray(at, at + length));
      at += length;
    }
  }

  beginCommit(bytes: number): void {
    this.uncommitted += bytes;
  }

  endCommit(bytes: number): void {
    this.uncommitted -= bytes;
  }

  close(code: number, reason: string): void {
    this.closed ??= { code, reason };
  }

  /** How often it heard something of that type. */
  count(type: Heard['type']): number {
    return this.heard.filter((one) => one.type === type).length;
  }

  get refusals(): readonly RefusalCode[] {
    return this.heard.flatMap((one) => (one.type === 'refused' ? [one.code] : []));
  }
}

function read(frame: Uint8Array): Heard {
  const decoder = decoding.createDecoder(frame);
  const type = decoding.readVarUint(decoder);
  switch (type) {
    case frameTypes.sync: {
      const step = decoding.readVarUint(decoder);
      if (step === syncTypes.step1) return { type: 'step1' };
      const update = Uint8Array.from(decoding.readVarUint8Array(decoder));
      return { type: step === syncTypes.step2 ? 'step2' : 'update', update };
    }
    case frameTypes.refused:
      return { type: 'refused', ...decodeRefused(decoder) };
    case frameTypes.durable:
      return { type: 'durable' };
    case frameTypes.hello:
      return { type: 'hello' };
    case frameTypes.awareness:
      return { type: 'awareness', update: Uint8Array.from(decoding.readVarUint8Array(decoder)) };
    default:
      throw new Error(`the relay sent a frame of type ${type}`);
  }
}
