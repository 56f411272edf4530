import { ByteWriter, varUintLength } from '../../protocol/byte-writer.ts';
import { frameTypes, syncTypes } from '../../protocol/frames.ts';
import { gatherRuns, ledgerUpdateLength, writeLedgerUpdate } from '../../protocol/ledger-update.ts';
import type { Submission } from './group-commit.ts';
import type { Peer } from './peer.ts';
import type { LogRecord } from '../log/update-log.ts';
import { frameHeaderLength, writeFrameHeader } from './websocket-frame.ts';

/** What those who are no author of it are told of a commit; `null` stands for them all. */
type Audience = Peer | null;

/**
 * What one commit is to those at its cart, as bytes for their sockets.
 *
 * Everybody is told of the operations of others, and with receipts how far the log reaches (frame 100). All of it is one
 * piece of complete WebSocket frames, so that a socket is written once for each commit; those who are
 * told the same share it.
 */
export class CommitNews {
  readonly #submissions: readonly Submission<Peer>[];
  readonly #authors: ReadonlySet<Peer>;
  readonly #marks: Uint8Array;
  readonly #packets = new Map<Audience, Uint8Array>();

  constructor(submissions: readonly Submission<Peer>[]) {
    this.#submissions = submissions;
    this.#authors = new Set(submissions.map(({ author }) => author));
    this.#marks = marksPayload(submissions);
  }

  /** What a peer is sent; empty for nothing. Shared: not to be changed. */
  packetFor(peer: Peer): Uint8Array {
    const packet = this.#packetOf(this.#authors.has(peer) ? peer : null);
    // The marks come last.
    return peer.hasReceipts ? packet : packet.subarray(0, packet.length - framed(this.#marks.length));
  }

  #packetOf(audience: Audience): Uint8Array {
    let packet = this.#packets.get(audience);
    if (!packet) this.#packets.set(audience, (packet = this.#encode(audience)));
    return packet;
  }

  #encode(audience: Audience): Uint8Array {
    const runs = gatherRuns(this.#recordsFor(audience));
    const update = ledgerUpdateLength(runs);
    const news = runs.length === 0 ? 0 : 2 + varUintLength(update) + update;
    const length = (news === 0 ? 0 : framed(news)) + framed(this.#marks.length);
    const writer = new ByteWriter(Buffer.allocUnsafe(length));
    if (news > 0) {
      writeFrameHeader(writer, news);
      writer.uint8(frameTypes.sync);
      writer.uint8(syncTypes.update);
      writer.varUint(update);
      writeLedgerUpdate(writer, runs);
    }
    writeFrameHeader(writer, this.#marks.length);
    writer.raw(this.#marks);
    return writer.bytes;
  }

  *#recordsFor(audience: Audience): Iterable<LogRecord> {
    for (const { author, records } of this.#submissions) if (author !== audience) yield* records;
  }
}

/** Bytes of a frame with a payload of that length. */
const framed = (payload: number): number => frameHeaderLength(payload) + payload;

/** Frame 100: the clocks that these operations have moved, past the latest of each client. */
function marksPayload(submissions: readonly Submission<Peer>[]): Uint8Array {
  const marks = new Map<number, number>();
  for (const { records } of submissions) {
    for (const { client, clock } of records) marks.set(client, clock + 1);
  }
  let length = varUintLength(marks.size);
  for (const [client, clock] of marks) length += varUintLength(client) + varUintLength(clock);
  const writer = new ByteWriter(Buffer.allocUnsafe(1 + varUintLength(length) + length));
  writer.varUint(frameTypes.durable);
  writer.varUint(length);
  writer.varUint(marks.size);
  for (const [client, clock] of marks) {
    writer.varUint(client);
    writer.varUint(clock);
  }
  return writer.bytes;
}
