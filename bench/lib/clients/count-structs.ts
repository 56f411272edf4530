/**
 * Counts what one client has in a Yjs update (v1) without decoding it: the load has to cost less than the
 * server that is measured.
 *
 * `varuint clients`, for each `varuint structs, varuint client, varuint clock` and the structs. To get past the
 * structs of one client their length must be known. Throws on what was lost, doubled or is out of order.
 */
export function countStructs(
  message: Uint8Array,
  start: number,
  { client, clock, structBytes }: Awaited,
): number {
  const cursor: Cursor = { message, at: start };
  const clients = readVarUint(cursor);
  if (clients > 1 && structBytes === null) throw new Error('an update of several clients');
  let count = 0;
  for (let i = 0; i < clients; i += 1) {
    const structs = readVarUint(cursor);
    const isAwaited = readVarUint(cursor) === client;
    const first = readVarUint(cursor);
    if (isAwaited) {
      if (first !== clock + count) throw new Error(`clock ${first} came where ${clock + count} was awaited`);
      count += structs;
    }
    cursor.at += structs * (structBytes ?? 0);
  }
  if (structBytes !== null && cursor.at !== message.length - 1) throw new Error('structs of another length');
  return count;
}

/** What an update is looked through for. */
export interface Awaited {
  readonly client: number;
  /** Of its next struct. */
  readonly clock: number;
  /** Length of each struct of any client; without it an update of several clients throws. */
  readonly structBytes: number | null;
}

/** How many structs of any clients an update has, as `countStructs` does; those of `except` do not count. */
export function countOthers(
  message: Uint8Array,
  start: number,
  { except, structBytes }: { readonly except: number; readonly structBytes: number | null },
): number {
  const cursor: Cursor = { message, at: start };
  let count = 0;
  let clients = readVarUint(cursor);
  if (clients > 1 && structBytes === null) throw new Error('an update of several clients');
  for (; clients > 0; clients -= 1) {
    const structs = readVarUint(cursor);
    if (readVarUint(cursor) !== except) count += structs;
    readVarUint(cursor);
    cursor.at += structs * (structBytes ?? 0);
  }
  if (structBytes !== null && cursor.at !== message.length - 1) throw new Error('structs of another length');
  return count;
}

/**
 * The clock of one client in a Yjs state vector: `varuint clients`, for each `varuint client, varuint clock`.
 * 0 for a client that is not in it.
 */
export function clockOf(message: Uint8Array, start: number, client: number): number {
  const cursor: Cursor = { message, at: start };
  for (let clients = readVarUint(cursor); clients > 0; clients -= 1) {
    const isAwaited = readVarUint(cursor) === client;
    const clock = readVarUint(cursor);
    if (isAwaited) return clock;
  }
  return 0;
}

/** A place in a message. */
export interface Cursor {
  readonly message: Uint8Array;
  at: number;
}

export function readVarUint(cursor: Cursor): number {
  let value = 0;
  for (let factor = 1; ; factor *= 128) {
    const byte = cursor.message[cursor.at] ?? 0;
    cursor.at += 1;
    value += (byte & 127) * factor;
    if (byte < 128) return value;
  }
}
