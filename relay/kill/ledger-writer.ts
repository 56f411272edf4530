import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { mergeStateVectors, type StateVector } from '../../cart/delivery.ts';
import { createSid, opId, type CartId, type RandomBytes, type Sid } from '../../cart/ids.ts';
import { OPS } from '../../cart/replica.ts';
import { decodeDurable, frameTypes, SUBPROTOCOL, syncTypes } from '../../protocol/frames.ts';
import { syncStep2Frame, updateFrame } from '../../protocol/relay-frame.ts';

export interface LedgerWriterOptions {
  readonly cartId: CartId;
  readonly randomBytes: RandomBytes;
  /** Operations it lets be on their way at once. */
  readonly window: number;
}

/**
 * A client that writes as fast as the relay acknowledges, for as long as it is connected.
 *
 * It keeps what it wrote through any number of connections, sends again what the relay turns out not to have,
 * and remembers what it was told is durable.
 */
export class LedgerWriter {
  readonly cartId: CartId;
  readonly doc = new Y.Doc();
  readonly #sid: Sid;
  readonly #window: number;
  #durable: StateVector = new Map();
  #issued = 0;
  #socket: WebSocket | null = null;

  constructor({ cartId, randomBytes, window }: LedgerWriterOptions) {
    this.cartId = cartId;
    this.#sid = createSid(randomBytes);
    this.#window = window;
    this.doc.on('update', (update: Uint8Array) => this.#socket?.send(updateFrame(update)));
  }

  /** Operations written. */
  get issued(): number {
    return this.#issued;
  }

  /** How many of them it was told are durable; they are the first so many. */
  get acknowledged(): number {
    return this.#durable.get(this.doc.clientID) ?? 0;
  }

  /** Writes until the connection ends; resolves then. */
  async write(ws: string): Promise<void> {
    const socket = new WebSocket(`${ws}/${this.cartId}`, [SUBPROTOCOL]);
    socket.on('message', (data) => this.#receive(socket, new Uint8Array(data as Buffer)));
    await new Promise<void>((resolve) => {
      socket.on('close', () => resolve());
      // A relay that is killed resets its connections; 'close' follows.
      socket.on('error', () => undefined);
    });
    this.#socket = null;
  }

  #receive(socket: WebSocket, message: Uint8Array): void {
    const decoder = decoding.createDecoder(message);
    const type = decoding.readVarUint(decoder);
    if (type === frameTypes.durable) {
      this.#durable = mergeStateVectors(this.#durable, Y.decodeStateVector(decodeDurable(decoder)));
    } else if (type === frameTypes.sync && decoding.readVarUint(decoder) === syncTypes.step1) {
      const missing = Y.encodeStateAsUpdate(this.doc, decoding.readVarUint8Array(decoder));
      socket.send(syncStep2Frame(missing));
      this.#socket = socket;
    }
    if (this.#socket) this.#fillWindow();
  }

  #fillWindow(): void {
    while (this.#issued - this.acknowledged < this.#window) {
      this.#issued += 1;
      this.doc.getMap(OPS).set(opId(this.#sid, this.#issued), {
        kind: 'add',
        at: `${String(this.#issued).padStart(15, '0')}-00000`,
        by: 'writer',
        product: { id: String(this.#issued), name: `product ${this.#issued}` },
        price: { amount: this.#issued, currency: 'EUR' },
        qty: 1,
      });
    }
  }
}
