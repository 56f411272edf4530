import { isSameJson } from '../../cart/json.ts';
import { encodeLedgerUpdate, readLedgerUpdate, type LedgerStruct } from '../../protocol/ledger-update.ts';

/** What a stored struct says. Throws on bytes that are none. */
export function readStruct(bytes: Uint8Array): Pick<LedgerStruct, 'key' | 'value'> {
  const update = encodeLedgerUpdate([{ client: 0, clock: 0, count: 1, pieces: [bytes] }]);
  const read = readLedgerUpdate(update, { maxOpBytes: bytes.length });
  const struct = read.status === 'ledger' ? read.structs[0] : undefined;
  if (!struct) throw new Error('stored bytes are not a struct');
  return struct;
}

/** Whether it says the same, though a client may encode it otherwise, as with another order of keys. */
export function isSameStruct(struct: LedgerStruct, stored: Uint8Array): boolean {
  if (Buffer.compare(struct.bytes, stored) === 0) return true;
  const { key, value } = readStruct(stored);
  return key === struct.key && isSameJson(value, struct.value);
}

/** The operation in a stored struct. Throws on bytes that are none. */
export const readStoredOp = (bytes: Uint8Array): unknown => readStruct(bytes).value;
