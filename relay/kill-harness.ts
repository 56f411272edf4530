import { WebSocket } from 'ws';
import * as decoding from 'lib0/decoding';
import * as v from 'valibot';
import * as Y from 'yjs';
import { canonicalJson, type Json } from '../cart/json.ts';
import type { CartId, RandomBytes } from '../cart/ids.ts';
import { frameTypes, syncTypes } from '../protocol/frames.ts';
import { rawCartBody, type RawOp } from '../protocol/http.ts';
import { readLedgerUpdate, type LedgerStruct } from '../protocol/ledger-update.ts';
import { syncStep1Frame } from '../protocol/relay-frame.ts';
import { LedgerWriter } from './ledger-writer.ts';
import { spawnRelay, type RelayProcess } from './spawn-relay.ts';

/** What a relay that was killed again and again still had, against what it had promised. */
export interface KillReport {
  readonly kills: number;
  /** Operations reported durable. */
  readonly acked: number;
  /** Of those, the ones that were gone after a restart. */
  readonly lost: number;
  /** Of those, the ones that had other bytes. */
  readonly changed: number;
  /** Operations found more often than once. */
  readonly doubled: number;
  /** Operations found that nobody wrote. */
  readonly invented: number;
}

export interface KillOptions {
  /** Path of the built `trolley` command. */
  readonly command: string;
  readonly dataDir: string;
  readonly kills: number;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly randomBytes: RandomBytes;
  /** After each restart, for the carts in use. */
  readonly onRound?: (report: KillReport) => void;
}

const CARTS_PER_GENERATION = 3;
const WRITERS_PER_CART = 2;
/** New carts after so many kills: what is compared each time would grow without end. */
const KILLS_PER_GENERATION = 10;
const WINDOW = 16;
const MAX_LIFE_MS = 250;

export const isClean = ({ lost, changed, doubled, invented }: KillReport): boolean =>
  lost + changed + doubled + invented === 0;

/** Kills a relay under write load at random moments; after each restart compares it with what it had promised. */
export async function killRelay(options: KillOptions): Promise<KillReport> {
  const { command, dataDir, kills, random, onRound } = options;
  const generations: (readonly LedgerWriter[])[] = [];
  let relay = await spawnRelay({ command, dataDir });
  let report: KillReport = { kills: 0, acked: 0, lost: 0, changed: 0, doubled: 0, invented: 0 };
  try {
    while (report.kills < kills && isClean(report)) {
      if (report.kills % KILLS_PER_GENERATION === 0)
        generations.push(newGeneration(generations.length, options));
      const writers = generations.at(-1) ?? [];
      const writing = writers.map((writer) => writer.write(relay.ws));
      await firstAcknowledgement(writers);
      await new Promise((resolve) => setTimeout(resolve, random() * MAX_LIFE_MS));
      await relay.end('SIGKILL');
      await Promise.all(writing);
      relay = await spawnRelay({ command, dataDir });
      report = { kills: report.kills + 1, ...(await compare(relay, writers)) };
      onRound?.(report);
    }
    return isClean(report) ? { ...report, ...(await compare(relay, generations.flat())) } : report;
  } finally {
    await relay.end('SIGTERM');
  }
}

const newGeneration = (generation: number, { randomBytes }: KillOptions): readonly LedgerWriter[] =>
  Array.from({ length: CARTS_PER_GENERATION * WRITERS_PER_CART }, (_, i) => {
    const cartId = `cart-${generation}-${i % CARTS_PER_GENERATION}` as CartId;
    return new LedgerWriter({ cartId, randomBytes, window: WINDOW });
  });

/** Resolves when somebody has been told something new. */
async function firstAcknowledgement(writers: readonly LedgerWriter[]): Promise<void> {
  const sum = () => writers.reduce((total, { acknowledged }) => total + acknowledged, 0);
  for (const before = sum(); sum() === before;) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** Compares what the relay has now with what its writers know. */
async function compare(
  relay: Pick<RelayProcess, 'ws' | 'http'>,
  writers: readonly LedgerWriter[],
): Promise<Omit<KillReport, 'kills'>> {
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
        } else if (
          Buffer.compare(stored, written.bytes) !== 0 ||
          canonicalJson(op as Json) !== canonicalJson(written.value as Json)
        ) {
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
