import type { Command, CommandRefusal } from '../../cart/commands.ts';
import type { DeliveryStage } from '../../cart/delivery.ts';
import { opsById } from '../../cart/digest.ts';
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
import { problemText } from './connection-texts.ts';
import { CurrentView } from './current-view.ts';
import { DeliveryWatch } from './delivery-watch.ts';
import { announceSelf, peopleOf } from './presence.ts';
import { makeParts, type SessionParts } from './session-parts.ts';
import type { Person, SessionStatus } from './types.ts';
import { Topic } from './topic.ts';
import { syncWindows } from './window-sync.ts';

/**
 * One cart in one window: the cart itself, its place on disk, its way to the others, and what to show of it.
 *
 * What the getters give is current whenever it is read, and reading it in an effect or a template follows it.
 */
export class CartSession {
  readonly cartId: CartId;
  readonly user: UserId;
  readonly profile: string;
  readonly relayUrl: string | null;

  readonly #bridge: TrolleyBridge;
  readonly #parts: SessionParts;
  readonly #delivery: DeliveryWatch;
  readonly #view: CurrentView;
  readonly #history: History;
  #title = '';
  #people: readonly Person[] | null = null;
  #status: SessionStatus | null = null;

  readonly #cartTopic = new Topic();
  readonly #statusTopic = new Topic();
  readonly #peopleTopic = new Topic();

  /** Opens the cart that this window is for. A cart that cannot be read gives a session whose load has failed. */
  static async open(bridge: TrolleyBridge): Promise<CartSession> {
    const setup = await bridge.getSetup();
    let session: CartSession | null = null;
    const parts = await makeParts(setup, () => {
      if (session) session.#statusChanged();
    });
    session = new CartSession(bridge, setup, parts);
    session.#start(setup.offline);
    return session;
  }

  private constructor(bridge: TrolleyBridge, setup: WindowSetup, parts: SessionParts) {
    this.cartId = setup.cartId;
    this.user = setup.user;
    this.profile = setup.profile;
    this.relayUrl = setup.relayUrl;
    this.#bridge = bridge;
    this.#parts = parts;
    this.#delivery = new DeliveryWatch(parts);
    this.#history = new History(parts.replica.fold);
    this.#view = new CurrentView(parts.replica.fold, Date.now, () => this.#cartTopic.changed());
  }

  /** The cart as it is to be shown now. */
  get view(): CartView {
    this.#cartTopic.follow();
    return this.#view.get();
  }

  get status(): SessionStatus {
    this.#statusTopic.follow();
    this.#status ??= this.#makeStatus();
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
    return this.#parts.replica.canUndo;
  }

  get canRedo(): boolean {
    this.#cartTopic.follow();
    return this.#parts.replica.canRedo;
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

  /** Tells the others which row is being edited here; `null` for none. */
  setEditing(rowKey: string | null): void {
    announceSelf(this.#parts.awareness, this.user, rowKey);
  }

  /** Every operation that is here, as JSON: a way out that needs neither disk nor relay. */
  exportOps(): string {
    const ops: Iterable<readonly [OpId, unknown]> = this.#parts.loaded.ok
      ? this.#parts.replica.fold.ops
      : this.#parts.loaded.readable.map(({ key, value }) => [key as OpId, value] as const);
    return JSON.stringify(opsById(ops), null, 2);
  }

  /**
   * After a failed load: throws this computer's copy away and opens the cart anew, with what the relay has.
   * What had not been sent is lost, unless `exportOps` was kept; so ask first.
   */
  async startAgain(): Promise<void> {
    if (this.#parts.loaded.ok) throw new Error('a cart that could be loaded is not to be thrown away');
    await this.#parts.store.discard();
    location.reload();
  }

  #start(offline: boolean): void {
    const { loaded, replica, awareness, link } = this.#parts;
    if (loaded.ok) {
      replica.subscribe(() => this.#cartChanged());
      awareness.on('change', () => {
        this.#people = null;
        this.#peopleTopic.changed();
      });
      syncWindows(replica.doc, new BroadcastChannel(`trolley/${this.cartId}`));
      announceSelf(awareness, this.user, null);
      this.#bridge.onOfflineChanged((chosen) => this.#followOffline(chosen));
      this.#followOffline(offline);
      this.#answer();
      this.#tellTitle();
      if (link) keepAwake(link);
    } else answerWithout(this.#bridge, `the cart could not be loaded: ${loaded.reason}`);
    const load = loaded.ok ? 'ready' : 'failed';
    // In a task of its own: whoever awaits the session puts it on the screen first.
    setTimeout(() => void this.#bridge.reportLoad(load));
  }

  #answer(): void {
    const { replica, store, link } = this.#parts;
    const context: LineContext = {
      cartId: this.cartId,
      replica,
      currency: 'EUR',
      now: Date.now,
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
  }

  #makeStatus(): SessionStatus {
    const { link, loaded, store } = this.#parts;
    return {
      load: loaded.ok ? 'ready' : 'failed',
      storageProblem: loaded.ok ? store.problem : loaded.reason,
      connection: link?.connection ?? 'offline',
      connectionProblem: link?.problem ? problemText(link.problem, link.connection) : null,
      ...this.#delivery.counts,
      lastContact: link?.lastContact ?? null,
      refusals: link?.refusals ?? [],
    };
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
