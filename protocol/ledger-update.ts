import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { OPS } from '../cart/replica.ts';
import { MalformedBytes, readJson, readText } from './json-reader.ts';
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
    return { status: 'ledger', structs: readStructs(decoding.createDecoder(update), maxOpBytes) };
  } catch (error) {
    // lib0 and TextDecoder throw plain errors for bytes they cannot read, so there is nothing to tell apart.
    return { status: 'malformed', reason: error instanceof Error ? error.message : String(error) };
  }
}

function readStructs(decoder: decoding.Decoder, maxOpBytes: number): LedgerStruct[] {
  const structs: LedgerStruct[] = [];
  for (let clients = decoding.readVarUint(decoder); clients > 0; clients--) {
    const count = decoding.readVarUint(decoder);
    const client = decoding.readVarUint(decoder);
    const clock = decoding.readVarUint(decoder);
    if (client > 0xffff_ffff) throw new MalformedBytes('a client id has more than 32 bits');
    if (!Number.isSafeInteger(clock + count)) throw new MalformedBytes('a clock is too large');
    for (let i = 0; i < count; i++) structs.push(readStruct(decoder, client, clock + i, maxOpBytes));
  }
  if (decoding.readVarUint(decoder) !== 0) throw new MalformedBytes('a ledger has no deletes');
  if (decoder.pos !== decoder.arr.length) throw new MalformedBytes('bytes after the end');
  return structs;
}

function readStruct(
  decoder: decoding.Decoder,
  client: number,
  clock: number,
  maxOpBytes: number,
): LedgerStruct {
  const start = decoder.pos;
  const end = Math.min(decoder.arr.length, start + maxOpBytes);
  if (decoder.arr[decoder.pos++] !== ITEM_WITH_JSON_UNDER_KEY) {
    throw new MalformedBytes('a struct is not one JSON value under a key');
  }
  const isUnderOps = decoding.readVarUint(decoder) === PARENT_IS_ROOT_TYPE && readText(decoder, end) === OPS;
  if (!isUnderOps) throw new MalformedBytes(`a struct is not in the root map ${OPS}`);
  const key = readText(decoder, end);
  if (decoding.readVarUint(decoder) !== 1) throw new MalformedBytes('a struct holds more than one value');
  const value = readJson(decoder, end);
  if (decoder.pos > end) throw new MalformedBytes(`an operation is longer than ${maxOpBytes} bytes`);
  return { client, clock, key, value, bytes: decoder.arr.subarray(start, decoder.pos) };
}

/** One update of these runs. Runs of one client must be in the order of their clocks. */
export function encodeLedgerUpdate(runs: readonly StructRun[]): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, runs.length);
  for (const { client, clock, count, pieces } of runs) {
    encoding.writeVarUint(encoder, count);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    for (const piece of pieces) encoding.writeUint8Array(encoder, piece);
  }
  encoding.writeVarUint(encoder, 0);
  return encoding.toUint8Array(encoder);
}

/** Structs in the order given, gathered into runs. */
export function gatherRuns(structs: Iterable<Omit<LedgerStruct, 'key' | 'value'>>): StructRun[] {
  const runs: { client: number; clock: number; count: number; pieces: Uint8Array[] }[] = [];
  for (const { client, clock, bytes } of structs) {
    const last = runs.at(-1);
    if (last?.client === client && last.clock + last.count === clock) {
      last.count += 1;
      last.pieces.push(bytes);
    } else runs.push({ client, clock, count: 1, pieces: [bytes] });
  }
  return runs;
}
