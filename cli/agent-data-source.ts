import type { CartId } from '../cart/ids.ts';
import { newCartCopy } from '../ledger/copies/cart-copy.ts';
import { ClientUnavailable, type ClientSource } from '../ledger/sources/client-source.ts';
import { LmdbUpdateLog } from '../relay/log/lmdb-update-log.ts';
import { readLedgerUpdate, encodeLedgerUpdate } from '../protocol/ledger-update.ts';
import type { LogRecord } from '../relay/log/update-log.ts';

/** What an agent that is not running has in its data directory. */
export async function openAgentData(directory: string): Promise<ClientSource> {
  const name = `the agent data in ${directory}`;
  const guard = async <T>(look: () => Promise<T>): Promise<T> => {
    try {
      return await look();
    } catch (error) {
      throw new ClientUnavailable(`${name}: ${(error as Error).message}`, { cause: error });
    }
  };
  const log = await guard(() => LmdbUpdateLog.open(directory));
  return {
    name,
    listCarts: () => guard(() => log.listCarts()),
    readCart: (cartId: CartId) =>
      guard(async () => {
        const records = await log.read(cartId);
        if (records.length === 0) return null;
        // Not connected to anything, so whatever the relay lacks may be waiting in it.
        return { ...newCartCopy(cartId, records.map(opOf)), pending: null, isOnline: false, refused: [] };
      }),
    close: () => log.close(),
  };
}

function opOf({ client, clock, opId, bytes }: LogRecord) {
  const read = readLedgerUpdate(encodeLedgerUpdate([{ client, clock, count: 1, pieces: [bytes] }]));
  if (read.status === 'malformed') throw new Error(`${opId}: ${read.reason}`);
  return { id: opId, op: read.structs[0]?.value, place: { client, clock, bytes } };
}
