import type * as Y from 'yjs';
import type { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import { mergeStateVectors, stateVectorOf, type StateVector } from '../cart/delivery.ts';
import type { CartId } from '../cart/ids.ts';
import { SUBPROTOCOL, type Hello, type Refusal } from './frames.ts';
import { handleRelayFrames } from './handle-relay-frames.ts';
import { problemOfClose, type LinkProblem } from './link-problem.ts';
import type { RelayClock } from './relay-clock.ts';
import { splitFrame } from './split-frame.ts';
import { TOKEN_SUBPROTOCOL_PREFIX } from './token.ts';

/**
 * Where the connection stands.
 *
 * `offline` was chosen; `unreachable` was tried, failed, and keeps being tried; after `ended` the relay has said
 * not to come back.
 */
export type Connection = 'offline' | 'connecting' | 'connected' | 'unreachable' | 'ended';

export interface RelayLinkOptions {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly relayUrl: string;
  readonly cartId: CartId;
  /** What the relay was last known to have on disk. */
  readonly durable: StateVector;
  /** Corrected by the relay's word of each connection. */
  readonly clock: RelayClock;
  /** What lets us in, or `null`; see `setToken`. */
  readonly token: string | null;
  /** The `WebSocket` class to use, where it is not the platform's own. */
  readonly webSocket?: unknown;
  /** Called after anything readable here changed. */
  readonly onChange: () => void;
}

/** The parts of a browser's `WebSocket` that are used here: `protocol/` knows no DOM. */
interface Socket {
  readonly protocol: string;
  send: (data: Uint8Array<ArrayBuffer>) => void;
  addEventListener(type: 'message', listener: () => void): void;
}

/** Refusals kept to be shown. */
const MAX_REFUSALS = 20;

/**
 * A cart's connection to the relay: y-websocket's, with the relay's word on what is durable.
 *
 * The marks are of one connection. `sent` starts from nothing each time; `durable` holds what was last known
 * until the relay tells, and then is what it tells, even if that is less: a relay may have lost its data.
 */
export class RelayLink {
  readonly #doc: Y.Doc;
  readonly #provider: WebsocketProvider;
  readonly #clock: RelayClock;
  readonly #onChange: () => void;
  #connection: Connection = 'offline';
  #problem: LinkProblem | null = null;
  #sent: StateVector = new Map();
  #durable: StateVector;
  #lastContact: number | null = null;
  #refusals: readonly Refusal[] = [];
  #generation: string | null = null;
  #hasToken = false;
  /** We are hanging up ourselves. */
  #isDropping = false;
  /** The relay has said what it has, so from now on all that it lacks is on its way. */
  #isSynced = false;

  constructor(options: RelayLinkOptions) {
    const { doc, awareness, relayUrl, cartId, durable, clock, token, webSocket, onChange } = options;
    this.#doc = doc;
    this.#clock = clock;
    this.#durable = durable;
    this.#onChange = onChange;
    this.#provider = new WebsocketProvider(relayUrl, cartId, doc, {
      connect: false,
      awareness,
      ...(webSocket === undefined ? {} : { WebSocketPolyfill: webSocket as never }),
      // It would stop when disconnected; windows of one profile meet in a way of their own.
      disableBc: true,
    });
    this.#carry(token);
    this.#provider.on('status', ({ status }) => this.#follow(status));
    this.#provider.on('connection-close', this.#closed);
    this.#provider.on('closed', ({ code }) => this.#set('ended', problemOfClose(code, this.#hasToken)));
    handleRelayFrames(this.#provider, {
      onHello: this.#meet,
      onHeld: this.#synced,
      onDurable: this.#extend,
      onRefused: this.#refuse,
      onUnreadable: (kind) => this.#set(this.#connection, { kind }),
    });
    // After the provider's own handler: by then the update has been given to the socket.
    doc.on('update', this.#mark);
  }

  get connection(): Connection {
    return this.#connection;
  }

  get problem(): LinkProblem | null {
    return this.#problem;
  }

  get sent(): StateVector {
    return this.#sent;
  }

  get durable(): StateVector {
    return this.#durable;
  }

  /** Milliseconds since 1970. */
  get lastContact(): number | null {
    return this.#lastContact;
  }

  get refusals(): readonly Refusal[] {
    return this.#refusals;
  }

  /** Names the log of the relay that was last met: another one was restored from a backup, or is new. */
  get generation(): string | null {
    return this.#generation;
  }

  /** How far the relay's clock is ahead of this computer's, in milliseconds; 0 until it was met. */
  get clockOffset(): number {
    return this.#clock.offset;
  }

  /** Connects, also after the relay has ended the connection; keeps trying. */
  connect(): void {
    if (this.#connection === 'connected') return;
    this.#set('connecting', null);
    this.#provider.wsUnsuccessfulReconnects = 0;
    this.#provider.connect();
  }

  disconnect(): void {
    this.#drop();
    this.#set('offline', null);
  }

  /**
   * Carries another token from now on, or none, and comes back with it unless offline was chosen; also after the
   * relay has ended the connection. What the relay would not take before, it is asked about again.
   */
  setToken(token: string | null): void {
    this.#carry(token);
    this.#refusals = [];
    if (this.#connection === 'offline') {
      this.#onChange();
      return;
    }
    this.#drop();
    this.#connection = 'connecting';
    this.connect();
  }

  /** Tries at once: there is no need to sit out the wait when something suggests that the network is back. */
  wake(): void {
    if (this.#provider.shouldConnect) this.#provider.connect();
  }

  close(): void {
    this.#doc.off('update', this.#mark);
    this.#provider.destroy();
  }

  /** y-websocket reads the list at each attempt to connect. */
  #carry(token: string | null): void {
    this.#hasToken = token !== null;
    this.#provider.protocols = [SUBPROTOCOL, ...(token === null ? [] : [TOKEN_SUBPROTOCOL_PREFIX + token])];
  }

  #drop(): void {
    this.#isDropping = true;
    this.#provider.disconnect();
    this.#isDropping = false;
  }

  #follow(status: 'connecting' | 'connected' | 'disconnected'): void {
    const { awareness } = this.#provider;
    const socket = this.#socket;
    if (status === 'connecting') {
      if (socket) this.#adopt(socket);
      // Between attempts it stays "unreachable", or the word would flicker.
      if (this.#connection !== 'unreachable') this.#set('connecting', null);
    } else if (status === 'connected') {
      const tellsDurable = socket?.protocol === SUBPROTOCOL;
      if (!tellsDurable) this.#durable = new Map();
      this.#set('connected', tellsDurable ? null : { kind: 'not-durable' });
      // Others have seen us leave at this clock, and would not take us back without a newer one.
      awareness.setLocalState(awareness.getLocalState());
    }
  }

  get #socket(): Socket | null {
    return this.#provider.ws as Socket | null;
  }

  /**
   * Listens to a new socket, and has it send long updates in parts: y-websocket puts everything into one frame,
   * however much a time offline has gathered, and a relay takes frames up to a limit.
   */
  #adopt(socket: Socket): void {
    socket.addEventListener('message', this.#hear);
    const send = socket.send.bind(socket);
    socket.send = (data) => {
      for (const part of splitFrame(data)) send(part);
    };
  }

  readonly #closed = (event: { readonly code: number } | null): void => {
    this.#isSynced = false;
    this.#sent = new Map();
    if (this.#isDropping) return;
    this.#set('unreachable', event ? problemOfClose(event.code, this.#hasToken) : { kind: 'silent' });
  };

  readonly #hear = (): void => {
    this.#lastContact = this.#clock.local();
    this.#onChange();
  };

  readonly #meet = ({ time, generation }: Hello): void => {
    this.#clock.meet(time);
    this.#generation = generation;
    this.#onChange();
  };

  readonly #mark = (_update: Uint8Array, _origin: unknown, _doc: Y.Doc, { afterState }: Y.Transaction) => {
    if (this.#isSynced) this.#sent = afterState;
  };

  /** The relay holds this much, and is now being sent all that it lacks. */
  readonly #synced = (held: StateVector): void => {
    this.#isSynced = true;
    this.#sent = stateVectorOf(this.#doc);
    if (this.#socket?.protocol === SUBPROTOCOL) this.#durable = held;
    this.#onChange();
  };

  readonly #extend = (durable: StateVector): void => {
    this.#durable = mergeStateVectors(this.#durable, durable);
    this.#set(this.#connection, null);
  };

  readonly #refuse = (refusal: Refusal): void => {
    // The relay asks again by itself for what it lacked or could not store.
    if (refusal.code === 'gap') return;
    if (refusal.code === 'storage') {
      this.#set(this.#connection, { kind: 'storage' });
      return;
    }
    const isKnown = this.#refusals.some(
      ({ code, reason }) => code === refusal.code && reason === refusal.reason,
    );
    if (!isKnown) this.#refusals = [...this.#refusals, refusal].slice(-MAX_REFUSALS);
    this.#onChange();
  };

  #set(connection: Connection, problem: LinkProblem | null): void {
    this.#connection = connection;
    this.#problem = problem;
    this.#onChange();
  }
}
