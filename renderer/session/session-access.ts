import type { UserId } from '../../cart/ids.ts';
import type { AccessInfo, CartSetup, TrolleyBridge, Unsubscribe, WindowSetup } from '../../protocol/ipc.ts';
import type { RelayLink } from '../../protocol/relay-link.ts';
import { Topic } from './topic.ts';
import type { AccessState } from './types.ts';

/** In whose name a window writes: the relay takes only what carries the name that the token says. */
export const writerOf = (access: AccessInfo, { user }: Pick<WindowSetup, 'user'>): UserId =>
  access.claims?.sub ?? user;

export interface SessionAccessOptions {
  readonly bridge: TrolleyBridge;
  readonly setup: Pick<WindowSetup, 'user'>;
  readonly cart: CartSetup;
  /** Called when there is another token, or none. */
  readonly onChange: () => void;
  /** Opens the cart anew, for another writer; rejects when that would lose something. */
  readonly startAnew: () => Promise<void>;
}

/**
 * A session's access to its cart on the relay.
 *
 * The token itself passes through to the connection and is held nowhere else in the page.
 */
export class SessionAccess {
  readonly #options: SessionAccessOptions;
  readonly #topic = new Topic();
  #info: AccessInfo;

  constructor(options: SessionAccessOptions) {
    this.#options = options;
    this.#info = options.cart.access;
  }

  /** What may be shown of it; reading it in an effect or a template follows it. */
  get info(): AccessInfo {
    this.#topic.follow();
    return this.#info;
  }

  /** A reader's changes would stay here; without a token it is the relay that decides. */
  get canChange(): boolean {
    return this.info.claims?.role !== 'reader';
  }

  /** A token for all windows of this instance, or none; whether it was one. Another writer's opens them anew. */
  setToken(token: string | null): Promise<boolean> {
    return this.#options.bridge.setToken(this.#options.cart.cartId, token);
  }

  /** Who writes here when no token says otherwise. */
  get profileUser(): UserId {
    return this.#options.setup.user;
  }

  /** Hands each new token to the connection, from now on. */
  follow(link: RelayLink): Unsubscribe {
    const { bridge, cart } = this.#options;
    return bridge.onAccessChanged((cartId, info) => {
      if (cartId === cart.cartId) void this.#take(info, link);
    });
  }

  /** Tells how things stand, by the connection's own account before the token's. */
  stateOf({ connection, problem }: RelayLink): AccessState {
    if (connection === 'ended') {
      if (problem?.kind === 'access-missing') return 'missing';
      if (problem?.kind === 'access-ended') return 'ended';
      if (problem?.kind === 'access-elsewhere') return 'elsewhere';
    }
    return this.canChange ? 'fine' : 'look-only';
  }

  async #take(info: AccessInfo, link: RelayLink): Promise<void> {
    const { bridge, setup, cart, onChange, startAnew } = this.#options;
    const isOther = writerOf(info, setup) !== writerOf(this.#info, setup);
    this.#info = info;
    this.#topic.changed();
    onChange();
    // A replica writes in one name for as long as it lives.
    if (isOther && (await startAnew().then(isDone, isNotDone))) return;
    link.setToken(await bridge.getToken(cart.cartId));
  }
}

const isDone = (): boolean => true;
/** The disk is full, say: what is here matters more, and the window says what is wrong. */
const isNotDone = (): boolean => false;
