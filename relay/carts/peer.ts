import type { CloseCode } from '../../protocol/close-codes.ts';
import type { Grant } from '../access/grant.ts';

/** The far end of one connection, as a room sees it. */
export interface Peer {
  /** Names it in logs. */
  readonly name: string;
  /** Whether it speaks `trolley.v1`, and so is told what is durable and what was refused. */
  readonly hasReceipts: boolean;
  readonly grant: Grant;
  /** Where it comes from; none for what this process itself writes. */
  readonly address?: string;
  /** Sends one frame, or closes a connection that is read too slowly. The bytes must not change later. */
  send(frame: Uint8Array): void;
  /** Sends bytes that are complete WebSocket frames, or closes likewise. */
  sendPacket(packet: Uint8Array): void;
  /** Sends the answer to its own sync step 1, which may be of any size. */
  sendAnswer(frame: Uint8Array): void;
  /** That many bytes from it wait for the log. */
  beginCommit(bytes: number): void;
  /** As many no longer do. */
  endCommit(bytes: number): void;
  close(code: CloseCode, reason: string): void;
}
