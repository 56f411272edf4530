import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { isCartId, type CartId } from '../../cart/ids.ts';
import { rawOp } from '../../protocol/http.ts';
import { newCartCopy } from '../copies/cart-copy.ts';
import { ClientUnavailable, type ClientCopy, type ClientSource } from './client-source.ts';
import { opsInJson } from './json-client-source.ts';

const raw = v.object({ cartId: v.custom<CartId>(isCartId), ops: v.array(rawOp) });
const status = v.object({ online: v.boolean(), pending: v.number() });

/** A running agent or desktop, asked through its line protocol on this machine. */
export function openLineClient(port: number, patienceMs = 20_000): ClientSource {
  const name = `the client on port ${port}`;
  const ask = async (): Promise<ClientCopy> => {
    // The status last: an operation that is durable then is with the relay, one that is not counts as pending.
    const [read, stated] = await converse(port, ['raw', 'status'], patienceMs).catch((error: unknown) => {
      throw new ClientUnavailable(`${name}: ${(error as Error).message}`, { cause: error });
    });
    const { online, pending } = parse(status, stated, name);
    const { cartId, ops } = parse(raw, read, name);
    return { ...newCartCopy(cartId, opsInJson(ops)), pending, isOnline: online, refused: [] };
  };
  return {
    name,
    listCarts: async () => [(await ask()).cartId],
    readCart: async (cartId) => {
      const copy = await ask();
      return copy.cartId === cartId ? copy : null;
    },
    close: () => Promise.resolve(),
  };
}

function parse<Schema extends v.GenericSchema>(schema: Schema, line: string | undefined, name: string) {
  try {
    return v.parse(schema, JSON.parse(line ?? ''));
  } catch (error) {
    throw new ClientUnavailable(`${name} answers ${JSON.stringify((line ?? '').slice(0, 80))}`, {
      cause: error,
    });
  }
}

/** Says lines and gives the reply to each. */
function converse(port: number, lines: readonly string[], patienceMs: number): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const replies: string[] = [];
    const fail = (error: Error) => {
      socket.destroy();
      reject(error);
    };
    socket.setTimeout(patienceMs, () => fail(new Error('no answer')));
    socket.on('error', fail);
    socket.on('close', () => fail(new Error('it hung up')));
    createInterface(socket).on('line', (reply) => {
      replies.push(reply);
      if (replies.length < lines.length) return;
      resolve(replies);
      socket.end();
    });
    socket.write(lines.map((line) => `${line}\n`).join(''));
  });
}
