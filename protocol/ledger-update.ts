import * as encoding from 'lib0/encoding';
import { reasonOf } from '../cart/result.ts';
import type { Json } from '../cart/json.ts';
import { OPS } from '../cart/replica.ts';
import { ByteReader, MalformedBytes } from './byte-reader.ts';
import { ByteWriter, varUintLength } from './byte-writer.ts';
import { readJson } from './json-reader.ts';
import { defaultLimits } from './limits.ts';

/**
 * Yjs updates (v1) as a ledger of operations has them, and nothing else.
 *
 * Each operation is one `Item` of length 1: a JSON value under its own key of the root map `ops`, put there
 * once, so it has no neighbours and nothing is ever deleted. The bytes of such a struct do not depend on
 * any other, not even on its clock. Updates are therefore read, stored, cut and joined as bytes, with no
 * document in memory.
 *
 * Layout: `varuint clients`, for each `varuint structs, varuint client, varuint clock` and the structs
 * (`uint8 40, varuint 1, varstring "ops", varstring key, varuint 1, any value`); then the delete set,
 * which is `varuint 0`. Source: yjs 13.6, `src/utils/encoding.js` and `src/structs/Item.js`.
 */
export interface LedgerStruct {
  readonly client: number;
  readonly clock: number;
  /** Key in `ops`; whether it is an operation id is not checked here. */
  readonly key: string;
  /** Plain JSON; whether it is an operation is not checked here. */
  readonly value: unknown;
  /** The struct without client and clock. A view on the update it was read from. */
  readonly bytes: Uint8Array;
}

/** Consecutive structs of one client. */
export interface StructRun {
  readonly client: number;
  /** Of the first struct. */
  readonly clock: number;
  readonly count: number;
  /** The structs' bytes, in as many pieces as is convenient. */
  readonly pieces: readonly Uint8Array[];
}

export type LedgerUpdate =
  | { readonly status: 'ledger'; readonly structs: readonly LedgerStruct[] }
  | { readonly status: 'malformed'; readonly reason: string };

const ITEM_WITH_JSON_UNDER_KEY = 0b0010_1000;
const PARENT_IS_ROOT_TYPE = 1;

/**
 * Reads an update, or says why it is none of a ledger.
 *
 * Stops at the first byte that is out of order, before anything the bytes merely claim is allocated.
 */
export function readLedgerUpdate(
  update: Uint8Array,
  { maxOpBytes }: { readonly maxOpBytes: number } = defaultLimits,
): LedgerUpdate {
  try {
    return { status: 'ledger', structs: readStructs(new ByteReader(update), maxOpBytes) };
  } catch (error) {
    // TextDecoder throws plain errors for bytes it cannot read, so there is nothing to tell apart.
    return { status: 'malformed', reason: reasonOf(error) };
  }
}

function readStructs(reader: ByteReader, maxOpBytes: number): LedgerStruct[] {
  const structs: LedgerStruct[] = [];
  for (let clients = reader.varUint(); clients > 0; clients--) {
    const count = reader.varUint();
    const client = reader.varUint();
    const clock = reader.varUint();
    if (client > 0xffff_ffff) throw new MalformedBytes('a client id has more than 32 bits');
    if (!Number.isSafeInteger(clock + count)) throw new MalformedBytes('a clock is too large');
    for (let i = 0; i < count; i++) structs.push(readStruct(reader, client, clock + i, maxOpBytes));
  }
  if (reader.varUint() !== 0) throw new MalformedBytes('a ledger has no deletes');
  reader.requireEnd();
  return structs;
}

function readStruct(reader: ByteReader, client: number, clock: number, maxOpBytes: number): LedgerStruct {
  const start = reader.at;
  const { length } = reader.bytes;
  reader.end = Math.min(length, start + maxOpBytes);
  if (reader.uint8() !== ITEM_WITH_JSON_UNDER_KEY) {
    throw new MalformedBytes('a struct is not one JSON value under a key');
  }
  if (reader.varUint() !== PARENT_IS_ROOT_TYPE || reader.text() !== OPS) {
    throw new MalformedBytes(`a struct is not in the root map ${OPS}`);
  }
  const key = reader.text();
  if (reader.varUint() !== 1) throw new MalformedBytes('a struct holds more than one value');
  const value = readJson(reader);
  reader.end = length;
  return { client, clock, key, value, bytes: reader.view(start, reader.at) };
}

/** An operation as a struct's bytes: what `LedgerStruct.bytes` is read from. */
export const encodeLedgerStruct = (key: string, value: Json): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeUint8(encoder, ITEM_WITH_JSON_UNDER_KEY);
    encoding.writeVarUint(encoder, PARENT_IS_ROOT_TYPE);
    encoding.writeVarString(encoder, OPS);
    encoding.writeVarString(encoder, key);
    encoding.writeVarUint(encoder, 1);
    encoding.writeAny(encoder, value as encoding.AnyEncodable);
  });

/** One update of these runs, which must be of different clients: Yjs keeps only the last of one client's. */
export function encodeLedgerUpdate(runs: readonly StructRun[]): Uint8Array {
  const writer = new ByteWriter(new Uint8Array(ledgerUpdateLength(runs)));
  writeLedgerUpdate(writer, runs);
  return writer.bytes;
}

/** As `encodeLedgerUpdate`, into something larger. */
export function writeLedgerUpdate(writer: ByteWriter, runs: readonly StructRun[]): void {
  writer.varUint(runs.length);
  for (const run of runs) writeRun(writer, run);
  writer.varUint(0);
}

/** Bytes that an update of these runs takes. */
export function ledgerUpdateLength(runs: readonly StructRun[]): number {
  let length = varUintLength(runs.length) + 1;
  for (const run of runs) length += runLength(run);
  return length;
}

function runLength({ client, clock, count, pieces }: StructRun): number {
  let length = varUintLength(count) + varUintLength(client) + varUintLength(clock);
  for (const piece of pieces) length += piece.length;
  return length;
}

function writeRun(writer: ByteWriter, { client, clock, count, pieces }: StructRun): void {
  writer.varUint(count);
  writer.varUint(client);
  writer.varUint(clock);
  for (const piece of pieces) writer.raw(piece);
}

/** Structs gathered into one run for each client; each client's must follow one upon the other. */
export function gatherRuns(structs: Iterable<Omit<LedgerStruct, 'key' | 'value'>>): StructRun[] {
  const runs = new Map<number, { client: number; clock: number; count: number; pieces: Uint8Array[] }>();
  for (const { client, clock, bytes } of structs) {
    const run = runs.get(client);
    if (!run) runs.set(client, { client, clock, count: 1, pieces: [bytes] });
    else if (run.clock + run.count === clock) {
      run.count += 1;
      run.pieces.push(bytes);
    } else throw new Error(`client ${client}: ${clock} does not follow ${run.clock + run.count - 1}`);
  }
  return [...runs.values()];
}
