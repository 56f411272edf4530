import { WebSocket } from 'ws';
import * as decoding from 'lib0/decoding';
import * as v from 'valibot';
import * as Y from 'yjs';
import type { CartId } from '../../cart/ids.ts';
import { isSameJson } from '../../cart/json.ts';
import { frameTypes, syncTypes } from '../../protocol/frames.ts';
import { rawCartBody, type RawOp } from '../../protocol/http.ts';
import { readLedgerUpdate, type LedgerStruct } from '../../protocol/ledger-update.ts';
import { syncStep1Frame } from '../../protocol/relay-frame.ts';
import type { LedgerWriter } from './ledger-writer.ts';
import type { RelayProcess } from '../testing/spawn-relay.ts';

/** What a relay has, against what it has promised. */
export interface Losses {
  /** Operations reported durable. */
  readonly acked: number;
  /** Of those, the ones that are gone. */
  readonly lost: number;
  /** Operations that have other bytes. */
  readonly changed: number;
  /** Operations found more often than once. */
  readonly doubled: number;
  /** Operations found that nobody wrote. */
  readonly invented: number;
}

/** Compares what the relay has now with what its writers know. */
export async function compareWithPromises(
  relay: Pick<RelayProcess, 'ws' | 'http'>,
  writers: readonly LedgerWriter[],
): Promise<Losses> {
  const total = { acked: 0, lost: 0, changed: 0, doubled: 0, invented: 0 };
  for (const cartId of new Set(writers.map((writer) => writer.cartId))) {
    const raw = await readRaw(relay.http, cartId);
    const structs = await readSnapshot(relay.ws, cartId);
    const found = new Map(raw.map(({ id, ...op }) => [id as string, op]));
    const bytes = new Map(structs.map((struct) => [struct.key, struct.bytes]));
    total.doubled += raw.length - found.size + (structs.length - bytes.size);
    for (const writer of writers.filter((candidate) => candidate.cartId === cartId)) {
      total.acked += writer.acknowledged;
      for (const written of structsOf(Y.encodeStateAsUpdate(writer.doc))) {
        const op = found.get(written.key);
        const stored = bytes.get(written.key);
        found.delete(written.key);
        if (op === undefined || stored === undefined) {
          if (written.clock < writer.acknowledged) total.lost += 1;
        } else if (Buffer.compare(stored, written.bytes) !== 0 || !isSameJson(op, written.value)) {
          total.changed += 1;
        }
      }
    }
    total.invented += found.size;
  }
  return total;
}

async function readRaw(http: string, cartId: CartId): Promise<readonly RawOp[]> {
  const response = await fetch(`${http}/carts/${cartId}/raw`);
  // A cart that was never acknowledged need not exist.
  if (response.status === 404) return [];
  return v.parse(rawCartBody, await response.json()).ops;
}

/** What a joiner is sent. */
function readSnapshot(ws: string, cartId: CartId): Promise<readonly LedgerStruct[]> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${ws}/${cartId}`);
    socket.on('error', reject);
    socket.on('open', () => socket.send(syncStep1Frame(Y.encodeStateVector(new Y.Doc()))));
    socket.on('message', (data) => {
      const decoder = decoding.createDecoder(new Uint8Array(data as Buffer));
      const isStep2 =
        decoding.readVarUint(decoder) === frameTypes.sync &&
        decoding.readVarUint(decoder) === syncTypes.step2;
      if (!isStep2) return;
      socket.terminate();
      resolve(structsOf(decoding.readVarUint8Array(decoder)));
    });
  });
}

function structsOf(update: Uint8Array): readonly LedgerStruct[] {
  const read = readLedgerUpdate(update);
  if (read.status === 'malformed') throw new Error(`the relay holds what is no ledger: ${read.reason}`);
  return read.structs;
}
