import { randomBytes } from 'node:crypto';
import * as encoding from 'lib0/encoding';
import { createSid, type Sid } from '../../cart/ids.ts';
import { awarenessFrame } from '../../protocol/relay-frame.ts';
import { encodePresence } from '../carts/presence-update.ts';
import { encodeLedgerUpdate } from '../../protocol/ledger-update.ts';

/** Puts operations together as updates, and does not care whether they are allowed. */
export class AttackWriter {
  readonly client: number;
  readonly sid: Sid = createSid(randomBytes);
  readonly #user: string;
  #written = 0;

  constructor(user: string, client = randomBytes(4).readUInt32LE()) {
    this.#user = user;
    this.client = client;
  }

  /** The next `add` of this writer. */
  add(change: object = {}): Uint8Array {
    this.#written += 1;
    return this.write(`${this.sid}.${this.#written}`, this.#written - 1, this.op(change));
  }

  /** An update of one operation with that name and place. */
  write(id: string, clock: number, op: unknown, client = this.client): Uint8Array {
    return encodeLedgerUpdate([{ client, clock, count: 1, pieces: [structOf(id, op)] }]);
  }

  op(change: object = {}): object {
    return {
      kind: 'add',
      at: `${String(Date.now()).padStart(15, '0')}-00000`,
      by: this.#user,
      product: { id: '1', name: 'test' },
      price: { amount: 100, currency: 'EUR' },
      qty: 1,
      ...change,
    };
  }
}

/** The struct of one value under a key, whatever both are. */
export const structOf = (key: string, value: unknown): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeUint8(encoder, 40);
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarString(encoder, 'ops');
    encoding.writeVarString(encoder, key);
    encoding.writeVarUint(encoder, 1);
    encoding.writeAny(encoder, value as encoding.AnyEncodable);
  });

/** An awareness message that says this of one client. */
export const presenceFrame = (client: number, clock: number, state: unknown): Uint8Array =>
  awarenessFrame(encodePresence([{ client, clock, state: JSON.stringify(state) }]));
