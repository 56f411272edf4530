import * as decoding from 'lib0/decoding';
import type { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import * as ws from 'ws';
import * as Y from 'yjs';
import { isOpId } from '../../cart/ids.ts';
import { decodeDurable, frameTypes, syncTypes } from '../../protocol/frames.ts';
import { readLedgerUpdate } from '../../protocol/ledger-update.ts';
import { CommitNews } from './commit-news.ts';
import { OPEN_GRANT } from '../access/grant.ts';
import type { Submission } from './group-commit.ts';
import type { Peer } from './peer.ts';
import { OpWriter } from '../testing/op-writer.ts';

/** The reader inside of the WebSocket library, which its types leave out. */
const { Receiver } = ws as unknown as { Receiver: new (options: { isServer: boolean }) => Writable };

const ignore = () => undefined;
const newPeer = (name: string, hasReceipts = true): Peer => ({
  name,
  hasReceipts,
  grant: OPEN_GRANT,
  ...{ send: ignore, sendPacket: ignore, sendAnswer: ignore, beginCommit: ignore, endCommit: ignore },
  close: ignore,
});

/** An update of one more operation, as the room would submit it. */
function submit(author: Peer, update: Uint8Array): Submission<Peer> {
  const read = readLedgerUpdate(update);
  if (read.status === 'malformed') throw new Error(read.reason);
  const records = read.structs.map(({ client, clock, key, bytes }) => {
    if (!isOpId(key)) throw new Error(key);
    return { client, clock, opId: key, storedAt: 0, bytes };
  });
  return { author, records, bytes: update.length };
}

/** What a client makes of a packet: the WebSocket library's own reader takes it apart, and Yjs applies it. */
function hear(packet: Uint8Array): { ids: string[]; isComplete: boolean; marks: Record<string, number> } {
  const doc = new Y.Doc();
  let marks = {};
  const receiver = new Receiver({ isServer: false });
  receiver.on('message', (data: Buffer) => {
    const decoder = decoding.createDecoder(new Uint8Array(data));
    if (decoding.readVarUint(decoder) === frameTypes.durable) {
      marks = Object.fromEntries(Y.decodeStateVector(decodeDurable(decoder)));
    } else {
      expect(decoding.readVarUint(decoder)).toBe(syncTypes.update);
      Y.applyUpdate(doc, decoding.readVarUint8Array(decoder));
    }
  });
  receiver.write(Buffer.from(packet));
  return {
    ids: [...doc.getMap('ops').keys()].sort(),
    isComplete: doc.store.pendingStructs === null,
    marks,
  };
}

const [ana, ben, cleo] = ['ana', 'ben', 'cleo'].map((name) => newPeer(name)) as [Peer, Peer, Peer];
const old = newPeer('unmodified', false);
const idsOf = (client: number, ...ordinals: number[]) =>
  ordinals.map((n) => `${client.toString(16).padStart(16, 'f')}.${n}`);

test('everybody is told of what others wrote, and all with receipts what is durable', () => {
  const [writerA, writerB] = [new OpWriter(7), new OpWriter(8)];
  const news = new CommitNews([submit(ana, writerA.next()), submit(ben, writerB.next())]);
  const marks = { 7: 1, 8: 1 };
  expect(hear(news.packetFor(ana))).toEqual({ ids: idsOf(8, 1), isComplete: true, marks });
  expect(hear(news.packetFor(ben))).toEqual({ ids: idsOf(7, 1), isComplete: true, marks });
  expect(hear(news.packetFor(cleo)).ids).toEqual([...idsOf(7, 1), ...idsOf(8, 1)].sort());
  expect(hear(news.packetFor(old))).toEqual({ ...hear(news.packetFor(cleo)), marks: {} });
});

test('an author alone is told only that it is durable, and one without receipts nothing', () => {
  const news = new CommitNews([submit(ana, new OpWriter(7).next())]);
  expect(hear(news.packetFor(ana))).toEqual({ ids: [], isComplete: true, marks: { 7: 1 } });
  expect(new CommitNews([submit(old, new OpWriter(7).next())]).packetFor(old)).toHaveLength(0);
});

test('nothing is lost when one client wrote before and after another', () => {
  const [writerA, writerB] = [new OpWriter(7), new OpWriter(8)];
  const updates = [writerA.next(), writerB.next(), writerA.next()] as const;
  const news = new CommitNews([submit(ana, updates[0]), submit(ben, updates[1]), submit(ana, updates[2])]);
  const all = [...idsOf(7, 1, 2), ...idsOf(8, 1)].sort();
  expect(hear(news.packetFor(cleo))).toEqual({ ids: all, isComplete: true, marks: { 7: 2, 8: 1 } });
});

test('one client through two connections: each is told what came through the other', () => {
  const writer = new OpWriter(7);
  const news = new CommitNews([submit(ana, writer.next()), submit(ben, writer.next())]);
  expect(hear(news.packetFor(ana)).marks).toEqual({ 7: 2 });
  expect(hear(news.packetFor(ben)).ids).toEqual(idsOf(7, 1));
  expect(hear(news.packetFor(cleo)).ids).toEqual(idsOf(7, 1, 2));
});

test.each([1, 100, 125, 126, 65_500, 65_536, 70_000])('texts of %i bytes are framed', (length) => {
  const news = new CommitNews([submit(ana, new OpWriter(7).next({ extra: 'x'.repeat(length) }))]);
  expect(hear(news.packetFor(cleo)).ids).toEqual(idsOf(7, 1));
});

test('those who are told the same share the bytes', () => {
  const news = new CommitNews([submit(ana, new OpWriter(7).next())]);
  expect(news.packetFor(ben)).toBe(news.packetFor(cleo));
});
