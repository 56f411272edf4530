import type { Command, CommandRefusal } from '../../cart/commands.ts';
import type { DeliveryStage } from '../../cart/delivery.ts';
import type { Fold } from '../../cart/fold.ts';
import { History, type HistoryEntry } from '../../cart/history.ts';
import type { CartId, OpId, UserId } from '../../cart/ids.ts';
import type { Result } from '../../cart/result.ts';
import type { CartRow } from '../../cart/row.ts';
import type { CartView } from '../../cart/view.ts';
import type { TrolleyBridge, WindowSetup } from '../../protocol/ipc.ts';
import type { LineContext } from '../../protocol/line-protocol.ts';
import type { RelayLink } from '../../protocol/relay-link.ts';
import { answerQuestions, answerWithout } from './answer-questions.ts';
import { CartCopy } from './cart-copy.ts';
import { CurrentView } from './current-view.ts';
import { DeliveryWatch } from './delivery-watch.ts';
import { needsFreshStart } from './fresh-start.ts';
import { announceSelf, peopleOf } from './presence.ts';
import { SessionAccess } from './session-access.ts';
import { makeParts, type SessionParts } from './session-parts.ts';
import { sessionStatus } from './session-status.ts';
import type { Person, SessionStatus } from './types.ts';
import { Topic } from './topic.ts';
import type { Unsent } from './unsent.ts';
import { syncWindows } from './window-sync.ts';

/**
 * One cart in one window: the cart itself, its place on disk, its way to the others, and what to show of it.
 *
 * What the getters give is current whenever it is read, and reading it in an effect or a template follows it.
 */
export class CartSession {
  readonly cartId: CartId;
  /** Who writes here: the token's user, or the profile's where there is no token. */
  readonly user: UserId;
  readonly profile: string;
  readonly relayUrl: string | null;
  readonly access: SessionAccess;
  readonly copy: CartCopy;

  readonly #bridge: TrolleyBridge;
  readonly #parts: SessionParts;
  readonly #delivery: DeliveryWatch;
  readonly #view: CurrentView;
  readonly #history: History;
  #title = '';
  #isStartingAnew = false;
  #people: readonly Person[] | null = null;
  #status: SessionStatus | null = null;

  readonly #cartTopic = new Topic();
  readonly #statusTopic = new Topic();
  readonly #peopleTopic = new Topic();

  /** Opens the cart that this window is for. A cart that cannot be read gives a session whose load has failed. */
  static async open(bridge: TrolleyBridge): Promise<CartSession> {
    const setup = await bridge.getSetup();
    let session: CartSession | null = null;
    const parts = await makeParts(setup, await bridge.getToken(), () => {
      if (session) session.#statusChanged();
    });
    session = new CartSession(bridge, setup, parts);
    session.#start(setup.offline);
    return session;
  }

  private constructor(bridge: TrolleyBridge, setup: WindowSetup, parts: SessionParts) {
    this.cartId = setup.cartId;
    this.user = parts.replica.user;
    this.profile = setup.profile;
    this.relayUrl = setup.relayUrl;
    this.#bridge = bridge;
    this.#parts = parts;
    this.access = new SessionAccess({
      ...{ bridge, setup },
      onChange: () => this.#statusChanged(),
      startAnew: () => this.copy.startAnew(),
    });
    this.#delivery = new DeliveryWatch(parts);
    this.copy = new CartCopy(parts, bridge, () => this.#delivery.marks.durable);
    this.#history = new History(parts.replica.fold);
    this.#view = new CurrentView(parts.replica.fold, parts.clock.now, () => this.#cartTopic.changed());
  }

  /** The cart as it is to be shown now. */
  get view(): CartView {
    this.#cartTopic.follow();
    return this.#view.get();
  }

  get status(): SessionStatus {
    this.#statusTopic.follow();
    this.#status ??= sessionStatus(this.#parts, this.#delivery, this.access);
    return this.#status;
  }

  /** Who is here, this window first. */
  get people(): readonly Person[] {
    this.#peopleTopic.follow();
    this.#people ??= peopleOf(this.#parts.awareness);
    return this.#people;
  }

  get canUndo(): boolean {
    this.#cartTopic.follow();
    return this.access.canChange && this.#parts.replica.canUndo;
  }

  get canRedo(): boolean {
    this.#cartTopic.follow();
    return this.access.canChange && this.#parts.replica.canRedo;
  }

  /** How far our own changes to this row have come: the one that is least far; `durable` if none is pending. */
  stageOf(row: CartRow): DeliveryStage {
    this.#statusTopic.follow();
    return this.#delivery.stageOf(row.lineIds);
  }

  history(): readonly HistoryEntry[] {
    this.#cartTopic.follow();
    return this.#history.entries();
  }

  /** Carries out a command, made from the cart as it is now. Throws when the cart could not be loaded. */
  perform(command: (fold: Fold) => Command): Result<readonly OpId[], CommandRefusal> {
    this.#requireLoaded();
    return this.#parts.replica.perform(command(this.#parts.replica.fold));
  }

  undo(): void {
    this.#requireLoaded();
    this.#parts.replica.undo();
  }

  redo(): void {
    this.#requireLoaded();
    this.#parts.replica.redo();
  }

  /** Chooses for all windows of this instance. */
  setOffline(offline: boolean): void {
    this.#followOffline(offline);
    void this.#bridge.setOffline(offline);
  }

  /** Tries the relay again after it has ended the connection. */
  retry(): void {
    this.#parts.link?.connect();
  }

  /** What is here and not known to be with the others. */
  get unsent(): Unsent {
    this.#statusTopic.follow();
    return this.copy.unsent();
  }

  /** Now, as the relay has it. */
  now(): number {
    return this.#parts.clock.now();
  }

  /** Tells the others which row is being edited here; `null` for none. */
  setEditing(rowKey: string | null): void {
    announceSelf(this.#parts.awareness, this.user, rowKey);
  }

  #start(offline: boolean): void {
    const { loaded, replica, awareness, link } = this.#parts;
    if (loaded.ok) {
      replica.subscribe(() => this.#cartChanged());
      awareness.on('change', () => {
        this.#people = null;
        this.#peopleTopic.changed();
      });
      const channel = new BroadcastChannel(`trolley/${this.cartId}`);
      this.copy.shareWith(syncWindows(replica.doc, channel, (covered) => void this.copy.keepOnly(covered)));
      announceSelf(awareness, this.user, null);
      this.#bridge.onOfflineChanged((chosen) => this.#followOffline(chosen));
      this.#followOffline(offline);
      this.#answer();
      this.#tellTitle();
      if (link) {
        this.access.follow(link);
        keepAwake(link);
      }
    } else answerWithout(this.#bridge, `the cart could not be loaded: ${loaded.reason}`);
    const load = loaded.ok ? 'ready' : 'failed';
    // In a task of its own: whoever awaits the session puts it on the screen first.
    setTimeout(() => void this.#bridge.reportLoad(load));
  }

  #answer(): void {
    const { clock, replica, store, link } = this.#parts;
    const context: LineContext = {
      cartId: this.cartId,
      replica,
      currency: 'EUR',
      now: clock.now,
      saved: () => store.whenSaved(),
      countDurable: () => replica.fold.ops.size - this.#delivery.counts.undurable,
      isOnline: () => link?.connection === 'connected',
      setOffline: (chosen) => this.setOffline(chosen),
    };
    answerQuestions(this.#bridge, context, () => store.settle());
  }

  #followOffline(offline: boolean): void {
    const { link } = this.#parts;
    if (offline) link?.disconnect();
    else if (link?.connection === 'offline' || link?.connection === 'ended') link.connect();
  }

  #cartChanged(): void {
    this.#view.invalidate();
    this.#cartTopic.changed();
    this.#statusChanged();
    this.#tellTitle();
  }

  #statusChanged(): void {
    this.#delivery.update();
    this.#status = null;
    this.#statusTopic.changed();
    if (this.#isStartingAnew || !needsFreshStart(this.#parts)) return;
    this.#isStartingAnew = true;
    // A disk that refuses says so itself, and then what is open here matters more.
    void this.copy.startAnew().catch(() => (this.#isStartingAnew = false));
  }

  #tellTitle(): void {
    const title = this.#parts.replica.fold.title.winner?.op.title ?? '';
    if (title === this.#title) return;
    this.#title = title;
    void this.#bridge.setTitle(title);
  }

  #requireLoaded(): void {
    if (!this.#parts.loaded.ok) throw new Error('a cart that could not be loaded cannot be changed');
  }
}

/** Tries the relay again when something suggests that it can be reached, and leaves it with the page. */
function keepAwake(link: RelayLink): void {
  window.addEventListener('online', () => link.wake());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') link.wake();
  });
  window.addEventListener('pagehide', () => link.close());
}
